package dev.acsgateway.capacity;

import dev.acsgateway.failure.AcsThrottled;
import dev.acsgateway.identity.AccessToken;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityClient;
import dev.acsgateway.identity.IdentityWithToken;
import dev.acsgateway.identity.TeamsUser;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScopes;
import dev.acsgateway.quota.Operation;
import dev.acsgateway.quota.QuotaConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** ACS as its documentation has it: so many calls of each operation in any window, else 429. */
final class SimulatedAcs implements IdentityClient {
  private static final Duration FASTEST = Duration.ofMillis(40);
  private static final int SLOWER_MILLIS = 120;

  private final VirtualTime time;
  private final QuotaConfig quota;
  private final SplittableRandom random;
  private final Map<Operation, Deque<Instant>> windows = new EnumMap<>(Operation.class);
  private long identities;
  private long calls;
  private long throttled;

  SimulatedAcs(VirtualTime time, QuotaConfig quota, SplittableRandom random) {
    this.time = time;
    this.quota = quota;
    this.random = random;
    for (Operation operation : Operation.values()) {
      windows.put(operation, new ArrayDeque<>());
    }
  }

  /** Calls that it took. */
  long calls() {
    return calls;
  }

  /** Calls that were one too many for it. */
  long throttled() {
    return throttled;
  }

  /** An identity that nobody has. */
  Identity newIdentity() {
    return new Identity("8:acs:simulated_" + identities++);
  }

  @Override
  public Future<IdentityWithToken> createWithToken(TokenScopes scopes, TokenLifetime lifetime) {
    return answer(
        Operation.CREATE_WITH_TOKEN, () -> new IdentityWithToken(newIdentity(), token(lifetime)));
  }

  @Override
  public Future<AccessToken> issue(Identity identity, TokenScopes scopes, TokenLifetime lifetime) {
    return answer(Operation.ISSUE, () -> token(lifetime));
  }

  /** Half of the way there and half of the way back. */
  private <T> Future<T> answer(Operation operation, Supplier<T> result) {
    Promise<T> promise = Promise.promise();
    Duration half = FASTEST.plusMillis(random.nextInt(SLOWER_MILLIS)).dividedBy(2);
    time.after(
        half,
        () -> {
          if (takes(operation)) {
            T answer = result.get();
            time.after(half, () -> promise.complete(answer));
          } else {
            time.after(half, () -> promise.fail(new AcsThrottled(quota.window())));
          }
        });
    return promise.future();
  }

  private boolean takes(Operation operation) {
    Deque<Instant> window = Objects.requireNonNull(windows.get(operation));
    Instant begin = time.instant().minus(quota.window());
    while (!window.isEmpty() && !window.element().isAfter(begin)) {
      window.remove();
    }
    if (window.size() >= quota.permits(operation)) {
      throttled++;
      return false;
    }
    window.add(time.instant());
    calls++;
    return true;
  }

  private AccessToken token(TokenLifetime lifetime) {
    return new AccessToken(
        "simulated", time.instant().plus(Duration.ofMinutes(lifetime.minutes())));
  }

  @Override
  public Future<Identity> create() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Future<Void> revoke(Identity identity) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Future<Void> delete(Identity identity) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Future<AccessToken> exchange(TeamsUser user) {
    throw new UnsupportedOperationException();
  }
}
