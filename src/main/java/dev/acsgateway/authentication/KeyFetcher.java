package dev.acsgateway.authentication;

import com.nimbusds.jose.jwk.JWKSet;
import dev.acsgateway.failure.IssuerUnavailable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;

/** Fetches an issuer's keys. Every failure is an {@link IssuerUnavailable}. */
final class KeyFetcher {
  private static final int TIMEOUT_MILLIS = 3_000;
  private static final int MAX_BYTES = 1 << 20;

  private final HttpClient client;

  KeyFetcher(Vertx vertx) {
    this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(TIMEOUT_MILLIS));
  }

  /** The key set at this address. */
  Future<JWKSet> published(URI url) {
    return get(url).map(body -> PublicKeys.parse(body.toString())).recover(KeyFetcher::failed);
  }

  /** The key set that this metadata names; the metadata must be the issuer's own. */
  Future<JWKSet> discovered(URI metadata, String issuer) {
    return get(metadata)
        .map(body -> keysUrl(body.toJsonObject(), issuer))
        .recover(KeyFetcher::failed)
        .compose(this::published);
  }

  /** OpenID Connect Discovery 1.0, section 4.3: the issuer must be exactly the one expected. */
  private static URI keysUrl(JsonObject metadata, String issuer) {
    if (!issuer.equals(metadata.getString("issuer"))) {
      throw new IllegalArgumentException("the metadata is another issuer's");
    }
    return URI.create(metadata.getString("jwks_uri", ""));
  }

  private Future<Buffer> get(URI url) {
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(url.toString())
            .setTimeout(TIMEOUT_MILLIS);
    return client
        .request(request)
        .compose(prepared -> prepared.send().compose(KeyFetcher::body))
        .recover(KeyFetcher::failed);
  }

  private static Future<Buffer> body(HttpClientResponse response) {
    return response
        .body()
        .compose(
            body ->
                response.statusCode() == 200 && body.length() <= MAX_BYTES
                    ? Future.succeededFuture(body)
                    : Future.failedFuture("status " + response.statusCode()));
  }

  private static <T> Future<T> failed(Throwable cause) {
    return Future.failedFuture(
        cause instanceof IssuerUnavailable known
            ? known
            : new IssuerUnavailable(String.valueOf(cause.getMessage())));
  }
}
