package dev.acsgateway.http;

import dev.acsgateway.authentication.Authenticator;
import dev.acsgateway.authentication.Caller;
import dev.acsgateway.failure.Unauthenticated;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Where a request carries its credential. */
final class Credentials {
  private static final CharSequence API_KEY = HttpHeaders.createOptimized("X-API-Key");

  private Credentials() {}

  static boolean areIn(HttpServerRequest request) {
    return request.headers().contains(API_KEY)
        || request.headers().contains(HttpHeaders.AUTHORIZATION);
  }

  static Future<Caller> verify(HttpServerRequest request, Authenticator authenticator) {
    @Nullable String key = request.getHeader(API_KEY);
    @Nullable String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (key != null && authorization != null) {
      return denied("Send one credential, not two: X-API-Key or Authorization.");
    }
    if (key != null) {
      return authenticator.withApiKey(key);
    }
    return authorization != null
        ? authenticator.withAuthorization(authorization)
        : denied("Send an API key as X-API-Key, or a token as Authorization: Bearer.");
  }

  /**
   * The holder of an API key that comes as such; needs no waiting.
   *
   * @throws Unauthenticated when there is none, another credential beside it, or it is not good
   */
  static Caller verifyApiKey(HttpServerRequest request, Authenticator authenticator) {
    @Nullable String key = request.getHeader(API_KEY);
    if (key == null || request.headers().contains(HttpHeaders.AUTHORIZATION)) {
      throw new Unauthenticated("There is no API key by itself.");
    }
    return authenticator.holderOf(key);
  }

  private static Future<Caller> denied(String detail) {
    return Future.failedFuture(new Unauthenticated(detail));
  }
}
