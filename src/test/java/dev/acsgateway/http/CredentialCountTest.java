package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests that carry more than one credential. The kind of fault: of two header lines, one was
 * read and the other ignored, so a proxy in front and the gateway could see different callers. On
 * every guarded route, two are refused before either is read, good or bad, equal or empty.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CredentialCountTest {
  private RunningEdge edge;

  @BeforeAll
  void start() {
    edge = new RunningEdge();
  }

  @AfterAll
  void stop() {
    edge.close();
  }

  /** Two credentials on one route. */
  record Attempt(Route route, String path, List<String> headers, String field) {
    @Override
    public String toString() {
      return route.method() + " " + route.path() + " with " + headers.size() / 2 + " " + field;
    }
  }

  private Stream<Attempt> attempts() {
    String key = edge.keys.everything;
    String bearer = "Bearer " + edge.tokens.right("alice");
    List<Attempt> pairs =
        List.of(
            pair("X-API-Key", key, "X-API-Key", key, "X-API-Key"),
            pair("X-API-Key", key, "X-API-Key", "garbage", "X-API-Key"),
            pair("X-API-Key", "", "X-API-Key", key, "X-API-Key"),
            pair("X-API-Key", key, "x-api-key", edge.keys.chat, "X-API-Key"),
            pair("Authorization", bearer, "Authorization", bearer, "Authorization"),
            pair("Authorization", bearer, "authorization", "Basic YTpi", "Authorization"),
            pair("Authorization", "", "Authorization", bearer, "Authorization"),
            pair("X-API-Key", key, "Authorization", bearer, "Authorization"),
            pair("X-API-Key", "garbage", "Authorization", "garbage", "Authorization"),
            pair("X-API-Key", key, "Authorization", "", "Authorization"),
            pair("X-API-Key", "", "Authorization", "Bearer " + key, "Authorization"));
    return Stream.concat(edge.apiRoutes.table().stream(), edge.adminRoutes.table().stream())
        .filter(route -> route.access() instanceof Access.Requires)
        .flatMap(
            route ->
                pairs.stream()
                    .map(
                        it ->
                            new Attempt(
                                route,
                                route.path().replaceAll("\\{[^}]*}", "x"),
                                it.headers(),
                                it.field())));
  }

  private Attempt pair(String first, String one, String second, String two, String field) {
    return new Attempt(
        edge.apiRoutes.table().getFirst(), "", List.of(first, one, second, two), field);
  }

  @ParameterizedTest
  @MethodSource("attempts")
  void twoCredentialsAreRefusedWhateverIsInThem(Attempt attempt) {
    Answer answer =
        edge.send(
            attempt.route().method().name(),
            attempt.path(),
            Optional.empty(),
            attempt.headers().toArray(String[]::new));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().getString("type")).endsWith("/invalid-request");
    assertThat(answer.json().getString("field")).isEqualTo(attempt.field());
  }

  @Test
  void oneCredentialIsRead() {
    assertThat(edge.send("POST", "/v1/users/alice/token").status()).isEqualTo(200);
  }
}
