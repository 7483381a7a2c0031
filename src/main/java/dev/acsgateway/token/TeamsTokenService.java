package dev.acsgateway.token;

import dev.acsgateway.failure.Failure;
import dev.acsgateway.failure.StoreUnavailable;
import dev.acsgateway.identity.AccessToken;
import dev.acsgateway.identity.ActiveAccessKeyStore;
import dev.acsgateway.identity.IdentityClient;
import dev.acsgateway.identity.TeamsUser;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges Teams users' Entra ID tokens for ACS tokens, and remembers what came of it: on this
 * node and for all nodes, by digest, for as long as the Entra token lives and the ACS token has the
 * minimum validity left. What ACS gave just now is handed on however short it lives, for there is
 * nothing better to be had. Fails with a {@link Failure}. One instance serves all event loops.
 */
public final class TeamsTokenService {
  private final TeamsTokenCache cache;
  private final IdentityClient client;
  private final String endpoint;
  private final TokenConfig config;
  private final ActiveAccessKeyStore keys;
  private final InstantSource clock;
  private final TeamsNearCache near;
  private final SingleFlight<Wish, TeamsAnswer> running;

  /** What may be joined: the same exchange, with the same access key. */
  private record Wish(TeamsKey key, String accessKey) {}

  /**
   * @param client reaches ACS for requests that somebody waits for
   * @param endpoint where that is: a host with its port
   * @param keys which access key exchanges are made with, and whose tokens still count
   */
  public TeamsTokenService(
      Vertx vertx,
      TeamsTokenCache cache,
      IdentityClient client,
      String endpoint,
      TokenConfig config,
      ActiveAccessKeyStore keys,
      InstantSource clock) {
    this.cache = cache;
    this.client = client;
    this.endpoint = endpoint;
    this.config = config;
    this.keys = keys;
    this.clock = clock;
    this.near = new TeamsNearCache(config.nearCache());
    this.running = new SingleFlight<>(vertx, () -> {});
  }

  /** A token for the Teams user. */
  public Future<TeamsAnswer> token(TeamsUser user) {
    Future<Void> current = keys.catchUp();
    return current.succeeded() ? find(user) : current.compose(read -> find(user));
  }

  private Future<TeamsAnswer> find(TeamsUser user) {
    TeamsKey key = TeamsKey.of(endpoint, user);
    @Nullable TeamsAnswer remembered = near.find(key);
    return remembered != null && isServable(remembered.entry())
        ? Future.succeededFuture(remembered)
        : running.join(new Wish(key, keys.signing()), () -> read(key, user));
  }

  /**
   * A store that does not answer is no reason to keep a user waiting whom ACS would serve, unless
   * the access key to ask ACS with may be another one by now.
   */
  private Future<TeamsAnswer> read(TeamsKey key, TeamsUser user) {
    return cache
        .find(key)
        .recover(
            e ->
                e instanceof StoreUnavailable && !keys.isUnread()
                    ? Future.succeededFuture(Optional.empty())
                    : Future.failedFuture(e))
        .compose(
            found ->
                found
                    .filter(this::isServable)
                    .map(entry -> remember(key, answer(entry, TokenSource.SHARED)))
                    .map(Future::succeededFuture)
                    .orElseGet(() -> exchange(key, user)));
  }

  /** The fingerprint is taken before: a token must not pass for one of a key that came later. */
  private Future<TeamsAnswer> exchange(TeamsKey key, TeamsUser user) {
    String madeWith = keys.signing();
    return client.exchange(user).compose(token -> keep(key, entry(user, token, madeWith)));
  }

  /** A life that cannot be read counts as over. */
  private TeamsToken entry(TeamsUser user, AccessToken token, String madeWith) {
    Instant now = clock.instant();
    Instant entraExpiresOn = EntraToken.expiryOf(user.entraToken()).orElse(now);
    return new TeamsToken(token, now, entraExpiresOn, madeWith);
  }

  private Future<TeamsAnswer> keep(TeamsKey key, TeamsToken entry) {
    TeamsAnswer answer = answer(entry, TokenSource.ACS);
    Duration life = Duration.between(clock.instant(), servableUntil(entry));
    if (!life.isPositive()) {
      return Future.succeededFuture(answer);
    }
    return cache
        .store(key, entry, life)
        .transform(stored -> Future.succeededFuture(remember(key, answer)));
  }

  private TeamsAnswer remember(TeamsKey key, TeamsAnswer answer) {
    near.remember(key, answer);
    return answer;
  }

  private boolean isServable(TeamsToken entry) {
    Instant now = clock.instant();
    return now.isBefore(servableUntil(entry)) && keys.known().counts(entry.accessKey(), now);
  }

  private Instant servableUntil(TeamsToken entry) {
    return entry.servableUntil(config.minimumValidity());
  }

  /** A token that is not served again is to be replaced in good time before it ends. */
  private TeamsAnswer answer(TeamsToken entry, TokenSource source) {
    Instant until = servableUntil(entry);
    Instant inGoodTime =
        entry
            .issuedAt()
            .plus(Duration.ofMillis((long) (entry.life().toMillis() * config.refreshAt())));
    return new TeamsAnswer(entry, until.isAfter(entry.issuedAt()) ? until : inGoodTime, source);
  }
}
