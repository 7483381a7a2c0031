package dev.acsgateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.config.ConfigReader;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Spans on their way to a collector, over HTTP. */
class TracingExportTest {
  private final Vertx vertx = Vertx.vertx();
  private final Queue<Export> taken = new ConcurrentLinkedQueue<>();
  private HttpServer collector;

  /** Logs with the JDK's means, past the log of the gateway. */
  private static final Logger EXPORTER = Logger.getLogger("io.opentelemetry");

  /** Keeps what is logged, and lets nobody else see it. */
  private static final class Listener extends Handler {
    private final Queue<String> said;

    Listener(Queue<String> said) {
      this.said = said;
    }

    @Override
    public void publish(LogRecord line) {
      said.add(line.getMessage());
    }

    @Override
    public void flush() {
      // Nothing is held back.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  private record Export(String path, MultiMap headers, String body) {}

  @BeforeEach
  void collect() {
    collector =
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    request
                        .body()
                        .onSuccess(
                            body -> {
                              String text = body.toString(StandardCharsets.ISO_8859_1);
                              taken.add(new Export(request.uri(), request.headers(), text));
                              request.response().end();
                            }))
            .listen(0, "127.0.0.1")
            .await();
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  private TracingConfig config(JsonObject more) {
    JsonObject tracing =
        JsonObject.of(
                "enabled",
                true,
                "sample",
                1.0,
                "endpoint",
                "http://127.0.0.1:" + collector.actualPort() + "/v1/traces")
            .mergeIn(more);
    return ConfigReader.read(
        JsonObject.of("tracing", tracing),
        Map.of(),
        root -> TracingConfig.from(root.section("tracing")));
  }

  /** One request, followed; its spans are sent at the latest when tracing ends. */
  private Export exported(TracingConfig config) {
    Tracing tracing = Tracing.of(config).orElseThrow();
    vertx.runOnContext(
        start -> {
          tracing
              .request("POST", "/v1/users/{userId}/token", MultiMap.caseInsensitiveMultiMap())
              .accept(200);
          tracing.close();
        });
    await().until(() -> !taken.isEmpty());
    return taken.element();
  }

  @Test
  void spansReachTheCollectorUnderTheNameOfTheService() {
    Export export = exported(config(new JsonObject()));

    assertThat(export.path()).isEqualTo("/v1/traces");
    assertThat(export.headers().get("Content-Type")).isEqualTo("application/x-protobuf");
    assertThat(export.headers().contains("Authorization")).isFalse();
    assertThat(export.body())
        .contains("service.name", "acs-token-gateway", "POST /v1/users/{userId}/token");
  }

  @Test
  void aCollectorThatAsksWhoSendsThemIsTold() {
    Export export = exported(config(JsonObject.of("authorization", "Bearer s3cret")));

    assertThat(export.headers().get("Authorization")).isEqualTo("Bearer s3cret");
  }

  @Test
  void aCollectorThatIsNotThereCostsNothingButItsSpans() {
    TracingConfig config = config(new JsonObject());
    collector.close().await();
    Queue<String> said = new ConcurrentLinkedQueue<>();
    Handler listener = new Listener(said);
    EXPORTER.setUseParentHandlers(false);
    EXPORTER.addHandler(listener);
    try {
      Tracing tracing = Tracing.of(config).orElseThrow();
      tracing.request("GET", "/health", MultiMap.caseInsensitiveMultiMap()).accept(200);

      assertThat(tracing.close().toCompletionStage()).succeedsWithin(Duration.ofMinutes(1));
    } finally {
      EXPORTER.removeHandler(listener);
      EXPORTER.setUseParentHandlers(true);
    }
    assertThat(said).anyMatch(line -> line.startsWith("Failed to export spans"));
  }
}
