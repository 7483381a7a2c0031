package dev.acsgateway.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.config.OutboundProxy;
import dev.acsgateway.failure.IssuerUnavailable;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SelfSignedCertificate;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an issuer can do to a gateway that asks it for its keys. */
final class JwksFetcherTest {
  private static final int MEBIBYTE = 1 << 20;

  private final Vertx vertx = Vertx.vertx();
  private final JwksFetcher fetcher = new JwksFetcher(vertx, OutboundProxy.NONE);
  private final AtomicLong sent = new AtomicLong();
  private final AtomicBoolean closed = new AtomicBoolean();

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  private KeyUrl serving(String scheme, HttpServerOptions options, String text) throws Exception {
    HttpServer server =
        vertx
            .createHttpServer(options)
            .requestHandler(
                request ->
                    request
                        .response()
                        .end(text.replace("{here}", scheme + "://" + request.authority())))
            .listen(0, "127.0.0.1")
            .await(10, TimeUnit.SECONDS);
    return KeyUrl.parse(scheme + "://127.0.0.1:" + server.actualPort()).orElseThrow();
  }

  @Test
  void stopsReadingKeysThatDoNotEnd() throws Exception {
    HttpServer endless =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  request.connection().closeHandler(gone -> closed.set(true));
                  pour(request.response().setChunked(true));
                })
            .listen(0, "127.0.0.1")
            .await(10, TimeUnit.SECONDS);
    KeyUrl url = KeyUrl.parse("http://127.0.0.1:" + endless.actualPort()).orElseThrow();

    assertThatExceptionOfType(IssuerUnavailable.class)
        .isThrownBy(() -> fetcher.published(url).await(10, TimeUnit.SECONDS))
        .matches(e -> e.reason().contains("more than 1048576 bytes"));
    await().atMost(Duration.ofSeconds(5)).untilTrue(closed);
    assertThat(sent.get()).as("socket buffers aside").isLessThan(16L * MEBIBYTE);
  }

  private void pour(HttpServerResponse response) {
    while (!response.closed() && !response.writeQueueFull()) {
      sent.addAndGet(64 * 1024);
      response.write(Buffer.buffer(new byte[64 * 1024]));
    }
    response.drainHandler(drained -> pour(response));
  }

  @Test
  void givesUpOnKeysThatComeTooSlowly() throws Exception {
    HttpServer slow =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  request.response().setChunked(true).write("{");
                  vertx.setPeriodic(100, tick -> request.response().write(" "));
                })
            .listen(0, "127.0.0.1")
            .await(10, TimeUnit.SECONDS);
    KeyUrl url = KeyUrl.parse("http://127.0.0.1:" + slow.actualPort()).orElseThrow();

    assertThatExceptionOfType(IssuerUnavailable.class)
        .isThrownBy(() -> fetcher.published(url).await(8, TimeUnit.SECONDS));
  }

  @Test
  void takesNoKeysOverAnOpenLineFromAnIssuerWithTls() throws Exception {
    SelfSignedCertificate certificate = SelfSignedCertificate.create("127.0.0.1");
    JwksFetcher trusting =
        new JwksFetcher(
            vertx,
            OutboundProxy.NONE,
            new HttpClientOptions()
                .setTrustOptions(certificate.trustOptions())
                .setVerifyHost(false));
    String metadata =
        new JsonObject()
            .put("issuer", "https://issuer.test")
            .put("jwks_uri", "http://127.0.0.1/keys")
            .encode();
    KeyUrl url =
        serving(
            "https",
            new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate.keyCertOptions()),
            metadata);

    assertThatExceptionOfType(IssuerUnavailable.class)
        .isThrownBy(
            () -> trusting.discovered(url, "https://issuer.test").await(10, TimeUnit.SECONDS))
        .matches(e -> e.reason().contains("without https"));
  }

  @Test
  void takesKeysOverTlsFromAnIssuerWithTls() throws Exception {
    SelfSignedCertificate certificate = SelfSignedCertificate.create("127.0.0.1");
    JwksFetcher trusting =
        new JwksFetcher(
            vertx,
            OutboundProxy.NONE,
            new HttpClientOptions()
                .setTrustOptions(certificate.trustOptions())
                .setVerifyHost(false));
    String both =
        new JsonObject()
            .put("issuer", "https://issuer.test")
            .put("jwks_uri", "{here}/keys")
            .put("keys", new JsonArray())
            .encode();
    KeyUrl url =
        serving(
            "https",
            new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate.keyCertOptions()),
            both);

    assertThat(
            trusting
                .discovered(url, "https://issuer.test")
                .await(10, TimeUnit.SECONDS)
                .keys()
                .usable())
        .isEmpty();
  }
}
