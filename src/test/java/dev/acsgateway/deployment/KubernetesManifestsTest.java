package dev.acsgateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.acsgateway.GatewayConfig;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubernetesManifestsTest {
  private static final Path FOLDER = Path.of("conf", "kubernetes");
  private static final String CONTAINER = "spec.template.spec.containers.0";

  private Manifest kustomization;
  private List<Manifest> resources;
  private Manifest deployment;
  private GatewayConfig settings;

  @BeforeEach
  void read() throws IOException {
    kustomization = Manifest.read(FOLDER.resolve("kustomization.yaml"));
    resources = new ArrayList<>();
    for (String name : kustomization.texts("resources")) {
      resources.add(Manifest.read(FOLDER.resolve(name)));
    }
    deployment = resource("Deployment");
    settings = SettingNames.read(FOLDER.resolve("gateway.yaml"));
  }

  @Test
  void everyManifestHasOnlyFieldsOfItsKindAndAllThatItNeeds() throws IOException {
    for (Manifest manifest : resources) {
      validate(manifest.kind(), manifest.tree());
    }
  }

  @Test
  void aMisspeltFieldWouldBeFound() {
    JsonObject container = deployment.at(CONTAINER).getAsJsonObject();
    container.add("readynessProbe", container.remove("readinessProbe"));
    assertThatThrownBy(() -> validate("Deployment", deployment.tree()))
        .hasMessageContaining("readynessProbe");
  }

  @Test
  void noServiceOfTheNamespaceSetsVariablesThatLookLikeSettings() {
    assertThat(deployment.at("spec.template.spec.enableServiceLinks").getAsBoolean()).isFalse();
  }

  @Test
  void theKustomizationNamesEveryFileOfItsFolder() throws IOException {
    List<String> named = new ArrayList<>(kustomization.texts("resources"));
    named.addAll(kustomization.texts("configMapGenerator.0.files"));
    named.add("kustomization.yaml");
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(it -> it.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(named);
    }
    assertThat(kustomization.text("configMapGenerator.0.name"))
        .isEqualTo(deployment.text("spec.template.spec.volumes.0.configMap.name"));
    assertThat(kustomization.text("images.0.name"))
        .isEqualTo(deployment.text(CONTAINER + ".image"));
  }

  @Test
  void everySelectorSelectsThePods() {
    JsonElement labels = deployment.at("spec.template.metadata.labels");
    assertThat(deployment.at("spec.selector.matchLabels")).isEqualTo(labels);
    assertThat(
            deployment.at(
                "spec.template.spec.topologySpreadConstraints.0.labelSelector.matchLabels"))
        .isEqualTo(labels);
    assertThat(resource("PodDisruptionBudget").at("spec.selector.matchLabels")).isEqualTo(labels);
    assertThat(resource("NetworkPolicy").at("spec.podSelector.matchLabels")).isEqualTo(labels);
    assertThat(services()).hasSize(2).allMatch(it -> it.at("spec.selector").equals(labels));
    Manifest autoscaler = resource("HorizontalPodAutoscaler");
    assertThat(autoscaler.text("spec.scaleTargetRef.kind")).isEqualTo(deployment.kind());
    assertThat(autoscaler.text("spec.scaleTargetRef.name"))
        .isEqualTo(deployment.text("metadata.name"));
  }

  @Test
  void portsAreThoseThatTheGatewayListensOn() {
    assertThat(deployment.at(CONTAINER + ".ports.0.containerPort").getAsInt())
        .isEqualTo(settings.api().listener().port());
    assertThat(deployment.at(CONTAINER + ".ports.1.containerPort").getAsInt())
        .isEqualTo(settings.admin().listener().port());
    List<String> names = deployment.texts(CONTAINER + ".ports", "name");
    assertThat(names).containsExactly("api", "admin");
    assertThat(services())
        .extracting(it -> it.text("spec.ports.0.targetPort"))
        .containsExactlyInAnyOrderElementsOf(names);
    assertThat(services())
        .filteredOn(it -> it.text("spec.ports.0.targetPort").equals("admin"))
        .allMatch(it -> it.text("metadata.annotations.prometheus~io/port").equals("8081"));
    assertThat(settings.admin().listener().host()).isEqualTo("0.0.0.0");
  }

  @ParameterizedTest
  @CsvSource({
    "6379, Redis",
    "6380, Azure Cache for Redis over TLS",
    "26379, Sentinel",
    "10000, Azure Managed Redis",
    "8500, the first node behind Azure Managed Redis with its OSS policy",
    "8599, the last",
    "443, 'ACS, Entra ID and issuers'",
    "53, names"
  })
  void networkPolicyLetsNodesReach(int port, String service) {
    assertThat(
            resource("NetworkPolicy").at("spec.egress").getAsJsonArray().asList().stream()
                .flatMap(rule -> rule.getAsJsonObject().getAsJsonArray("ports").asList().stream())
                .map(JsonElement::getAsJsonObject))
        .as(service)
        .anyMatch(it -> it.get("port").getAsInt() <= port && port <= lastPort(it));
  }

  private static int lastPort(JsonObject ports) {
    return ports.get(ports.has("endPort") ? "endPort" : "port").getAsInt();
  }

  @Test
  void probesAskRoutesThatExistOnTheAdminListener() throws IOException {
    String contract = Files.readString(Path.of("src", "main", "resources", "openapi.yaml"));
    List<String> probes = List.of("startupProbe", "livenessProbe", "readinessProbe");
    for (String probe : probes) {
      assertThat(deployment.text(CONTAINER + "." + probe + ".httpGet.port")).isEqualTo("admin");
      assertThat(contract)
          .contains("\n  " + deployment.text(CONTAINER + "." + probe + ".httpGet.path") + ":");
    }
    assertThat(deployment.text(CONTAINER + ".readinessProbe.httpGet.path"))
        .as("draining is not dead")
        .isNotEqualTo(deployment.text(CONTAINER + ".livenessProbe.httpGet.path"));
  }

  @Test
  void everyVariableIsASettingAndNamesAFileThatIsMounted() {
    String mount = deployment.text(CONTAINER + ".volumeMounts.1.mountPath") + "/";
    assertThat(deployment.texts(CONTAINER + ".env", "name"))
        .hasSize(3)
        .allSatisfy(it -> assertThat(SettingNames.variables()).contains(it));
    assertThat(deployment.texts(CONTAINER + ".env", "value")).allMatch(it -> it.startsWith(mount));
    assertThat(deployment.texts(CONTAINER + ".args").getLast())
        .isEqualTo(deployment.text(CONTAINER + ".volumeMounts.0.mountPath") + "/gateway.yaml");
  }

  @Test
  void theGracePeriodIsLongerThanAStopMayTake() {
    Duration grace =
        Duration.ofSeconds(
            deployment.at("spec.template.spec.terminationGracePeriodSeconds").getAsLong());
    assertThat(grace).isGreaterThan(Duration.ofSeconds(30));
    assertThat(settings.api().drain().plus(settings.api().listener().requestDeadline()))
        .isLessThan(Duration.ofSeconds(30));
    Duration noticed =
        Duration.ofSeconds(deployment.at(CONTAINER + ".readinessProbe.periodSeconds").getAsLong());
    assertThat(settings.api().drain()).isGreaterThan(noticed.multipliedBy(2));
  }

  @Test
  void podsRunAsNobodyOnAReadOnlyFileSystem() throws IOException {
    assertThat(deployment.at("spec.template.spec.securityContext.runAsNonRoot").getAsBoolean())
        .isTrue();
    assertThat(deployment.at(CONTAINER + ".securityContext.readOnlyRootFilesystem").getAsBoolean())
        .isTrue();
    assertThat(Files.readString(Path.of("Dockerfile")))
        .contains(
            "USER "
                + deployment.text("spec.template.spec.securityContext.runAsUser")
                + ":"
                + deployment.text("spec.template.spec.securityContext.runAsGroup"));
  }

  @Test
  void asManyNodesAsMayBeStayWithinTheQuotaWithoutRedis() {
    assertThat(
            resource("HorizontalPodAutoscaler").at("spec.maxReplicas").getAsInt()
                * settings.quota().localShare())
        .isLessThanOrEqualTo(1.0);
  }

  private static void validate(String kind, JsonObject tree) throws IOException {
    switch (kind) {
      case "Deployment" -> V1Deployment.validateJsonElement(tree);
      case "Service" -> V1Service.validateJsonElement(tree);
      case "HorizontalPodAutoscaler" -> V2HorizontalPodAutoscaler.validateJsonElement(tree);
      case "PodDisruptionBudget" -> V1PodDisruptionBudget.validateJsonElement(tree);
      case "NetworkPolicy" -> V1NetworkPolicy.validateJsonElement(tree);
      default -> throw new AssertionError("No schema for " + kind);
    }
  }

  private List<Manifest> services() {
    return resources.stream().filter(it -> it.kind().equals("Service")).toList();
  }

  private Manifest resource(String kind) {
    return resources.stream().filter(it -> it.kind().equals(kind)).findFirst().orElseThrow();
  }
}
