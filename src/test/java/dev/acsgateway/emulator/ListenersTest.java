package dev.acsgateway.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acsgateway.emulator.tls.CertificateAuthority;
import dev.acsgateway.emulator.tls.ServerCertificate;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS with a given certificate, and none at all. */
class ListenersTest {

  @Test
  void servesAGivenCertificate(@TempDir Path folder) throws Exception {
    ServerCertificate given = CertificateAuthority.issue(Instant.now(), List.of("acs.test"));
    Path file = folder.resolve("ca.pem");
    try (RunningEmulator running =
        new RunningEmulator(options -> options.certificate(given).caFile(file))) {
      assertThat(running.emulator.caFile()).isEqualTo(file);
      assertThat(Files.readString(file)).isEqualTo(given.trustPem());
      assertThat(running.identity()).startsWith("8:acs:");
    }
    assertThat(file).as("a file that was asked for stays").exists();
  }

  @Test
  void servesPlainHttpWhenToldTo() throws Exception {
    Vertx vertx = Vertx.vertx();
    AcsEmulator emulator = new AcsEmulator(EmulatorOptions.builder().tls(false).build());
    RunningEmulator.await(vertx.deployVerticle(emulator));
    try (HttpClient http = HttpClient.newHttpClient()) {
      assertThat(emulator.endpoint().toString()).startsWith("http://127.0.0.1:");
      URI uri = emulator.endpoint().resolve("_emulator/clock");
      HttpResponse<String> answer =
          http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThatThrownBy(emulator::caFile).isInstanceOf(IllegalStateException.class);
    }
    RunningEmulator.await(vertx.close());
  }

  @Test
  void failsToStartOnATakenPort() {
    try (RunningEmulator first = new RunningEmulator()) {
      int taken = first.emulator.port();
      Vertx other = Vertx.vertx();
      AcsEmulator second = new AcsEmulator(EmulatorOptions.builder().port(taken).build());
      assertThatThrownBy(() -> RunningEmulator.await(other.deployVerticle(second)))
          .hasStackTraceContaining("BindException");
      RunningEmulator.await(other.close());
      assertThat(first.client.send("GET", "/", Map.of(), "").status()).isEqualTo(404);
    }
  }
}
