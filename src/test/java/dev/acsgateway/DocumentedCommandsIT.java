package dev.acsgateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.redis.RedisContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The kind: a command in a document that does not run as it is written. Every block of shell of the
 * operators' documents is run, from top to bottom; {@code ReadmeIT} does so for the README and the
 * walk-through, and {@code BuildCommandsTest} checks the commands that build and test the project.
 * Tools that are no part of the project are only called: {@link #NOT_RUN} lists them and what is
 * checked instead.
 */
class DocumentedCommandsIT {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```(\\w*)\\n(.*?)^ *```$");

  /** What is not run, by how its line begins, and what of it is checked. */
  private static final Map<String, String> NOT_RUN =
      Map.of(
          "docker run", "names an image that docker build in the same document makes",
          "docker compose", "names a file that there is; ComposeFileTest reads it",
          "kubectl apply", "names a directory that there is; KubernetesManifestsTest reads it",
          "kubectl create", "makes the keys that the manifests mount");

  private static final Path ROOT = Path.of("").toAbsolutePath();

  @TempDir Path directory;
  private GatewayFixture gateway;

  @BeforeEach
  void start() throws IOException {
    gateway = new GatewayFixture().withNode();
    Path jar = Path.of(System.getProperty("gateway.jar")).toAbsolutePath();
    Files.createSymbolicLink(directory.resolve("acs-token-gateway.jar"), jar);
    Files.createSymbolicLink(directory.resolve("lib"), jar.resolveSibling("lib"));
    Files.createSymbolicLink(directory.resolve("conf"), ROOT.resolve("conf"));
    Files.writeString(directory.resolve("gateway.yaml"), gateway.config().encode());
    Files.writeString(directory.resolve("operator-key"), gateway.allPowerful.key().value());
    for (String input : List.of("acs-connection-string", "redis-url", "gateway.env")) {
      Files.writeString(directory.resolve(input), "x");
    }
    Path tools = Files.createDirectory(directory.resolve("tools"));
    tool(tools, "docker", "echo \"docker $*\" >> not-run");
    tool(tools, "kubectl", "echo \"kubectl $*\" >> not-run");
    tool(tools, "java", SERVES_UNTIL_READY);
  }

  /** Ends {@code serve} once it serves, which is as far as a command that never ends can be run. */
  private static final String SERVES_UNTIL_READY =
      """
      [ "$3" = serve ] || exec "%1$s" "$@"
      export ACSGW_API_PORT=0 ACSGW_ADMIN_PORT=0
      coproc "%1$s" "$@" 2>&1
      server=$COPROC_PID
      while read -r line <&"${COPROC[0]}"; do
        echo "$line"
        case "$line" in *"Serving: "*) kill $server; cat <&"${COPROC[0]}"; wait $server; exit $?;; esac
      done
      exit 1
      """
          .formatted(Path.of(System.getProperty("java.home"), "bin", "java"));

  private static void tool(Path tools, String name, String script) throws IOException {
    Files.createFile(
        tools.resolve(name),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.writeString(tools.resolve(name), "#!/usr/bin/env bash\n" + script);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private void run(String block) throws Exception {
    String script =
        "set -euo pipefail\nexport PATH=\"$PWD/tools:$PATH\" ADMIN_URL=http://127.0.0.1:%d\n%s"
            .formatted(gateway.nodes.getFirst().adminPort(), block);
    ShellRun run = ShellRun.bash(directory, script);
    assertThat(run.exitCode()).as("%s%n%s", block, run.output()).isZero();
  }

  private static List<String> blocks(String document) throws IOException {
    return BLOCK
        .matcher(Files.readString(ROOT.resolve(document)))
        .results()
        .peek(
            block ->
                assertThat(block.group(2)).as("%s: %s", document, block.group()).isEqualTo("bash"))
        .map(block -> block.group(3).replaceAll("(?m)^" + block.group(1), ""))
        .toList();
  }

  @Test
  void theDisasterRunbookBringsTheLedgerBack() throws Exception {
    String alice = identityOf("alice");
    Files.writeString(
        directory.resolve("users.ndjson"),
        "{\"userId\": \"alice\", \"identity\": \"%s\"}\n".formatted(alice));
    List<String> blocks = blocks("conf/OPERATIONS.md");
    assertThat(blocks).hasSize(5);

    run(blocks.get(0));
    loseRedis();
    run(blocks.get(1));
    run(blocks.get(2));
    assertThat(identityOf("alice")).as("read back from the backup").isEqualTo(alice);
    loseRedis();
    run(blocks.get(3));
    assertThat(identityOf("alice")).as("read in from the application").isEqualTo(alice);
    run(blocks.get(4));
  }

  /** A node that served before would still know users and the schema. */
  private void loseRedis() {
    GatewayFixture.await(gateway.nodes.removeFirst().close());
    RedisContent.command("FLUSHALL");
    gateway.withNode();
  }

  private String identityOf(String user) {
    return GatewayFixture.json(gateway.api("POST", "/v1/users/" + user + "/token", ""))
        .getString("communicationUserId");
  }

  @Test
  void theWayToProductionRunsAsItIsWritten() throws Exception {
    identityOf("alice");
    List<String> blocks = blocks("conf/PRODUCTION.md");
    assertThat(blocks).hasSize(6);

    for (String block : blocks) {
      run(block);
    }

    assertThat(Files.readString(directory.resolve("redis-keyset"))).contains("primaryKeyId");
    List<String> notRun = Files.readAllLines(directory.resolve("not-run"));
    assertThat(notRun)
        .hasSize(NOT_RUN.size() + 1)
        .allSatisfy(
            line -> assertThat(NOT_RUN.keySet().stream().filter(line::startsWith)).hasSize(1));
    assertThat(Files.readString(ROOT.resolve("conf/PRODUCTION.md")))
        .contains("docker build -t acs-token-gateway .");
    assertThat(filesNamedBy(notRun)).allSatisfy(file -> assertThat(ROOT.resolve(file)).exists());
    assertThat(Arrays.asList(last(notRun).split(" ", -1)))
        .contains("-n", "acs-token-gateway")
        .filteredOn(word -> word.startsWith("--from-file="))
        .allSatisfy(
            word ->
                assertThat(manifests()).contains("/" + word.substring("--from-file=".length())));
  }

  private static List<String> filesNamedBy(List<String> commands) {
    return commands.stream()
        .flatMap(command -> Pattern.compile("-[fk] (\\S+)").matcher(command).results())
        .map(named -> named.group(1))
        .toList();
  }

  private static String last(List<String> lines) {
    return lines.getLast();
  }

  private static String manifests() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("conf/kubernetes"))) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file));
      }
      return all.toString();
    }
  }
}
