package dev.acsgateway.http;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.authentication.ApiKey;
import dev.acsgateway.authentication.AuthenticationConfig;
import dev.acsgateway.authentication.Grant;
import dev.acsgateway.authentication.Permission;
import dev.acsgateway.authentication.UserPattern;
import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.config.YamlFile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The operator's key of each configuration that is shipped. The kind of fault: a role that cannot
 * do what it is shipped for, which no key can mend, since none hands out what it lacks.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ShippedOperatorKeyTest {
  /** Of no use to a key: it is about the user whom a JWT speaks for. */
  private static final Permission OF_USERS = Permission.TOKENS_ISSUE_SELF;

  private static final Pattern COMMENTED_OUT = Pattern.compile("^( *)#(?=\\S|  )");
  private static final Path CONSOLE = Path.of("src", "main", "resources", "pages", "console");
  private static final Pattern ADMIN_PATH = Pattern.compile("[\"`](admin/v1/[a-z/-]+)");

  private RunningEdge edge;

  @TempDir Path directory;

  @BeforeAll
  void start() {
    edge = new RunningEdge();
  }

  @AfterAll
  void stop() {
    edge.close();
  }

  private Grant operator(String file) throws IOException {
    Path shipped = Path.of("conf", file.split("/", -1));
    Path all = file.equals("gateway-full.yaml") ? withExamples(shipped) : shipped;
    AuthenticationConfig config =
        ConfigReader.read(
            JsonObject.of(
                "authentication",
                JsonObject.of(
                    "api-keys",
                    YamlFile.load(all).getJsonObject("authentication").getJsonArray("api-keys"))),
            Map.of(),
            root -> AuthenticationConfig.from(root.section("authentication")));
    return config.apiKeys().stream()
        .filter(key -> key.id().equals("operator"))
        .map(ApiKey::grant)
        .findFirst()
        .orElseThrow();
  }

  /** The same file with the settings that it shows as examples only. */
  private Path withExamples(Path file) throws IOException {
    List<String> lines =
        Files.readAllLines(file).stream()
            .map(line -> COMMENTED_OUT.matcher(line).replaceFirst("$1"))
            .toList();
    return Files.write(directory.resolve("all.yaml"), lines);
  }

  /** The paths below which the console asks; its sources name each once, as a constant. */
  private static Set<String> askedByTheConsole() throws IOException {
    try (Stream<Path> files = Files.list(CONSOLE)) {
      return Set.copyOf(
          files
              .filter(file -> file.toString().endsWith(".js"))
              .flatMap(file -> ADMIN_PATH.matcher(read(file)).results())
              .map(found -> "/" + found.group(1))
              .toList());
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String keyFor(Grant grant) {
    JsonArray permissions =
        new JsonArray(grant.permissions().stream().map(Permission::value).toList());
    return edge.send("POST", "/admin/v1/keys", JsonObject.of("permissions", permissions).encode())
        .json()
        .getString("key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway.yaml", "gateway-full.yaml", "kubernetes/gateway.yaml"})
  void mayUseEveryRouteOfTheAdminListener(String file) throws IOException {
    Grant operator = operator(file);
    List<Permission> needed =
        edge.adminRoutes.table().stream()
            .map(Route::access)
            .filter(Access.Requires.class::isInstance)
            .map(access -> ((Access.Requires) access).permission())
            .toList();
    assertThat(operator.permissions()).containsAll(needed);
    assertThat(operator.users()).isEqualTo(UserPattern.ANY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway.yaml", "gateway-full.yaml", "kubernetes/gateway.yaml"})
  void isLetInByEveryPartOfTheConsole(String file) throws IOException {
    String key = keyFor(operator(file));
    assertThat(askedByTheConsole())
        .contains("/admin/v1/stats", "/admin/v1/keys", "/admin/v1/cleanups", "/admin/v1/audit")
        .allSatisfy(
            path ->
                assertThat(edge.send("GET", path, Optional.empty(), "X-API-Key", key).status())
                    .as(path)
                    .isEqualTo(200));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway.yaml", "gateway-full.yaml", "kubernetes/gateway.yaml"})
  void handsOutEveryPermissionThatAKeyCanUse(String file) throws IOException {
    String key = keyFor(operator(file));
    String all =
        Arrays.stream(Permission.values())
            .filter(permission -> permission != OF_USERS)
            .map(permission -> '"' + permission.value() + '"')
            .collect(joining(","));
    assertThat(
            edge.send(
                    "POST",
                    "/admin/v1/keys",
                    Optional.of("{\"permissions\":[" + all + "]}"),
                    "X-API-Key",
                    key)
                .status())
        .isEqualTo(201);
  }
}
