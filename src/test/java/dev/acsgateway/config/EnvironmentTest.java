package dev.acsgateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Values as deployments really hand them over, with what shells, editors, Compose and Kubernetes
 * add to them. The kind: input that is read more strictly from one source than from another, or not
 * cleaned at all (issue 20, number 16).
 */
class EnvironmentTest {
  private static final String MARK = "\uFEFF";
  private static final String LF = "\n";

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"250ms\n", "250ms\r\n", "  250ms\t", MARK + "250ms", MARK + " 250ms \n"})
  void aVariableIsStrippedLikeAFile(String value) {
    Duration wait =
        read(
            Map.of("ACSGW_WAIT", value),
            node ->
                node.duration("wait", Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(9)));
    assertThat(wait).hasMillis(250);
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3cret\n", "s3cret\r\n", MARK + "s3cret", MARK + "s3cret\r\n\r\n"})
  void aSecretIsStrippedWhereverItComesFrom(String value) throws IOException {
    Path file = Files.writeString(directory.resolve("secret"), value);
    Secret direct = read(Map.of("ACSGW_KEY", value), node -> node.requiredSecret("key"));
    Secret fromFile = read(Map.of("ACSGW_KEY_FILE", file + LF), node -> node.requiredSecret("key"));
    assertThat(direct).isEqualTo(new Secret("s3cret"));
    assertThat(fromFile).isEqualTo(new Secret("s3cret"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n", "\t\r\n"})
  void anEmptyVariableCountsAsNotSet(String value) throws IOException {
    Path file = Files.writeString(directory.resolve("secret"), "s3cret");
    Map<String, String> environment = new LinkedHashMap<>();
    for (String name : List.of("TEXT", "FLAG", "NUMBER", "LIST", "KEY", "ABSENT", "TYPO")) {
      environment.put("ACSGW_" + name, value);
    }
    environment.put("ACSGW_KEY_FILE", file.toString());
    List<Object> values =
        read(
            environment,
            node ->
                List.of(
                    node.text("text", "usual"),
                    node.flag("flag", true),
                    node.number("number", 7, 0, 9),
                    node.texts("list", List.of("a")),
                    node.requiredSecret("key").value(),
                    node.secret("absent").isPresent()));
    assertThat(values).containsExactly("usual", true, 7, List.of("a"), "s3cret", false);
  }

  @Test
  void anEmptyVariableLeavesWhatTheFileSays() {
    JsonObject tree = new JsonObject().put("users", "tenant-a:*");
    String users = ConfigReader.read(tree, Map.of("ACSGW_USERS", ""), it -> it.text("users", "*"));
    assertThat(users).isEqualTo("tenant-a:*");
  }

  @Test
  void aListMayEndInAComma() {
    List<String> texts =
        read(Map.of("ACSGW_LIST", "a, b,\n"), node -> node.texts("list", List.of()));
    assertThat(texts).containsExactly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"c4n4ry\"", "'c4n4ry'"})
  void quotesThatAnEnvironmentFileKeptAreRefusedUnseen(String value) {
    assertThat(problems(Map.of("ACSGW_KEY", value), node -> node.secret("key")))
        .singleElement()
        .asString()
        .contains("ACSGW_KEY: is in quotes")
        .doesNotContain("c4n4ry");
  }

  @Test
  void aSecretThatIsEmptyInYamlOrInItsFileIsAProblem() throws IOException {
    Path file = Files.writeString(directory.resolve("empty"), MARK + "\r\n");
    assertThat(problems(Map.of("ACSGW_KEY_FILE", "" + file), node -> node.secret("key")))
        .singleElement()
        .asString()
        .contains("key-file: the file " + file + " is empty");
    InvalidConfiguration inYaml =
        catchThrowableOfType(
            InvalidConfiguration.class,
            () ->
                ConfigReader.read(
                    new JsonObject().put("key", " "), Map.of(), node -> node.secret("key")));
    assertThat(inYaml).hasMessageContaining("key: is empty");
  }

  @Test
  void aFileThatIsNoTextIsAProblemThatNamesSettingAndFile() throws IOException {
    Path utf16 =
        Files.write(directory.resolve("utf16"), "s3cret".getBytes(StandardCharsets.UTF_16));
    Path latin1 =
        Files.write(directory.resolve("latin1"), "sécret".getBytes(StandardCharsets.ISO_8859_1));
    Path nul = Files.writeString(directory.resolve("nul"), "s3\0cret");
    for (Path file : List.of(utf16, latin1, nul, directory, directory.resolve("absent"))) {
      assertThat(problems(Map.of("ACSGW_KEY_FILE", "" + file), node -> node.secret("key")))
          .singleElement()
          .asString()
          .startsWith("key-file: cannot read the file " + file + ": it ")
          .doesNotContain("cret");
    }
    assertThat(problems(Map.of("ACSGW_KEY_FILE", "/dev/zero"), node -> node.secret("key")))
        .singleElement()
        .asString()
        .contains("it is not a regular file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"s3cret", "s3/cret", "/s3cret", "/s3/cret", "redis://:s3cret@h", "s3\0cret"})
  void aSecretInPlaceOfItsFileIsNotQuoted(String name) {
    assertThat(problems(Map.of("ACSGW_KEY_FILE", name), node -> node.secret("key")))
        .singleElement()
        .asString()
        .startsWith("key-file: is not the path of a file")
        .doesNotContain("cret@", "s3");
  }

  @Test
  void aYamlFileMayBeginWithAMarkAndIsOtherwiseText() throws IOException {
    Path marked = Files.writeString(directory.resolve("marked.yaml"), MARK + "a: 1\r\nb: 2\r\n");
    assertThat(YamlFile.load(marked)).isEqualTo(new JsonObject().put("a", "1").put("b", "2"));
    Path utf16 = Files.write(directory.resolve("u.yaml"), "a: 1".getBytes(StandardCharsets.UTF_16));
    for (Path file : List.of(utf16, directory)) {
      assertThat(catchThrowableOfType(InvalidConfiguration.class, () -> YamlFile.load(file)))
          .hasMessageContaining(file + ": the file does not exist or cannot be read: it ");
    }
  }

  @Test
  void mergeKeysAreResolvedAndOneSKeysOwnValuesWin() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("merged.yaml"),
            """
            api: {load: &load {max-lag: 1s, max-in-flight: 5}}
            admin: {load: {<<: *load, max-lag: 2s}}
            both: {<<: [*load, {other: x}]}
            quoted: {"<<": 1}
            """);
    JsonObject tree = YamlFile.load(file);
    assertThat(tree.getJsonObject("admin").getJsonObject("load"))
        .isEqualTo(new JsonObject().put("max-lag", "2s").put("max-in-flight", "5"));
    assertThat(tree.getJsonObject("both"))
        .isEqualTo(
            new JsonObject().put("max-lag", "1s").put("max-in-flight", "5").put("other", "x"));
    assertThat(tree.getJsonObject("quoted").containsKey("<<")).isTrue();
  }

  @Test
  void whatKubernetesSetsForAServiceIsExplainedOnceForEachService() {
    Map<String, String> environment = new LinkedHashMap<>();
    for (String service : List.of("ACSGW_REDIS", "ACSGW_API", "ACSGW")) {
      environment.put(service + "_SERVICE_HOST", "10.0.0.1");
      environment.put(service + "_SERVICE_PORT", "6379");
      environment.put(service + "_SERVICE_PORT_REDIS", "6379");
      environment.put(service + "_PORT", "tcp://10.0.0.1:6379");
      environment.put(service + "_PORT_6379_TCP", "tcp://10.0.0.1:6379");
      environment.put(service + "_PORT_6379_TCP_PROTO", "tcp");
      environment.put(service + "_PORT_6379_TCP_PORT", "6379");
      environment.put(service + "_PORT_6379_TCP_ADDR", "10.0.0.1");
    }
    assertThat(problems(environment, node -> node.section("api").number("port", 8080, 0, 65_535)))
        .hasSize(3)
        .allSatisfy(
            problem ->
                assertThat(problem)
                    .contains("is a service link")
                    .contains("enableServiceLinks: false"))
        .anySatisfy(problem -> assertThat(problem).contains("the Service acsgw-redis"))
        .anySatisfy(problem -> assertThat(problem).contains("the Service acsgw-api"));
  }

  @Test
  void aSettingThatLooksLikeAServiceLinkIsNone() {
    int port =
        read(
            Map.of("ACSGW_API_PORT", "8081"),
            node -> node.section("api").number("port", 8080, 0, 65_535));
    assertThat(port).isEqualTo(8081);
  }

  private static <T> T read(Map<String, String> environment, Function<ConfigNode, T> reading) {
    return ConfigReader.read(new JsonObject(), environment, reading);
  }

  private static List<String> problems(
      Map<String, String> environment, Function<ConfigNode, ?> reading) {
    return catchThrowableOfType(InvalidConfiguration.class, () -> read(environment, reading))
        .problems()
        .stream()
        .map(Problem::toString)
        .toList();
  }
}
