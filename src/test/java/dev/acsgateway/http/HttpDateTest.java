package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * Every answer says when it was made. The kind: header fields that RFC 9110 demands of a server.
 */
final class HttpDateTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("1994-11-06T08:49:37.900Z"));
  private final HttpDate date = new HttpDate(now::get);

  @Test
  void isWrittenAsRfc9110WritesIt() {
    assertThat(date.get()).hasToString("Sun, 06 Nov 1994 08:49:37 GMT");
  }

  @Test
  void isMadeOnceASecond() {
    CharSequence before = date.get();
    now.set(now.get().plusMillis(99));
    date.look();
    assertThat(date.get()).isSameAs(before);

    now.set(now.get().plusMillis(1));
    date.look();
    assertThat(date.get()).hasToString("Sun, 06 Nov 1994 08:49:38 GMT");
  }

  @Test
  void answersOfBothListenersHaveOne() {
    try (RunningEdge edge = new RunningEdge()) {
      for (String path : new String[] {"/openapi.yaml", "/nothing", "/health/live"}) {
        assertThat(edge.send("GET", path).header("Date")).as(path).isPresent();
      }
      String token = "/v1/users/alice/token";
      assertThat(edge.send("POST", token, Optional.empty()).header("Date")).isPresent();
      assertThat(edge.send("POST", token).header("Date")).isPresent();
    }
  }
}
