package dev.acsgateway.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswerHeadersTest {
  private final RunningEmulator running = new RunningEmulator();

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void sendsTheRecordedHeadersOnEveryAnswer() {
    String target = "/identities" + RunningEmulator.GA;
    Map<String, String> headers =
        running
            .client
            .signer()
            .headers("POST", target, running.client.host(), Signer.date(Instant.now()), "");
    headers.put("x-ms-client-request-id", "my-request");
    Answer good = running.client.send("POST", target, headers, "");
    headers.remove("authorization");
    Answer bad = running.client.send("POST", target, headers, "");
    for (Answer answer : List.of(good, bad)) {
      assertThat(answer.header("x-ms-client-request-id")).isEqualTo("my-request");
      assertThat(answer.header("request-context")).isEqualTo("appId=");
      assertThat(answer.header("strict-transport-security")).isEqualTo("max-age=2592000");
      assertThat(answer.header("x-processing-time")).matches("\\d+ms");
      assertThat(answer.header("ms-cv")).matches("[A-Za-z0-9+/]{22}\\.0");
      assertThat(answer.header("date")).endsWith(" GMT");
      assertThat(answer.header("api-supported-versions"))
          .isEqualTo(
              "2020-07-20-preview2, 2021-03-07, 2022-06-01, 2022-10-01, 2023-10-01, 2025-06-30");
    }
  }
}
