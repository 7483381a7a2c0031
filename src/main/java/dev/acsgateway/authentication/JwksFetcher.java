package dev.acsgateway.authentication;

import dev.acsgateway.config.OutboundProxy;
import dev.acsgateway.failure.IssuerUnavailable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;

/**
 * Fetches an issuer's keys. Every failure is an {@link IssuerUnavailable} whose reason names the
 * address, and comes with the future.
 */
final class JwksFetcher {
  private static final int TIMEOUT_MILLIS = 3_000;

  /** To the last byte, however slowly they come. */
  private static final int DEADLINE_MILLIS = 5_000;

  /** Of the answer, after it was decompressed. */
  private static final int MAX_BYTES = 1 << 20;

  private final OutboundProxy proxy;
  private final HttpClient client;

  JwksFetcher(Vertx vertx, OutboundProxy proxy) {
    this(vertx, proxy, new HttpClientOptions());
  }

  /**
   * @param options whom to trust
   */
  JwksFetcher(Vertx vertx, OutboundProxy proxy, HttpClientOptions options) {
    this.proxy = proxy;
    this.client =
        vertx.createHttpClient(
            options.setConnectTimeout(TIMEOUT_MILLIS).setDecompressionSupported(true));
  }

  /**
   * Keys and where they were found.
   *
   * @param from the address of the key set
   */
  record Fetched(IssuerKeys keys, KeyUrl from) {}

  /** Returns the key set at this address. */
  Future<Fetched> published(KeyUrl url) {
    return get(url)
        .compose(
            body -> {
              try {
                return Future.succeededFuture(new Fetched(KeySetParser.parse(body), url));
              } catch (IllegalArgumentException e) {
                return unavailable(url, String.valueOf(e.getMessage()));
              }
            });
  }

  /** Returns the key set that this metadata names; the metadata must be the issuer's own. */
  Future<Fetched> discovered(KeyUrl metadata, String issuer) {
    return get(metadata).compose(body -> keysUrl(body, metadata, issuer)).compose(this::published);
  }

  /**
   * OpenID Connect Discovery 1.0, section 4.3: the issuer must be exactly the one expected. Keys
   * that come over an open line although the metadata did not could be anyone's.
   */
  private static Future<KeyUrl> keysUrl(Buffer body, KeyUrl from, String issuer) {
    JsonObject metadata;
    try {
      metadata = new JsonObject(body);
    } catch (DecodeException e) {
      return unavailable(from, "is not the metadata of an issuer: it is not a JSON object");
    }
    if (!issuer.equals(metadata.getValue("issuer"))) {
      return unavailable(from, "is the metadata of another issuer");
    }
    if (!(metadata.getValue("jwks_uri") instanceof String address)) {
      return unavailable(from, "is metadata whose jwks_uri is missing or not a text");
    }
    return KeyUrl.parse(address)
        .map(
            url ->
                from.secure() && !url.secure()
                    ? JwksFetcher.<KeyUrl>unavailable(from, "names a jwks_uri without https")
                    : Future.succeededFuture(url))
        .orElseGet(() -> unavailable(from, "names a jwks_uri that is not an https URL"));
  }

  private Future<Buffer> get(KeyUrl url) {
    try {
      return client
          .request(url.get(proxy).setTimeout(TIMEOUT_MILLIS))
          .compose(
              prepared ->
                  prepared
                      .putHeader(HttpHeaders.ACCEPT, "application/json, application/jwk-set+json")
                      .send()
                      .compose(JwksFetcher::body))
          .timeout(DEADLINE_MILLIS, TimeUnit.MILLISECONDS)
          .recover(e -> unavailable(url, String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      return unavailable(url, String.valueOf(e.getMessage()));
    }
  }

  private static Future<Buffer> body(HttpClientResponse response) {
    Promise<Buffer> whole = Promise.promise();
    response.exceptionHandler(whole::tryFail);
    if (response.statusCode() != 200) {
      refuse(response, whole, "answers with status " + response.statusCode());
      return whole.future();
    }
    Buffer body = Buffer.buffer();
    response.handler(
        chunk -> {
          if (body.length() + chunk.length() <= MAX_BYTES) {
            body.appendBuffer(chunk);
          } else {
            refuse(response, whole, "has more than " + MAX_BYTES + " bytes");
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

  private static <T> Future<T> unavailable(KeyUrl url, String reason) {
    return Future.failedFuture(new IssuerUnavailable(url + " " + reason));
  }

  /** Closes the connections; what is under way fails. */
  Future<Void> close() {
    return client.close();
  }
}
