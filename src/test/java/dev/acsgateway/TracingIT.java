package dev.acsgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.emulator.control.CallRecord;
import dev.acsgateway.emulator.control.Fault;
import dev.acsgateway.emulator.control.Operation;
import dev.acsgateway.telemetry.TestTracing;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A request, followed through the gateway to Redis and to ACS. */
class TracingIT {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CALLER = "00f067aa0ba902b7";
  private static final String TOKEN_ROUTE = "POST /v1/users/{userId}/token";

  private final GatewayFixture gateway = new GatewayFixture();

  @AfterEach
  void stop() {
    gateway.close();
  }

  private TestTracing traced(double sample) {
    TestTracing tracing = new TestTracing(sample);
    gateway.withTracedNode(tracing.tracing());
    return tracing;
  }

  private HttpResponse<String> token(String user, String traceparent) {
    HttpRequest.Builder request =
        gateway
            .request(gateway.nodes.getFirst().apiPort(), "POST", "/v1/users/" + user + "/token", "")
            .header("X-API-Key", gateway.allPowerful.key().value());
    return gateway.send(
        traceparent.isEmpty() ? request : request.header("traceparent", traceparent));
  }

  private static String recorded() {
    return "00-" + TRACE + "-" + CALLER + "-01";
  }

  private static SpanData server(TestTracing tracing) {
    await().until(() -> tracing.spans().stream().anyMatch(it -> it.getKind() == SpanKind.SERVER));
    return tracing.spans().stream()
        .filter(it -> it.getKind() == SpanKind.SERVER)
        .findFirst()
        .orElseThrow();
  }

  private String traceparentAtAcs() {
    return Optional.ofNullable(gateway.emulator.calls().latest().getLast().traceparent())
        .orElse("");
  }

  @Test
  void oneTraceGoesThroughTheGatewayToRedisAndToAcs() {
    TestTracing tracing = traced(1);

    assertThat(token("alice", recorded()).statusCode()).isEqualTo(200);

    SpanData server = server(tracing);
    assertThat(server.getName()).isEqualTo(TOKEN_ROUTE);
    assertThat(server.getTraceId()).isEqualTo(TRACE);
    assertThat(server.getParentSpanId()).isEqualTo(CALLER);
    assertThat(tracing.spans())
        .filteredOn(span -> span.getKind() == SpanKind.CLIENT)
        .allSatisfy(
            span -> {
              assertThat(span.getTraceId()).isEqualTo(TRACE);
              assertThat(span.getParentSpanId()).isEqualTo(server.getSpanId());
            })
        .extracting(SpanData::getName)
        .contains("redis get", "redis begin-flight", "redis land-flight", "acs create-with-token");
    SpanData acs =
        tracing.spans().stream()
            .filter(span -> span.getName().startsWith("acs "))
            .findFirst()
            .orElseThrow();
    assertThat(traceparentAtAcs()).isEqualTo("00-" + TRACE + "-" + acs.getSpanId() + "-01");
  }

  @Test
  void beginsATraceWhereTheCallerHasNone() {
    TestTracing tracing = traced(1);

    token("alice", "");

    SpanData server = server(tracing);
    assertThat(server.getParentSpanContext().isValid()).isFalse();
    assertThat(traceparentAtAcs()).startsWith("00-" + server.getTraceId());
  }

  @Test
  void keepsTheTracesOfConcurrentRequestsApart() {
    TestTracing tracing = traced(1);

    List<Integer> users = IntStream.range(0, 30).boxed().toList();
    users.parallelStream()
        .forEach(i -> token("user-" + i, "00-%032x-%s-01".formatted(i + 1, CALLER)));

    await()
        .untilAsserted(
            () ->
                assertThat(tracing.spans())
                    .filteredOn(span -> span.getKind() == SpanKind.SERVER)
                    .hasSize(30));
    Set<String> calls =
        gateway.emulator.calls().latest().stream()
            .map(CallRecord::traceparent)
            .map(String::valueOf)
            .collect(Collectors.toSet());
    assertThat(calls).hasSize(30);
    for (int i : users) {
      String trace = "%032x".formatted(i + 1);
      assertThat(tracing.spans())
          .filteredOn(span -> span.getTraceId().equals(trace))
          .extracting(SpanData::getName)
          .containsOnlyOnce(TOKEN_ROUTE, "acs create-with-token", "redis begin-flight");
      assertThat(calls).filteredOn(call -> call.startsWith("00-" + trace)).hasSize(1);
    }
  }

  @Test
  void tellsNoUserNoTokenAndNoKey() {
    TestTracing tracing = traced(1);

    String token = GatewayFixture.json(token("alice-the-user", "")).getString("token");
    gateway.api("GET", "/v1/users/alice-the-user?who=alice-the-user", "");
    gateway.api("DELETE", "/v1/users/alice-the-user/tokens", "");
    gateway.api("DELETE", "/v1/users/alice-the-user", "");
    gateway.api("POST", "/v1/users/alice-the-user/token", "{\"scopes\":[\"alice\"]}");

    await()
        .untilAsserted(
            () ->
                assertThat(tracing.spans())
                    .filteredOn(span -> span.getKind() == SpanKind.SERVER)
                    .hasSize(5));
    assertThat(tracing.spans())
        .extracting(SpanData::toString)
        .allSatisfy(
            span ->
                assertThat(span)
                    .doesNotContain("alice", "8:acs:", "acsgw_", token)
                    .doesNotContain(gateway.allPowerful.key().value()));
  }

  @Test
  void saysThatARequestFailedAndWhy() {
    TestTracing tracing = traced(1);
    gateway
        .emulator
        .controls()
        .faults()
        .next(Operation.CREATE_WITH_TOKEN, Fault.status(503, Duration.ZERO), 10);

    assertThat(token("alice", "").statusCode()).isGreaterThanOrEqualTo(500);

    assertThat(server(tracing).getStatus()).isEqualTo(StatusData.error());
    assertThat(tracing.spans())
        .filteredOn(span -> span.getName().startsWith("acs "))
        .isNotEmpty()
        .allSatisfy(
            span -> {
              assertThat(span.getStatus()).isEqualTo(StatusData.error());
              assertThat(span.getAttributes().toString()).contains("error.type");
            });
  }

  @Test
  void recordsOnlyTheConfiguredShareWhoeverClaimsToBeFollowed() {
    TestTracing tracing = traced(0);

    token("alice", recorded());
    token("bob", "");

    assertThat(tracing.spans()).isEmpty();
    assertThat(gateway.emulator.calls().latest().getFirst().traceparent())
        .startsWith("00-" + TRACE)
        .endsWith("-00");
  }

  @Test
  void followsNoProbesAndNoScrapes() {
    TestTracing tracing = traced(1);

    gateway.admin("GET", "/health/live", "");
    gateway.admin("GET", "/metrics", "");
    gateway.admin("GET", "/admin/v1/stats", "");

    assertThat(server(tracing).getName()).isEqualTo("GET /admin/v1/stats");
    assertThat(tracing.spans())
        .extracting(SpanData::getTraceId)
        .containsOnly(server(tracing).getTraceId());
  }

  @Test
  void tellsAcsNothingWhereTracingIsOff() {
    gateway.withNode();

    token("alice", recorded());

    assertThat(traceparentAtAcs()).isEmpty();
  }
}
