package dev.acsgateway.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acsgateway.emulator.authentication.BearerPolicy;
import dev.acsgateway.emulator.tls.CertificateAuthority;
import dev.acsgateway.emulator.tls.ServerCertificate;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmulatorOptionsTest {

  @Test
  void hasADefaultForEverything() {
    EmulatorOptions options = EmulatorOptions.defaults();
    assertThat(options.host()).isEqualTo("127.0.0.1");
    assertThat(options.port()).isZero();
    assertThat(options.seed()).isEqualTo(1);
    assertThat(options.resources()).isEqualTo(1);
    assertThat(options.location()).isEqualTo("unitedstates");
    assertThat(options.quotas()).isFalse();
    assertThat(options.encryptedTokens()).isFalse();
    assertThat(options.bearers()).isEqualTo(BearerPolicy.refuse());
    assertThat(options.tls()).isTrue();
    assertThat(options.certificate()).isNull();
    assertThat(options.caFile()).isNull();
    assertThat(options.stateFile()).isNull();
    assertThat(options.controlRoutes()).isTrue();
    assertThat(options.callLog()).isEqualTo(1000);
    assertThat(options.eventLoops()).isBetween(1, 4);
    assertThat(options.clock()).isEqualTo(InstantSource.system());
  }

  @Test
  void takesEverySetting() {
    ServerCertificate certificate = CertificateAuthority.issue(Instant.EPOCH, List.of("acs.test"));
    InstantSource clock = InstantSource.fixed(Instant.EPOCH);
    assertThat(
            EmulatorOptions.builder()
                .host("::1")
                .port(8443)
                .seed(2)
                .resources(3)
                .location("europe")
                .quotas(true)
                .encryptedTokens(true)
                .bearers(BearerPolicy.acceptAny())
                .tls(false)
                .certificate(certificate)
                .caFile(Path.of("ca"))
                .stateFile(Path.of("state"))
                .controlRoutes(false)
                .callLog(4)
                .eventLoops(5)
                .clock(clock)
                .build())
        .isEqualTo(
            new EmulatorOptions(
                "::1",
                8443,
                2,
                3,
                "europe",
                true,
                true,
                BearerPolicy.acceptAny(),
                false,
                certificate,
                Path.of("ca"),
                Path.of("state"),
                false,
                4,
                5,
                clock));
    assertThat(certificate.toString()).doesNotContain("PRIVATE");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void refusesNonsense(int index) {
    List<UnaryOperator<EmulatorOptionsBuilder>> bad =
        List.of(
            options -> options.host(" "),
            options -> options.port(65536),
            options -> options.resources(0),
            options -> options.location("a \"place\""),
            options -> options.callLog(-1),
            options -> options.eventLoops(0));
    assertThatThrownBy(() -> bad.get(index).apply(EmulatorOptions.builder()).build())
        .isInstanceOf(IllegalArgumentException.class);
  }
}
