package dev.acsgateway.authentication;

import com.nimbusds.jose.jwk.JWKSet;
import dev.acsgateway.failure.IssuerUnavailable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/** Fetches an issuer's keys. Every failure is an {@link IssuerUnavailable}. */
final class KeyFetcher {
  private static final int TIMEOUT_MILLIS = 3_000;

  /** To the last byte, however slowly they come. */
  private static final int DEADLINE_MILLIS = 5_000;

  private static final int MAX_BYTES = 1 << 20;

  private final HttpClient client;

  KeyFetcher(Vertx vertx) {
    this(vertx, new HttpClientOptions());
  }

  /**
   * @param options whom to trust
   */
  KeyFetcher(Vertx vertx, HttpClientOptions options) {
    this.client = vertx.createHttpClient(options.setConnectTimeout(TIMEOUT_MILLIS));
  }

  /** The key set at this address. */
  Future<JWKSet> published(URI url) {
    return get(url).map(body -> PublicKeys.parse(body.toString())).recover(KeyFetcher::failed);
  }

  /** The key set that this metadata names; the metadata must be the issuer's own. */
  Future<JWKSet> discovered(URI metadata, String issuer) {
    return get(metadata)
        .map(body -> keysUrl(body.toJsonObject(), metadata, issuer))
        .recover(KeyFetcher::failed)
        .compose(this::published);
  }

  /**
   * OpenID Connect Discovery 1.0, section 4.3: the issuer must be exactly the one expected. Keys
   * that come over an open line although the metadata did not could be anyone's.
   */
  private static URI keysUrl(JsonObject metadata, URI from, String issuer) {
    if (!issuer.equals(metadata.getString("issuer"))) {
      throw new IllegalArgumentException("the metadata is another issuer's");
    }
    URI url = URI.create(metadata.getString("jwks_uri", ""));
    if ("https".equals(from.getScheme()) && !"https".equals(url.getScheme())) {
      throw new IllegalArgumentException("the metadata names a jwks_uri without https");
    }
    return url;
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
        .timeout(DEADLINE_MILLIS, TimeUnit.MILLISECONDS)
        .recover(KeyFetcher::failed);
  }

  private static Future<Buffer> body(HttpClientResponse response) {
    Promise<Buffer> whole = Promise.promise();
    response.exceptionHandler(whole::tryFail);
    if (response.statusCode() != 200) {
      refuse(response, whole, "status " + response.statusCode());
      return whole.future();
    }
    Buffer body = Buffer.buffer();
    response.handler(
        chunk -> {
          if (body.length() + chunk.length() <= MAX_BYTES) {
            body.appendBuffer(chunk);
          } else {
            refuse(response, whole, "more than " + MAX_BYTES + " bytes");
          }
        });
    response.endHandler(end -> whole.tryComplete(body));
    return whole.future();
  }

  /** Reads no further: there may be no end to it. */
  private static void refuse(HttpClientResponse response, Promise<Buffer> whole, String reason) {
    whole.tryFail(reason);
    response.request().reset();
  }

  private static <T> Future<T> failed(Throwable cause) {
    return Future.failedFuture(
        cause instanceof IssuerUnavailable known
            ? known
            : new IssuerUnavailable(String.valueOf(cause.getMessage())));
  }
}
