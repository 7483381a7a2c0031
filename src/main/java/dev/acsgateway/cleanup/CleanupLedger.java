package dev.acsgateway.cleanup;

import dev.acsgateway.failure.StoreUnavailable;
import dev.acsgateway.identity.Identity;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/**
 * The ledger of identities as clean-up sees it: walked page by page, and changed one user at a
 * time. Any future may fail with {@link StoreUnavailable}; then a repeat is safe.
 */
public interface CleanupLedger {
  /** Where every walk begins. */
  String START = "";

  /** Where every walk ends. */
  String END = "end";

  /**
   * A part of a walk.
   *
   * @param candidates what was found; may be empty although more follows
   * @param next where to go on; {@link #END} at the end
   */
  record Page(List<Candidate> candidates, String next) {}

  /** Users to whom no token was issued after {@code cutoff}, with their identities. */
  Future<Page> idleUsers(String cursor, Instant cutoff);

  /** How many users {@link #idleUsers} would find. */
  Future<Long> countIdleUsers(Instant cutoff);

  /** All users who own an identity, with it. */
  Future<Page> users(String cursor);

  /** All identities that are filed as orphans. */
  Future<Page> orphans(String cursor);

  /** Those of the candidates that could be deleted right now; changes nothing. */
  Future<List<Candidate>> known(List<Candidate> candidates);

  /**
   * Checks the rule and marks the user as being deleted, in one step. What no user owns is granted
   * at once.
   */
  Future<Claim> claim(Candidate candidate, ClaimPrecondition rule);

  /** Gives a claim back of which nothing came: the user keeps the identity. */
  Future<Void> release(Candidate candidate, Claim.Granted claim);

  /**
   * Records that ACS deleted the identity: forgets its user, unless the user has another one by
   * now, and the orphan. May be repeated.
   */
  Future<Void> forget(Candidate candidate, Identity identity);
}
