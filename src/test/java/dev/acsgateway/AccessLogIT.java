package dev.acsgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.fake.CapturedLogs;
import dev.acsgateway.http.watch.AccessLogHandler;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The log of requests, which is off unless it is asked for. */
class AccessLogIT {
  private final GatewayFixture gateway = new GatewayFixture();

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void saysHowEachRequestEndedAndNamesNobody() {
    gateway.withNode(gateway.config().put("log", JsonObject.of("access", true)));
    try (CapturedLogs logs = new CapturedLogs()) {
      gateway.api("POST", "/v1/users/alice-the-user/token", "");
      gateway.api("POST", "/v1/users/alice-the-user/token?who=alice-the-user", "");
      gateway.api("GET", "/v1/users/nobody-we-know", "");
      gateway.admin("GET", "/health/live", "");

      await().until(() -> requests(logs).size() == 3);
      assertThat(requests(logs))
          .containsExactly(
              "POST /v1/users/{userId}/token 200",
              "POST /v1/users/{userId}/token 400",
              "GET /v1/users/{userId} 404");
    }
  }

  @Test
  void isOffByDefault() {
    gateway.withNode();
    try (CapturedLogs logs = new CapturedLogs()) {
      gateway.api("POST", "/v1/users/alice/token", "");

      assertThat(requests(logs)).isEmpty();
    }
  }

  private static List<String> requests(CapturedLogs logs) {
    String logger = AccessLogHandler.class.getName() + " ";
    return logs.text()
        .lines()
        .filter(line -> line.contains(logger))
        .map(line -> line.substring(line.indexOf(logger) + logger.length()))
        .toList();
  }
}
