package dev.acsgateway.http;

import dev.acsgateway.token.TokenSource;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;

/** Says how the cache dealt with a request (RFC 9211). */
final class CacheStatus {
  static final CharSequence HEADER = HttpHeaders.createOptimized("Cache-Status");
  private static final String CACHE = "acs-token-gateway; ";

  private CacheStatus() {}

  /** The value of {@code Cache-Status}; its {@code ttl} is the token's own life that is left. */
  static String of(TokenSource source, Duration life) {
    String ttl = "; ttl=" + life.toSeconds();
    return CACHE
        + switch (source) {
          case NEAR -> "hit; detail=near" + ttl;
          case SHARED -> "hit; detail=redis" + ttl;
          case ACS -> "fwd=miss" + ttl;
          case STALE -> "fwd=stale" + ttl;
        };
  }
}
