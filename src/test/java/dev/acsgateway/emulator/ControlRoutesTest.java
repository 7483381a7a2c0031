package dev.acsgateway.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.emulator.control.TokenState;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The controls over HTTP. */
class ControlRoutesTest {
  private final RunningEmulator running = new RunningEmulator();

  @AfterEach
  void stop() {
    running.close();
  }

  private JsonObject control(String verb, String path, String body) {
    Answer answer = running.control(verb, path, body);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.json();
  }

  @Test
  void movesTheClock() {
    JsonObject frozen =
        control("PUT", "clock", "{\"freeze\":true,\"set\":\"2030-01-01T00:00:00Z\"}");
    assertThat(frozen.getString("now")).isEqualTo("2030-01-01T00:00:00Z");
    assertThat(control("PUT", "clock", "{\"advance\":\"PT1H\"}").getString("now"))
        .isEqualTo("2030-01-01T01:00:00Z");
    assertThat(control("GET", "clock", "").getBoolean("frozen")).isTrue();
    assertThat(control("PUT", "clock", "{\"freeze\":false}").getBoolean("frozen")).isFalse();
    assertThat(control("DELETE", "clock", "").getString("now")).doesNotStartWith("2030");
  }

  @Test
  void setsQuotas() {
    JsonObject quotas = control("PUT", "quotas", "{\"enabled\":true,\"limits\":{\"CREATE\":1}}");
    assertThat(quotas.getJsonObject("limits").getInteger("CREATE")).isEqualTo(1);
    assertThat(quotas.getJsonObject("limits").getInteger("DELETE")).isEqualTo(500);
    running.identity();
    assertThat(running.client.call("POST", "/identities" + RunningEmulator.GA, "").status())
        .isEqualTo(429);
    assertThat(control("GET", "quotas", "").getString("window")).isEqualTo("PT30S");
    control("PUT", "quotas", "{\"window\":\"PT5S\"}");
    assertThat(control("GET", "quotas", "").getString("window")).isEqualTo("PT5S");
  }

  @Test
  void setsLatencies() {
    control("PUT", "latency", "{\"operation\":\"ISSUE\",\"fixed\":\"PT0.001S\"}");
    control("PUT", "latency", "{\"operation\":\"CREATE\",\"uniform\":[\"PT0S\",\"PT0.01S\"]}");
    JsonObject all =
        control(
            "PUT", "latency", "{\"operation\":\"DELETE\",\"logNormal\":\"PT0.01S\",\"sigma\":1}");
    assertThat(all.getString("ISSUE")).contains("Fixed");
    assertThat(all.getString("CREATE")).contains("Uniform");
    assertThat(all.getString("DELETE")).contains("LogNormal");
    running.token(running.identity());
    assertThat(control("DELETE", "latency", "").getString("DELETE")).contains("PT0S");
    control("PUT", "latency", "{\"fixed\":\"PT0.002S\"}");
    assertThat(control("GET", "latency", "").getString("REVOKE")).contains("PT0.002S");
  }

  @Test
  void addsFaults() {
    control(
        "POST",
        "faults",
        "{\"fault\":\"status\",\"status\":503,\"retryAfter\":\"PT3S\",\"operations\":[\"CREATE\"],"
            + "\"times\":1}");
    assertThat(control("GET", "faults", "").getJsonArray("rules")).hasSize(1);
    Answer struck = running.client.call("POST", "/identities" + RunningEmulator.GA, "");
    assertThat(struck.status()).isEqualTo(503);
    assertThat(struck.header("retry-after")).isEqualTo("3");
    for (String fault : new String[] {"reset", "hang", "lostAnswer", "truncatedBody"}) {
      control("POST", "faults", "{\"fault\":\"" + fault + "\",\"rate\":0.5}");
    }
    assertThat(control("DELETE", "faults", "").getJsonArray("rules")).isEmpty();
  }

  @Test
  void tellsCalls() {
    running.identity();
    JsonObject calls = control("GET", "calls", "");
    assertThat(calls.getInteger("total")).isEqualTo(1);
    assertThat(calls.getJsonObject("counts").getJsonObject("CREATE").getInteger("DONE"))
        .isEqualTo(1);
    assertThat(calls.getJsonArray("latest").getJsonObject(0).getInteger("status")).isEqualTo(201);
    assertThat(control("DELETE", "calls", "").getInteger("total")).isZero();
  }

  @Test
  void introspectsTokensAndTurnsTheirForm() {
    String identity = running.identity();
    control("PUT", "tokens", "{\"encrypted\":true,\"revocationDelay\":\"PT5M\"}");
    JsonObject token = new JsonObject().put("token", running.token(identity));
    running.revoke(identity);
    JsonObject found = control("POST", "introspect", token.encode());
    assertThat(found.getBoolean("active")).isTrue();
    assertThat(found.getString("identity")).isEqualTo(identity);
    assertThat(found.getJsonArray("scopes")).containsExactly("chat");
    control("PUT", "clock", "{\"advance\":\"PT5M\"}");
    assertThat(control("POST", "introspect", token.encode()).getString("state"))
        .isEqualTo(TokenState.REVOKED.name());
    assertThat(control("GET", "tokens", "").getString("revocationDelay")).isEqualTo("PT5M");
    assertThat(
            control(
                    "POST",
                    "teams-token",
                    "{\"appId\":\"aaaaaaaa-0000-4000-8000-000000000001\","
                        + "\"userId\":\"bbbbbbbb-0000-4000-8000-000000000002\"}")
                .getString("token"))
        .contains(".");
  }

  @Test
  void regeneratesKeys() {
    Signer old = running.client.signer();
    JsonObject first = control("POST", "keys", "{}").getJsonArray("resources").getJsonObject(0);
    assertThat(first.getString("primary")).isNotEqualTo(old.key());
    assertThat(control("GET", "keys", "").getJsonArray("resources").getJsonObject(0))
        .isEqualTo(first);
    assertThat(running.client.call(old, "POST", "/identities" + RunningEmulator.GA, "").status())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT|clock|{\"set\":\"soon\"}|400",
        "PUT|quotas|{\"limits\":{\"NONE\":1}}|400",
        "PUT|quotas|{\"window\":\"soon\"}|400",
        "PUT|latency|{}|400",
        "PUT|latency|{\"fixed\":\"PT-1S\"}|400",
        "POST|faults|{\"fault\":\"fire\"}|400",
        "POST|faults|{\"fault\":\"status\",\"status\":200}|400",
        "PUT|tokens|{\"revocationDelay\":\"PT16M\"}|400",
        "POST|keys|{\"resource\":\"00000000-0000-0000-0000-000000000000\"}|400",
        "PUT|clock|nonsense|400",
        "GET|nowhere||404",
        "POST|clock||404",
        "DELETE|state||405"
      })
  void refusesNonsense(String verb, String path, @Nullable String body, int status) {
    Answer answer = running.control(verb, path, body == null ? "" : body);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().getString("error")).isNotBlank();
  }

  @Test
  void isAbsentWhenSwitchedOff() {
    try (RunningEmulator bare = new RunningEmulator(options -> options.controlRoutes(false))) {
      assertThat(bare.control("GET", "clock", "").code()).isEqualTo("NotFound");
    }
  }
}
