package dev.acsgateway.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.emulator.authentication.BearerPolicy;
import dev.acsgateway.emulator.state.AcsResource;
import dev.acsgateway.emulator.state.KeySlot;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials over the wire: what each SDK sends passes, one changed byte does not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthenticationTest {
  private static final Instant NOW = Instant.parse("2026-12-28T10:00:00Z");
  private static final String TARGET = "/identities" + RunningEmulator.GA;
  private static final String BODY = "{\"createTokenWithScopes\":[\"chat\"]}";
  private static final String DENIED = "Denied by the resource provider.";

  private final RunningEmulator running =
      new RunningEmulator(
          options ->
              options
                  .clock(InstantSource.fixed(NOW))
                  .resources(2)
                  .bearers(BearerPolicy.accept(Set.of("entra-token"))));

  @AfterAll
  void stop() {
    running.close();
  }

  private Map<String, String> headers(Signer signer, String host, String date) {
    Map<String, String> headers =
        new LinkedHashMap<>(signer.headers("POST", TARGET, host, date, BODY));
    headers.put("content-type", "application/json");
    return headers;
  }

  private Map<String, String> valid() {
    return headers(running.client.signer(), running.client.host(), Signer.date(NOW));
  }

  private Answer send(Map<String, String> headers) {
    return running.client.send("POST", TARGET, headers, BODY);
  }

  private static void expectDenied(Answer answer, String text) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.code()).isEqualTo("Denied");
    assertThat(answer.message()).isEqualTo(text);
  }

  @Test
  void acceptsWhatEachSdkSends() {
    Signer current = running.client.signer();
    Signer beta = new Signer(current.key(), "date");
    assertThat(send(valid()).status()).isEqualTo(201);
    Map<String, String> java = headers(current, "127.0.0.1", Signer.date(NOW));
    java.put("x-ms-hmac-string-to-sign-base64", "Z2FyYmFnZQ==");
    assertThat(send(java).status()).as("identity 1.4.10: host without its port").isEqualTo(201);
    Map<String, String> administration = headers(beta, "127.0.0.1", Signer.date(NOW));
    administration.put("cookie", "");
    assertThat(send(administration).status()).as("administration beta.3").isEqualTo(201);
  }

  @Test
  void takesTheSignedHeadersInTheirOwnOrder() {
    Signer signer = running.client.signer();
    Map<String, String> headers = valid();
    String text =
        "POST\n"
            + TARGET
            + "\n"
            + Signer.hash(BODY)
            + ";application/json;"
            + Signer.date(NOW)
            + ";"
            + running.client.host();
    headers.put(
        "authorization",
        "HMAC-SHA256 SignedHeaders=x-ms-content-sha256;Content-Type;x-ms-date;host&Signature="
            + signer.signature(text));
    assertThat(send(headers).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-ms-date;host", "host;x-ms-content-sha256", "x-ms-date"})
  void insistsOnDateHostAndHashBeingSigned(String names) {
    Map<String, String> headers = valid();
    StringBuilder values = new StringBuilder();
    for (String name : names.split(";", -1)) {
      values.append(values.isEmpty() ? "" : ";").append(headers.get(name));
    }
    String signature = running.client.signer().signature("POST\n" + TARGET + "\n" + values);
    headers.put("authorization", "HMAC-SHA256 SignedHeaders=" + names + "&Signature=" + signature);
    expectDenied(send(headers), DENIED);
  }

  @Test
  void readsEncodedAndBareIdsAlikeButSignsWhatWasSent() {
    String id = "8:acs:" + running.resource().id() + "_" + new UUID(0, 0);
    for (String sent : new String[] {id, id.replace(":", "%3A"), id.replace(":", "%3a")}) {
      String target = "/identities/" + sent + RunningEmulator.GA;
      Map<String, String> headers =
          running
              .client
              .signer()
              .headers("DELETE", target, running.client.host(), Signer.date(NOW), "");
      assertThat(running.client.send("DELETE", target, headers, "").status()).isEqualTo(404);
      String other = sent.equals(id) ? id.replace(":", "%3A") : id;
      String changed = "/identities/" + other + RunningEmulator.GA;
      assertThat(running.client.send("DELETE", changed, headers, "").status()).isEqualTo(401);
    }
  }

  @Test
  void refusesOneChangedByteAnywhere() {
    Map<String, String> valid = valid();
    expectDenied(
        running.client.send("POST", TARGET, valid, BODY.replace("chat", "chas")),
        "Request 'x-ms-content-sha256' differs from generated content hash.");
    expectDenied(
        running.client.send("POST", TARGET.replace("10-01", "10-02"), valid, BODY), DENIED);
    expectDenied(running.client.send("POST", TARGET + "&x=1", valid, BODY), DENIED);
    for (String name : new String[] {"x-ms-date", "x-ms-content-sha256", "authorization"}) {
      Map<String, String> changed = new LinkedHashMap<>(valid);
      String value = valid.getOrDefault(name, "");
      char last = value.charAt(value.length() - 3);
      changed.put(
          name,
          value.substring(0, value.length() - 3)
              + (last == 'A' ? 'B' : 'A')
              + value.substring(value.length() - 2));
      expectDenied(send(changed), DENIED);
    }
    Map<String, String> otherHost = new LinkedHashMap<>(valid);
    otherHost.put("host", "127.0.0.2:" + running.emulator.port());
    expectDenied(send(otherHost), DENIED);
    otherHost.put("host", "127.0.0.1");
    expectDenied(send(otherHost), DENIED);
  }

  @Test
  void tellsResourcesApartByTheirKeysAndTakesBothKeys() {
    AcsResource second = running.emulator.controls().resources().get(1);
    for (KeySlot slot : KeySlot.values()) {
      Signer signer = new Signer(second.key(slot).secret());
      Answer answer = send(headers(signer, running.client.host(), Signer.date(NOW)));
      assertThat(answer.json().getJsonObject("identity").getString("id"))
          .startsWith("8:acs:" + second.id() + "_");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "HMAC-SHA256 ",
        "HMAC-SHA256 Signature=x",
        "HMAC-SHA256 SignedHeaders=&Signature=",
        "HMAC-SHA256 SignedHeaders=absent;host;x-ms-date;x-ms-content-sha256&Signature=x",
        "Basic eDp5",
        "Bearer ",
        "Bearer another"
      })
  void refusesOtherCredentials(String authorization) {
    Map<String, String> headers = valid();
    headers.put("authorization", authorization);
    expectDenied(send(headers), DENIED);
    headers.remove("authorization");
    expectDenied(send(headers), DENIED);
  }

  @Test
  void takesAnEntraTokenThatItWasToldOf() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("authorization", "Bearer entra-token");
    headers.put("content-type", "application/json");
    assertThat(send(headers).status()).isEqualTo(201);
  }
}
