package dev.acsgateway.cleanup;

import dev.acsgateway.failure.InvalidRequest;
import java.util.Optional;

/**
 * What an operator asks to be cleaned up.
 *
 * @param target what to delete
 * @param dryRun whether only to say what would be deleted
 * @param limit the most identities to delete, from 1; not for a list, which is its own limit
 * @param ratePerSecond the most deletions per second, from {@value #LOWEST_RATE}; empty leaves it
 *     to the quota
 * @param chatDeletionAcknowledged whether the operator knows that chat messages go, too; needed
 *     unless it is a dry run
 * @param users the users whom its starter may act for, as the credential writes them: only who may
 *     act for all of these sees the job; {@value #EVERYONE} for everyone
 */
public record CleanupRequest(
    CleanupTarget target,
    boolean dryRun,
    Optional<Integer> limit,
    Optional<Double> ratePerSecond,
    boolean chatDeletionAcknowledged,
    String users) {
  /** What a credential calls every user. */
  public static final String EVERYONE = "*";

  /** The most candidates that one list may name. */
  public static final int MOST_LISTED = 100_000;

  /** One deletion in about a quarter of an hour. */
  public static final double LOWEST_RATE = 0.001;

  private static final double HIGHEST_RATE = 10_000;

  /**
   * @throws InvalidRequest when a number is out of its range, or the acknowledgement is missing
   */
  public CleanupRequest {
    if (limit.isPresent() && limit.get() < 1) {
      throw new InvalidRequest("limit", "limit is " + limit.get() + "; it must be at least 1.");
    }
    if (limit.isPresent() && target instanceof CleanupTarget.Listed) {
      throw new InvalidRequest("limit", "A list is its own limit.");
    }
    if (ratePerSecond.isPresent() && !isRate(ratePerSecond.get())) {
      throw new InvalidRequest(
          "ratePerSecond",
          "ratePerSecond is "
              + ratePerSecond.get()
              + "; "
              + LOWEST_RATE
              + " to 10000 are allowed.");
    }
    if (!dryRun && !chatDeletionAcknowledged) {
      throw new InvalidRequest(
          "acknowledgeChatDeletion",
          "Deleting an identity also deletes its chat messages at Azure Communication Services, for"
              + " good. Say acknowledgeChatDeletion: true, or look first with dryRun: true.");
    }
  }

  /** The same, by who may act for every user. */
  public CleanupRequest(
      CleanupTarget target,
      boolean dryRun,
      Optional<Integer> limit,
      Optional<Double> ratePerSecond,
      boolean chatDeletionAcknowledged) {
    this(target, dryRun, limit, ratePerSecond, chatDeletionAcknowledged, EVERYONE);
  }

  private static boolean isRate(double rate) {
    return rate >= LOWEST_RATE && rate <= HIGHEST_RATE;
  }
}
