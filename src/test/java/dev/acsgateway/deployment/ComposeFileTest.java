package dev.acsgateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.acsgateway.GatewayConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComposeFileTest {
  private static final Path FOLDER = Path.of("conf");

  /** What of the Compose Specification the file may use; a misspelt attribute is none of these. */
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "image",
          "command",
          "environment",
          "secrets",
          "volumes",
          "read_only",
          "tmpfs",
          "cap_drop",
          "security_opt",
          "mem_limit",
          "stop_grace_period",
          "restart",
          "depends_on",
          "ports",
          "healthcheck");

  private Manifest compose;
  private Map<String, JsonElement> services;
  private List<JsonObject> gateways;

  @BeforeEach
  void read() throws IOException {
    compose = Manifest.read(FOLDER.resolve("compose.yaml"));
    services = compose.at("services").getAsJsonObject().asMap();
    gateways = List.of(service("gateway-1"), service("gateway-2"));
  }

  @Test
  void servicesUseOnlyKnownAttributesAndWhatIsDeclared() {
    assertThat(compose.tree().keySet())
        .containsExactlyInAnyOrder("name", "x-gateway", "services", "secrets", "volumes");
    Set<String> volumes = compose.at("volumes").getAsJsonObject().keySet();
    Set<String> secrets = compose.at("secrets").getAsJsonObject().keySet();
    services.forEach(
        (name, service) -> {
          assertThat(ATTRIBUTES).as(name).containsAll(service.getAsJsonObject().keySet());
          assertThat(services.keySet()).containsAll(names(service, "depends_on"));
          assertThat(secrets).containsAll(names(service, "secrets"));
          for (String mount : names(service, "volumes")) {
            String source = mount.substring(0, mount.indexOf(':'));
            assertThat(volumes.contains(source) || Files.exists(FOLDER.resolve(source)))
                .as(mount)
                .isTrue();
          }
        });
  }

  @Test
  void bothGatewaysReadSettingsThatExist() {
    for (JsonObject gateway : gateways) {
      Set<String> variables = gateway.getAsJsonObject("environment").keySet();
      assertThat(SettingNames.variables()).containsAll(variables);
      assertThat(variables).anyMatch(it -> it.endsWith("_FILE"));
      for (String variable : variables) {
        String value = gateway.getAsJsonObject("environment").get(variable).getAsString();
        if (variable.endsWith("_FILE")) {
          assertThat(names(gateway, "secrets")).contains(value.replace("/run/secrets/", ""));
        }
      }
    }
  }

  @Test
  void portsAreThoseThatTheGatewaysListenOnAndPrometheusAsks() throws IOException {
    GatewayConfig settings = SettingNames.read(FOLDER.resolve("gateway.yaml"));
    for (JsonObject gateway : gateways) {
      assertThat(names(gateway, "ports").stream().map(it -> it.substring(it.lastIndexOf(':') + 1)))
          .containsExactly(
              String.valueOf(settings.api().listener().port()),
              String.valueOf(settings.admin().listener().port()));
    }
    assertThat(services.values().stream().flatMap(it -> names(it, "ports").stream()))
        .as("only the API is open to other machines, and no port is given twice")
        .filteredOn(it -> !it.startsWith("127.0.0.1:"))
        .containsExactly("8080:8080", "8090:8080");
    Manifest prometheus = Manifest.read(FOLDER.resolve("prometheus/prometheus.yaml"));
    assertThat(prometheus.texts("scrape_configs.0.static_configs.0.targets"))
        .containsExactly("gateway-1:8081", "gateway-2:8081");
  }

  @Test
  void redisKeepsTheLedger() {
    assertThat(names(service("redis"), "command"))
        .containsSequence("--appendonly", "yes")
        .containsSequence("--maxmemory-policy", "noeviction");
    assertThat(names(service("redis"), "volumes")).containsExactly("redis:/data");
  }

  @Test
  void theGatewaysWriteNothing() {
    assertThat(gateways).allMatch(it -> it.get("read_only").getAsBoolean());
  }

  private JsonObject service(String name) {
    return compose.at("services." + name).getAsJsonObject();
  }

  /** The elements of a list, or the names of what a map holds; none where there is nothing. */
  private static Set<String> names(JsonElement service, String attribute) {
    JsonElement found = service.getAsJsonObject().get(attribute);
    if (found == null) {
      return Set.of();
    }
    return found.isJsonObject()
        ? found.getAsJsonObject().keySet()
        : found.getAsJsonArray().asList().stream()
            .map(JsonElement::getAsString)
            .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
