package dev.acsgateway.http;

import dev.acsgateway.authentication.Authenticator;
import dev.acsgateway.authentication.Caller;
import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.failure.Unauthenticated;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/**
 * Reads the credential of a request. A request carries one at most: of two, a proxy, a log and the
 * gateway may each see another, so two are refused unread, whether they are good or bad.
 */
final class Credentials {
  private static final String API_KEY_NAME = "X-API-Key";
  private static final CharSequence API_KEY = HttpHeaders.createOptimized(API_KEY_NAME);
  private static final String ONE_ONLY =
      "Send one credential, once: an API key as X-API-Key, or a token as Authorization: Bearer.";

  private Credentials() {}

  static boolean areIn(HttpServerRequest request) {
    return request.headers().contains(API_KEY)
        || request.headers().contains(HttpHeaders.AUTHORIZATION);
  }

  static Future<Caller> verify(HttpServerRequest request, Authenticator authenticator) {
    List<String> keys = request.headers().getAll(API_KEY);
    List<String> authorizations = request.headers().getAll(HttpHeaders.AUTHORIZATION);
    if (keys.size() + authorizations.size() > 1) {
      return Future.failedFuture(
          new InvalidRequest(authorizations.isEmpty() ? API_KEY_NAME : "Authorization", ONE_ONLY));
    }
    if (!keys.isEmpty()) {
      return authenticator.withApiKey(keys.getFirst());
    }
    return authorizations.isEmpty()
        ? denied("Send an API key as X-API-Key, or a token as Authorization: Bearer.")
        : authenticator.withAuthorization(authorizations.getFirst());
  }

  /**
   * Returns the holder of an API key that comes as such; needs no waiting.
   *
   * @throws Unauthenticated when there is none, another credential beside it, or it is not good
   */
  static Caller verifyApiKey(HttpServerRequest request, Authenticator authenticator) {
    List<String> keys = request.headers().getAll(API_KEY);
    if (keys.size() != 1 || request.headers().contains(HttpHeaders.AUTHORIZATION)) {
      throw new Unauthenticated("There is not exactly one API key and nothing else.");
    }
    return authenticator.holderOf(keys.getFirst());
  }

  private static Future<Caller> denied(String detail) {
    return Future.failedFuture(new Unauthenticated(detail));
  }
}
