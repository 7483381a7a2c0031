package dev.acsgateway;

import static dev.acsgateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.emulator.AcsEmulator;
import dev.acsgateway.emulator.EmulatorOptions;
import dev.acsgateway.failure.WrongResource;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The identities of two ACS resources do not come together in one ledger. */
@Tag("topology")
class ResourceIT {
  @TempDir Path directory;

  private final AcsEmulator another = new AcsEmulator(EmulatorOptions.builder().seed(2).build());
  private GatewayFixture gateway;

  @BeforeEach
  void start() {
    gateway = new GatewayFixture().withNode();
    GatewayFixture.await(gateway.newVertx().deployVerticle(another));
    gateway.api("POST", "/v1/users/alice/token", "");
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private JsonObject elsewhere() {
    JsonObject config = gateway.patientConfig();
    config
        .getJsonObject("acs")
        .put("connection-string", another.connectionString())
        .put("trust-certificate", another.caFile().toString());
    return config;
  }

  private GatewayJar serve(String... more) throws Exception {
    Path file = Files.writeString(directory.resolve("gateway.yaml"), elsewhere().encode());
    List<String> arguments = new ArrayList<>(List.of("serve", "--config", file.toString()));
    arguments.addAll(List.of(more));
    return GatewayJar.start(directory, arguments.toArray(String[]::new));
  }

  private static String idOf(AcsEmulator emulator) {
    return emulator.controls().resources().getFirst().id().toString();
  }

  private static long identitiesOf(AcsEmulator emulator) {
    return emulator
        .controls()
        .exportState()
        .filter(line -> line.containsKey("ordinal") && !line.containsKey("deletedAt"))
        .count();
  }

  @Test
  void aProcessThatIsSetUpForAnotherResourceSaysSoAtItsEndAndHasExitCodeOne() throws Exception {
    try (GatewayJar process = serve()) {
      List<String> said = process.readUntil(line -> false);

      assertThat(process.exitCode()).isEqualTo(1);
      assertThat(said.getLast())
          .contains(idOf(gateway.emulator), idOf(another), "--adopt-resource");
      assertThat(said)
          .filteredOn(line -> line.contains("ERROR") || line.startsWith("\tat "))
          .isEmpty();
    }
    assertThat(identitiesOf(another)).as("the one that was asked with is deleted").isZero();
    assertThat(gateway.api("GET", "/v1/users/alice", "").statusCode()).isEqualTo(200);
  }

  @Test
  void anAdoptedResourceMakesNewIdentitiesAndTheOldOnesAreForgotten() throws Exception {
    String old = json(gateway.api("GET", "/v1/users/alice", "")).getString("communicationUserId");
    GatewayFixture.await(gateway.nodes.removeFirst().close());

    try (GatewayJar process = serve("--adopt-resource")) {
      List<String> said = process.readUntil(line -> line.contains("Serving: "));
      assertThat(said).anyMatch(line -> line.contains("1 identities of other resources"));
      assertThat(process.terminate()).isZero();
    }

    gateway.withNode(elsewhere());
    String made =
        json(gateway.api("POST", "/v1/users/alice/token", "")).getString("communicationUserId");
    assertThat(made).isNotEqualTo(old).contains(idOf(another));
    assertThat(json(gateway.admin("GET", "/admin/v1/stats", "")).getJsonObject("ledger"))
        .isEqualTo(
            JsonObject.of("users", 1, "orphans", 0, "intents", 0, "resource", idOf(another)));
  }

  @Test
  void aNodeOfTheOldResourceCannotJoinAgain() throws Exception {
    GatewayFixture.await(gateway.nodes.removeFirst().close());
    try (GatewayJar process = serve("--adopt-resource")) {
      process.readUntil(line -> line.contains("Serving: "));
      process.terminate();
    }

    Throwable refused =
        GatewayFixture.await(
            Gateway.start(
                    gateway.newVertx(),
                    ConfigReader.read(gateway.config(), Map.of(), GatewayConfig::from))
                .<Throwable>map(started -> new AssertionError("It started"))
                .otherwise(e -> e));

    assertThat(refused).isInstanceOf(WrongResource.class);
  }
}
