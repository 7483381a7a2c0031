package dev.acsgateway.http;

import dev.acsgateway.token.TokenAnswer;
import java.time.Instant;

/** Says how the cache dealt with a request (RFC 9211). */
final class CacheStatus {
  private static final String CACHE = "acs-token-gateway; ";

  private CacheStatus() {}

  /** The value of {@code Cache-Status}; its {@code ttl} is the token's own life that is left. */
  static String of(TokenAnswer answer, Instant now) {
    String ttl = "; ttl=" + answer.entry().remaining(now).toSeconds();
    return CACHE
        + switch (answer.source()) {
          case NEAR -> "hit; detail=near" + ttl;
          case SHARED -> "hit; detail=redis" + ttl;
          case ACS -> "fwd=miss" + ttl;
          case STALE -> "fwd=stale" + ttl;
        };
  }
}
