package dev.acsgateway.redis;

import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps a valid Entra ID token as the password of all connections. A new one is fetched at two
 * thirds of the life of the former and authenticates every open connection at once, so that an
 * issuer that is down matters only when the former has ended.
 */
final class EntraAuthentication {
  private static final Duration FIRST_RETRY = Duration.ofMillis(250);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(15);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);
  private static final String ISSUER = "Entra ID";

  private final Vertx vertx;
  private final EntraCredential credential;
  private final EntraTokenSource tokens;
  private final InstantSource clock;
  private final ConnectionLog attempts;
  private final Consumer<RedisCredentials> use;
  private final Promise<RedisCredentials> first = Promise.promise();
  private volatile boolean closed;
  private volatile long timer = -1;

  /**
   * @param tokens fetches a token
   * @param use receives the credentials that hold from now on
   */
  EntraAuthentication(
      Vertx vertx,
      EntraCredential credential,
      EntraTokenSource tokens,
      InstantSource clock,
      ConnectionLog attempts,
      Consumer<RedisCredentials> use) {
    this.vertx = vertx;
    this.credential = credential;
    this.tokens = tokens;
    this.clock = clock;
    this.attempts = attempts;
    this.use = use;
  }

  /** Fetches tokens from now on. */
  void start() {
    fetch(FIRST_RETRY);
  }

  /** Completes with the first credentials. */
  Future<RedisCredentials> first() {
    return first.future();
  }

  private void fetch(Duration retry) {
    tokens.token().map(this::credentials).onSuccess(this::take).onFailure(e -> tryAgain(e, retry));
  }

  private Fetched credentials(EntraToken token) {
    String username = credential.username().orElseGet(token::objectId);
    return new Fetched(
        new RedisCredentials(Optional.of(username), Optional.of(token.value())), token.expiresAt());
  }

  private record Fetched(RedisCredentials credentials, Instant expiresAt) {}

  private void take(Fetched fetched) {
    attempts.forget(this);
    use.accept(fetched.credentials());
    first.tryComplete(fetched.credentials());
    long left = Duration.between(clock.instant(), fetched.expiresAt()).toMillis();
    Duration pause = Duration.ofMillis(left * 2 / 3);
    after(pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause, FIRST_RETRY);
  }

  private void tryAgain(Throwable failure, Duration retry) {
    if (!closed) {
      attempts.failed(this, problem(failure));
    }
    Duration next = retry.plus(retry);
    after(retry, next.compareTo(LONGEST_RETRY) < 0 ? next : LONGEST_RETRY);
  }

  /** The words of a failure of ours are for people; those of any other may hold anything. */
  private static String problem(Throwable failure) {
    String why =
        failure instanceof StoreUnavailable unavailable
            ? unavailable.reason()
            : failure instanceof IllegalArgumentException odd
                ? "the token " + odd.getMessage()
                : failure.getClass().getSimpleName();
    return ISSUER + " gives no token for Redis: " + why + ". Check redis.credential.";
  }

  private void after(Duration pause, Duration retry) {
    if (!closed) {
      timer = vertx.setTimer(Math.max(1, pause.toMillis()), due -> fetch(retry));
    }
  }

  void close() {
    closed = true;
    vertx.cancelTimer(timer);
    first.tryFail(new StoreUnavailable("this node is closing"));
  }
}
