package dev.acsgateway.cleanup;

import dev.acsgateway.failure.AcsFailure;
import dev.acsgateway.failure.IdentityNotOwned;
import dev.acsgateway.identity.AccessToken;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityClient;
import dev.acsgateway.identity.IdentityWithToken;
import dev.acsgateway.identity.TeamsUser;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScopes;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An ACS that deletes identities, each once, and fails as told. */
final class ScriptedAcs implements IdentityClient {
  private final Map<Identity, Deque<AcsFailure>> failures = new HashMap<>();
  private final List<Identity> asked = new ArrayList<>();
  private final Set<Identity> deleted = new HashSet<>();

  /** The next deletions of this identity fail so, one after the other. */
  synchronized void fail(Identity identity, AcsFailure... how) {
    failures.computeIfAbsent(identity, any -> new ArrayDeque<>()).addAll(List.of(how));
  }

  /** Every deletion that was asked for. */
  synchronized List<Identity> asked() {
    return List.copyOf(asked);
  }

  /** What is deleted. */
  synchronized Set<Identity> deleted() {
    return Set.copyOf(deleted);
  }

  @Override
  public synchronized Future<Void> delete(Identity identity) {
    asked.add(identity);
    AcsFailure failure = failures.getOrDefault(identity, new ArrayDeque<>()).poll();
    if (failure != null) {
      return Future.failedFuture(failure);
    }
    return deleted.add(identity)
        ? Future.succeededFuture()
        : Future.failedFuture(new IdentityNotOwned());
  }

  @Override
  public Future<Identity> create() {
    throw new AssertionError("clean-up makes no identities");
  }

  @Override
  public Future<IdentityWithToken> createWithToken(TokenScopes scopes, TokenLifetime lifetime) {
    throw new AssertionError("clean-up makes no identities");
  }

  @Override
  public Future<AccessToken> issue(Identity identity, TokenScopes scopes, TokenLifetime lifetime) {
    throw new AssertionError("clean-up issues no tokens");
  }

  @Override
  public Future<Void> revoke(Identity identity) {
    throw new AssertionError("clean-up revokes no tokens");
  }

  @Override
  public Future<AccessToken> exchange(TeamsUser user) {
    throw new AssertionError("clean-up exchanges no tokens");
  }
}
