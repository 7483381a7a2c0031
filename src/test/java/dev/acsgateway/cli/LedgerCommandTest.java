package dev.acsgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands with a canned admin listener; {@code LedgerScaleIT} has a real one. */
class LedgerCommandTest {
  private static final String ROW = "{\"userId\":\"a\",\"identity\":\"8:acs:r_1\"}\n";
  private static final String HEAD = "{\"format\":\"acs-token-gateway/ledger/1\"}\n";

  /** SHA-256 of head and row. */
  private static final String END =
      "{\"end\":{\"lines\":1,\"sha256\":\"%s\"}}\n".formatted(sha256(HEAD + ROW));

  @TempDir Path directory;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> answers = new ArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
          byte[] answer = answers.removeFirst().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static String sha256(String text) {
    try {
      return java.util.HexFormat.of()
          .formatHex(
              java.security.MessageDigest.getInstance("SHA-256")
                  .digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private CommandRun ledger(String what, String... more) throws IOException {
    Path environment =
        Files.writeString(
            directory.resolve("env"),
            "ADMIN_URL=http://127.0.0.1:" + server.getAddress().getPort() + "\nADMIN_KEY=k\n");
    List<String> arguments =
        new ArrayList<>(List.of("ledger", what, "--env-file", environment.toString()));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  @Test
  void writesAWholeExportForItsOwnerOnly() throws IOException {
    answers.add(HEAD + ROW + END);
    Path file = directory.resolve("export");

    CommandRun run = ledger("export", file.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo("Exported 1 identities to %s%n".formatted(file));
    assertThat(file).hasContent(HEAD + ROW + END);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void keepsNothingOfAnExportThatIsNotWhole() throws IOException {
    Path file = directory.resolve("export");
    for (String broken :
        List.of("", HEAD, HEAD + ROW, HEAD + END, HEAD + ROW.replace('a', 'b') + END)) {
      answers.add(broken);

      CommandRun run = ledger("export", file.toString());

      assertThat(run.exitCode()).as("%s", broken).isEqualTo(1);
      assertThat(run.err()).startsWith("The export is not whole").hasLineCount(1);
    }
    assertThat(directory).isDirectoryNotContaining("glob:**export*");
  }

  @Test
  void anImportThatLeftSomethingOutFailsAndSaysWhat() throws IOException {
    answers.add(
        """
        {"lines":3,"added":1,"same":0,"replaced":0,"conflicts":1,"orphans":0,"foreign":0,\
        "invalid":1,"examples":[{"line":2,"reason":"userId is missing."}]}\
        """);
    Path file = Files.writeString(directory.resolve("table"), ROW);

    CommandRun run = ledger("import", "--overwrite", file.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("conflicts  1", "invalid    1", "line 2: userId is missing.");
    assertThat(asked).containsExactly("POST /admin/v1/identities?overwrite=true " + ROW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        HEAD + ROW,
        HEAD,
        HEAD + ROW + ROW + "@END",
        HEAD + "{\"userId\":\"b\",\"identity\":\"8:acs:r_1\"}\n@END",
        HEAD + ROW + "@END" + ROW,
        ROW + HEAD + "@END",
        "{\"format\":\"acs-token-gateway/ledger/2\"}\n" + ROW + "@END",
        ROW + "@END",
        HEAD + ROW + "{\"end\":{}}\n",
        HEAD + ROW + "{\"end\":{\"lines\":\"1\"}}\n",
        "",
        "\n\r\n"
      })
  void anImportThatIsNotWholeIsNotSent(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("table"), text.replace("@END", END));

    CommandRun run = ledger("import", file.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("The ledger %s was not sent: ".formatted(file))
        .endsWith("Nothing was imported.%n".formatted())
        .hasLineCount(1);
    assertThat(asked).isEmpty();
  }

  @Test
  void aLineThatTheGatewayWouldRefuseIsNotSent() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("table"), ROW + "{\"x\":\"" + "x".repeat(8_200) + "\"}");

    CommandRun run = ledger("import", file.toString());

    assertThat(run.err()).contains("Line 2 is longer than 8192 bytes.");
    assertThat(asked).isEmpty();
  }

  @Test
  void aWholeExportAndATableWithoutHeadAreSent() throws IOException {
    for (String text : List.of(HEAD + ROW + END, ROW, "\n" + ROW.strip())) {
      answers.add("{\"lines\":1,\"invalid\":0,\"foreign\":0,\"conflicts\":0,\"examples\":[]}");
      Path file = Files.writeString(directory.resolve("table"), text);

      assertThat(ledger("import", file.toString()).exitCode()).isZero();
      assertThat(asked.getLast()).endsWith(text);
    }
  }

  @Test
  void printsWhoseAnIdentityIs() throws IOException {
    answers.add("{\"users\":[{\"userId\":\"alice\"}],\"orphan\":false}");

    CommandRun run = ledger("owner", "8:acs:r_1/x y");

    assertThat(run.out()).isEqualTo("alice%n".formatted());
    assertThat(asked).containsExactly("GET /admin/v1/identities/8%3Aacs%3Ar_1%2Fx%20y ");
  }

  @Test
  void saysWhenThereIsNothingToImport() throws IOException {
    CommandRun run = ledger("import", directory.resolve("absent").toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo("Cannot read the file %s%n".formatted(directory.resolve("absent")));
  }

  @Test
  void reconcilesUntilAllIsDoneAndAddsUp() throws IOException {
    answers.add("{\"records\":2,\"indexed\":1,\"next\":\"i:0:0\"}");
    answers.add("{\"records\":3,\"indexed\":0}");

    CommandRun run = ledger("reconcile", "--forget-intents-after", "PT1H");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("records           5", "indexed           1");
    assertThat(asked.getLast()).contains("\"forgetIntentsAfter\":\"PT1H\"", "\"cursor\":\"i:0:0\"");
  }

  @Test
  void namesTheFileThatSaysWhereTheGatewayIs() {
    Path absent = directory.resolve("absent");

    CommandRun run = CommandRun.of("ledger", "reconcile", "--env-file", absent.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains(absent.toString(), "--admin-url").hasLineCount(1);
  }
}
