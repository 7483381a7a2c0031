package dev.acsgateway.redis;

import dev.acsgateway.token.TokenKey;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Renews the leases of this node's flights while it lives, so that others need not wait long for a
 * node that died, however long a call to ACS may take.
 */
final class LeaseRenewal {
  private static final int RENEWALS_PER_LEASE = 3;

  private final Vertx vertx;
  private final RedisCommands redis;
  private final Keyspace keys;
  private final Duration lease;
  private final Duration longest;
  private final Map<String, Long> timers = new ConcurrentHashMap<>();

  /**
   * @param lease how long a flight lives without a sign of life
   * @param longest how long it lives at all
   */
  LeaseRenewal(Vertx vertx, RedisCommands redis, Keyspace keys, Duration lease, Duration longest) {
    this.vertx = vertx;
    this.redis = redis;
    this.keys = keys;
    this.lease = lease.compareTo(longest) < 0 ? lease : longest;
    this.longest = longest;
  }

  /** For how long a flight is granted at first. */
  Duration lease() {
    return lease;
  }

  /** Renews a flight that was just granted. */
  void begin(TokenKey key, String nonce) {
    long interval = lease.toMillis() / RENEWALS_PER_LEASE;
    long renewals = longest.minus(lease).toMillis() / interval;
    if (renewals > 0) {
      timers.put(nonce, schedule(key, nonce, interval, renewals));
    }
  }

  private long schedule(TokenKey key, String nonce, long interval, long renewals) {
    return vertx.setTimer(
        interval,
        due -> {
          renew(key, nonce);
          if (renewals > 1) {
            timers.computeIfPresent(
                nonce, (flight, timer) -> schedule(key, nonce, interval, renewals - 1));
          }
        });
  }

  /** One that does not come about is made up for by the next, or the flight is lost. */
  private void renew(TokenKey key, String nonce) {
    redis.run(
        LuaScript.RENEW_FLIGHT,
        List.of(keys.of(key.user()).user()),
        Keyspace.field(key),
        nonce,
        lease.toMillis());
  }

  /** Renews a flight no more, since it is over. */
  void end(String nonce) {
    Long timer = timers.remove(nonce);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }
}
