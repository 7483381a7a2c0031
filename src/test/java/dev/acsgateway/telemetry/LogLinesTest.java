package dev.acsgateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gateway's log makes of a line that belongs to a request. */
final class LogLinesTest {
  private final Vertx vertx = Vertx.vertx();
  private final TestTracing tracing = new TestTracing(1);
  private final Map<String, String> lines = new ConcurrentHashMap<>();
  private int port;

  /** A server that logs in the middle of each request, after a pause on its event loop. */
  @BeforeEach
  void start() throws Exception {
    port =
        vertx
            .createHttpServer()
            .requestHandler(this::answer)
            .listen(0, "127.0.0.1")
            .await(10, TimeUnit.SECONDS)
            .actualPort();
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  private void answer(HttpServerRequest request) {
    String name = String.valueOf(request.path()).substring(1);
    RequestLocals.begin("id-" + name, request.response());
    tracing.tracing().request("GET", "/{name}", request.headers());
    Promise<Void> pause = Promise.promise();
    vertx.setTimer(5, fired -> pause.complete());
    pause
        .future()
        .onComplete(
            paused -> {
              lines.put(name, line("json"));
              request.response().end();
              lines.put(name + "-after", line("json"));
            });
  }

  private String line(String format) {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    context.putProperty("LOG_FORMAT", format);
    context.putProperty("logback.configurationFile", "");
    new LogSetup().configure(context);
    ConsoleAppender<ILoggingEvent> console =
        (ConsoleAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("console");
    LoggingEvent event =
        new LoggingEvent(
            "", context.getLogger("dev.acsgateway"), Level.INFO, "Something", null, null);
    return new String(console.getEncoder().encode(event), StandardCharsets.UTF_8);
  }

  private void ask(List<String> names) throws Exception {
    HttpClientAgent client = vertx.createHttpClient();
    Future.all(
            names.stream()
                .map(
                    name ->
                        client
                            .request(
                                new RequestOptions()
                                    .setHost("127.0.0.1")
                                    .setPort(port)
                                    .setURI("/" + name))
                            .compose(request -> request.send())
                            .compose(answer -> answer.end()))
                .toList())
        .await(20, TimeUnit.SECONDS);
  }

  @Test
  void aLineCarriesTheIdsOfTheRequestThatItBelongsToAndOfNoOther() throws Exception {
    List<String> names = IntStream.range(0, 20).mapToObj(i -> "r" + i).toList();

    ask(names);

    assertThat(names)
        .allSatisfy(
            name ->
                assertThat(new JsonObject(lines.get(name)).getString("requestId"))
                    .isEqualTo("id-" + name))
        .extracting(name -> new JsonObject(lines.get(name)).getString("traceId"))
        .doesNotHaveDuplicates()
        .allSatisfy(trace -> assertThat(trace).matches("[0-9a-f]{32}"));
  }

  @Test
  void whatIsLoggedOnTheContextOfARequestThatIsAnsweredBelongsToNone() throws Exception {
    ask(List.of("late"));

    Awaitility.await().until(() -> lines.containsKey("late-after"));
    assertThat(new JsonObject(lines.get("late-after")).getMap())
        .doesNotContainKeys("requestId", "traceId");
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "text"})
  void aLineOfNoRequestHasNoPlaceForOne(String format) {
    assertThat(line(format)).contains("Something").doesNotContain("requestId", "traceId", "[]");
  }
}
