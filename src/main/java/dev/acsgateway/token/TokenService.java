package dev.acsgateway.token;

import dev.acsgateway.failure.AcsNotAsked;
import dev.acsgateway.failure.AcsSuspended;
import dev.acsgateway.failure.AcsThrottled;
import dev.acsgateway.failure.AcsTimeout;
import dev.acsgateway.failure.AcsUnavailable;
import dev.acsgateway.failure.Failure;
import dev.acsgateway.failure.StoreUnavailable;
import dev.acsgateway.identity.ActiveAccessKeyStore;
import dev.acsgateway.identity.IdentityClient;
import dev.acsgateway.token.InvalidationEpochs.Stamp;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers with a token: from this node's memory, from the shared cache, or from ACS, and refreshes
 * it before it is used up. Fails with a {@link Failure}. One instance serves all event loops of a
 * node.
 */
public final class TokenService {
  private static final int JITTER_STEPS = 1 << 10;

  /** How far the refresh points of different users lie apart, as a share of a token's life. */
  private static final double JITTER = 0.05;

  private final TokenCache cache;
  private final TokenIssuer issuer;
  private final RefreshAhead refreshAhead;
  private final InvalidationEpochs tokens;
  private final InvalidationEpochs people;
  private final NearCache near;
  private final IdentityCache identities;
  private final ActiveAccessKeyStore keys;
  private final TokenCounts counts = new TokenCounts();
  private final TokenConfig config;
  private final InstantSource clock;

  /**
   * @param interactive reaches ACS for requests that somebody waits for
   * @param refresh reaches ACS for refreshes in the background
   */
  public TokenService(
      Vertx vertx,
      TokenCache cache,
      IssueLeases flights,
      Invalidations news,
      IdentityClient interactive,
      IdentityClient refresh,
      ActiveAccessKeyStore keys,
      TokenConfig config,
      InstantSource clock) {
    this.cache = cache;
    this.keys = keys;
    this.config = config;
    this.clock = clock;
    this.tokens = new InvalidationEpochs();
    this.people = new InvalidationEpochs();
    news.onTokenChange(tokens::userChanged);
    news.onUserChange(tokens::userChanged);
    news.onUserChange(people::userChanged);
    news.onGap(tokens::anythingMayHaveChanged);
    news.onGap(people::anythingMayHaveChanged);
    keys.onChange(tokens::anythingMayHaveChanged);
    this.near = new NearCache(config.nearCache(), news, tokens);
    this.identities = new IdentityCache(people);
    this.issuer =
        new TokenIssuer(vertx, flights, interactive, refresh, keys, config, clock, counts);
    this.refreshAhead = new RefreshAhead(issuer, clock);
  }

  /** A token with at least the minimum validity left. */
  public Future<TokenAnswer> token(TokenKey key) {
    @Nullable TokenAnswer remembered = remembered(key);
    if (remembered != null) {
      served(key, remembered);
      return Future.succeededFuture(remembered);
    }
    return read(key, new Stamps(tokens.stamp(key.user()), people.stamp(key.user())))
        .onComplete(
            answer -> {
              if (answer.succeeded()) {
                counts.answered(answer.result().source());
              } else {
                counts.failed();
              }
            });
  }

  /**
   * What this node remembers, if it may still be served; null otherwise. Whoever does serve it,
   * says so by {@link #served}.
   */
  public @Nullable TokenAnswer remembered(TokenKey key) {
    @Nullable TokenAnswer answer = near.find(key);
    return answer != null
            && !keys.isUnread()
            && isFresh(answer.expiresOn(), answer.issuedWith(), clock.instant())
        ? answer
        : null;
  }

  /** A remembered answer is being served: counts it, and has it refreshed when that is due. */
  public void served(TokenKey key, TokenAnswer remembered) {
    refreshAhead.served(key, remembered, clock.instant());
    counts.answered(TokenSource.NEAR);
  }

  /** Whether this node remembers answers at all. */
  public boolean remembers() {
    return near.isEnabled();
  }

  /** How often what has happened. */
  public TokenCounts counts() {
    return counts;
  }

  /** How many answers this node remembers, about. */
  public long remembered() {
    return near.size();
  }

  /**
   * Taken before anything is read.
   *
   * @param token outdated by every newer token
   * @param identity outdated only when the identity may be another
   */
  private record Stamps(Stamp token, Stamp identity) {}

  private Future<TokenAnswer> read(TokenKey key, Stamps stamp) {
    return cache
        .find(key)
        .compose(found -> serve(key, found, stamp))
        .recover(
            e ->
                e instanceof StoreUnavailable down
                    ? inOutage(key, stamp, down)
                    : Future.failedFuture(e));
  }

  private Future<TokenAnswer> serve(TokenKey key, Optional<CachedToken> found, Stamps stamp) {
    Instant now = clock.instant();
    if (found.isPresent() && isFresh(found.get(), now)) {
      TokenAnswer answer = remember(key, answer(key, found.get(), TokenSource.SHARED), stamp);
      refreshAhead.served(key, answer, now);
      return Future.succeededFuture(answer);
    }
    return issuer
        .issue(key, stamp.token())
        .map(entry -> remember(key, answer(key, entry, TokenSource.ACS), stamp))
        .recover(failure -> serveStale(key, found, failure));
  }

  /** Only while ACS is down, what is left of a token is better than nothing. */
  private Future<TokenAnswer> serveStale(
      TokenKey key, Optional<CachedToken> found, Throwable failure) {
    boolean down =
        failure instanceof AcsUnavailable
            || failure instanceof AcsSuspended
            || failure instanceof AcsTimeout
            || failure instanceof AcsThrottled
            || failure instanceof AcsNotAsked;
    return found
        .filter(entry -> down && entry.remaining(clock.instant()).isPositive())
        .map(entry -> Future.succeededFuture(answer(key, entry, TokenSource.STALE)))
        .orElseGet(() -> Future.failedFuture(failure));
  }

  /**
   * What is known is used while nothing can be read, unless it is known to be outdated: then a
   * token of an access key that was given up could be served, or made.
   */
  private Future<TokenAnswer> inOutage(TokenKey key, Stamps stamp, StoreUnavailable down) {
    if (keys.isUnread()) {
      return Future.failedFuture(down);
    }
    Instant now = clock.instant();
    Optional<TokenAnswer> remembered =
        near.findInOutage(key)
            .filter(answer -> isFresh(answer.expiresOn(), answer.issuedWith(), now));
    if (remembered.isPresent()) {
      return Future.succeededFuture(remembered.get());
    }
    return identities
        .find(key.user())
        .map(
            identity ->
                issuer
                    .issueInOutage(key, stamp.token(), identity)
                    .map(entry -> remember(key, answer(key, entry, TokenSource.ACS), stamp)))
        .orElseGet(() -> Future.failedFuture(down));
  }

  private TokenAnswer remember(TokenKey key, TokenAnswer answer, Stamps stamp) {
    near.remember(key, answer, stamp.token());
    identities.remember(key.user(), answer.identity(), stamp.identity());
    return answer;
  }

  private boolean isFresh(CachedToken entry, Instant now) {
    return isFresh(entry.token().expiresOn(), entry.issuedWith(), now);
  }

  private boolean isFresh(Instant expiresOn, String issuedWith, Instant now) {
    return !now.plus(config.minimumValidity()).isAfter(expiresOn)
        && keys.known().counts(issuedWith, now);
  }

  private TokenAnswer answer(TokenKey key, CachedToken entry, TokenSource source) {
    return TokenAnswer.of(entry, key.scopes(), refreshOn(entry), source);
  }

  /**
   * Spread by identity, so that tokens issued together are not refreshed together. A token made
   * with an access key that was given up is due at once.
   */
  private Instant refreshOn(CachedToken entry) {
    if (keys.known().isGivenUp(entry.issuedWith())) {
      return entry.issuedAt();
    }
    double spread =
        (double) Math.floorMod(entry.identity().id().hashCode(), JITTER_STEPS) / JITTER_STEPS;
    double share = config.refreshAt() + JITTER * (spread - 0.5);
    return entry.issuedAt().plus(Duration.ofMillis((long) (entry.life().toMillis() * share)));
  }
}
