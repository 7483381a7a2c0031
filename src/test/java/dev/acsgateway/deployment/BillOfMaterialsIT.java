package dev.acsgateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds the bill of materials, as packaged, against the libraries and the licences we accept. */
class BillOfMaterialsIT {
  private static final Path JAR = Path.of(System.getProperty("gateway.jar"));

  /** What may be passed on beside an Apache-2.0 work; of several, the receiver chooses one. */
  private static final Set<String> ACCEPTED =
      Set.of(
          "Apache-2.0",
          "MIT",
          "MIT-0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "CC0-1.0",
          "EPL-1.0",
          "EPL-2.0");

  /** JLine's POM says "The BSD License"; its LICENSE.txt is that of three clauses. */
  private static final Set<String> MISREAD = Set.of("org.jline");

  private List<JsonObject> components;

  @BeforeEach
  void read() throws IOException {
    components =
        Manifest.read(JAR.resolveSibling("bom.json")).list("components").stream()
            .map(JsonElement::getAsJsonObject)
            .toList();
  }

  @Test
  void listsEveryLibraryThatIsPackaged() throws IOException {
    Set<String> listed =
        components.stream()
            .map(it -> it.get("name").getAsString() + "-" + it.get("version").getAsString())
            .collect(Collectors.toSet());
    try (Stream<Path> jars = Files.list(JAR.resolveSibling("lib"))) {
      assertThat(jars.map(it -> it.getFileName().toString()))
          .isNotEmpty()
          .allSatisfy(jar -> assertThat(listed).anyMatch(jar::startsWith));
    }
  }

  @Test
  void everyLibraryHasALicenceThatWeAccept() {
    assertThat(components)
        .isNotEmpty()
        .allSatisfy(
            it ->
                assertThat(MISREAD.contains(it.get("group").getAsString()) || accepted(it))
                    .as("%s: %s", it.get("purl"), licences(it))
                    .isTrue());
  }

  private static boolean accepted(JsonObject component) {
    return licences(component).stream().anyMatch(ACCEPTED::contains);
  }

  private static List<String> licences(JsonObject component) {
    List<String> ids = new ArrayList<>();
    JsonElement licences = component.get("licenses");
    if (licences != null) {
      for (JsonElement licence : licences.getAsJsonArray()) {
        JsonObject named = licence.getAsJsonObject().getAsJsonObject("license");
        if (named != null && named.has("id")) {
          ids.add(named.get("id").getAsString());
        }
      }
    }
    return ids;
  }
}
