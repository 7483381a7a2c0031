package dev.acsgateway.http;

import dev.acsgateway.token.TokenSource;
import io.netty.util.AsciiString;
import io.vertx.core.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Says how the cache dealt with a request (RFC 9211). */
final class CacheStatus {
  static final CharSequence HEADER = HttpHeaders.createOptimized("Cache-Status");
  private static final byte[] NEAR = answered("hit; detail=near");
  private static final byte[] SHARED = answered("hit; detail=redis");
  private static final byte[] ACS = answered("fwd=miss");
  private static final byte[] STALE = answered("fwd=stale");

  private CacheStatus() {}

  private static byte[] answered(String how) {
    return ("acs-token-gateway; " + how + "; ttl=").getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * The value of {@code Cache-Status}; its {@code ttl} is the token's own life that is left, in
   * seconds, 0 once that is over.
   */
  static AsciiString of(TokenSource source, Duration life) {
    byte[] how =
        switch (source) {
          case NEAR -> NEAR;
          case SHARED -> SHARED;
          case ACS -> ACS;
          case STALE -> STALE;
        };
    return AsciiNumber.after(how, Math.max(0, life.toSeconds()));
  }
}
