package dev.acsgateway.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces tokens in the background before anybody has to wait for a new one. A key is tried once
 * in {@value #PAUSE_SECONDS} seconds per node, so that a failing ACS is not asked at every hit.
 */
final class RefreshAhead {
  private static final Logger log = LoggerFactory.getLogger(RefreshAhead.class);
  private static final int PAUSE_SECONDS = 15;
  private static final int MAX_KEYS = 100_000;

  private final TokenIssuer issuer;
  private final Cache<TokenKey, Boolean> tried;

  RefreshAhead(TokenIssuer issuer, InstantSource clock) {
    this.issuer = issuer;
    this.tried =
        Caffeine.newBuilder()
            .maximumSize(MAX_KEYS)
            .expireAfterWrite(Duration.ofSeconds(PAUSE_SECONDS))
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
  }

  /** Starts a refresh when the served token is due for one; costs a comparison otherwise. */
  void served(TokenKey key, TokenAnswer answer, Instant now) {
    if (now.isBefore(answer.refreshOn()) || tried.asMap().putIfAbsent(key, Boolean.TRUE) != null) {
      return;
    }
    issuer
        .refresh(key, answer.expiresOn())
        .onFailure(e -> log.debug("A refresh ahead failed: {}", e.getMessage()));
  }
}
