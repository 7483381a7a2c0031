package dev.acsgateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.javascript.NodeProject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Microsoft's own client credential, kept supplied by the gateway; where Node and npm are there.
 */
class JsCredentialIT {
  private static final Duration LIFE = Duration.ofMinutes(10).plusSeconds(4);

  @Test
  void aProactivelyRefreshingCredentialIsKeptSupplied() throws Exception {
    NodeProject scripts = NodeProject.install();
    try (GatewayFixture gateway = new GatewayFixture().withNode()) {
      gateway.emulator.controls().clock().advance(LIFE.minus(Duration.ofHours(24)));
      Map<String, String> environment =
          Map.of(
              "API_URL",
              "http://127.0.0.1:" + gateway.nodes.getFirst().apiPort(),
              "FRONTEND_JWT",
              gateway.jwt("alice"));

      assertThat(scripts.run("gateway-credential.js", environment)).isZero();
    }
  }
}
