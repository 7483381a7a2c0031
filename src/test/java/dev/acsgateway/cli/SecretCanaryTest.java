package dev.acsgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import dev.acsgateway.GatewayConfig;
import dev.acsgateway.canary.LogsErrors;
import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.config.Secret;
import dev.acsgateway.config.Setting;
import dev.acsgateway.telemetry.LogSetup;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * Sends a canary as each secret setting and as each key through every way to be malformed, with
 * every logger at TRACE, and finds it nowhere. The settings are those that the configuration asks
 * for, so a new one is covered. The kind: texts of unexpected exceptions reach people and logs
 * (issue 20, number 1).
 */
class SecretCanaryTest {
  private static final String CANARY = "c4n4ryQ7Zp2Lm9Rt5Vb3Kx8";
  private static final String KEY = "acsgw_all_" + CANARY + "Jk4Lm8Np2Qr6St0Uv3";
  private static final String NOBODY = "http://127.0.0.1:1";
  private static final char MARK = '\uFEFF';

  @TempDir Path directory;

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level level = root.getLevel();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final List<OutputStreamAppender<ILoggingEvent>> appenders = new ArrayList<>();

  @BeforeEach
  void logEverythingAsANodeDoes() {
    for (String format : List.of("text", "json")) {
      OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
      appender.setContext(root.getLoggerContext());
      appender.setEncoder(LogSetup.encoder(root.getLoggerContext(), format));
      appender.setOutputStream(log);
      appender.start();
      root.addAppender(appender);
      appenders.add(appender);
    }
    root.setLevel(Level.TRACE);
  }

  @AfterEach
  void logAsBefore() {
    root.setLevel(level);
    appenders.forEach(root::detachAppender);
    assertThat(log.toString(StandardCharsets.UTF_8)).as("log").doesNotContain(CANARY);
  }

  static Stream<String> secretSettings() {
    return ConfigReader.settingsOf(GatewayConfig::from).stream()
        .filter(setting -> setting.allowed().equals("a secret"))
        .map(Setting::path);
  }

  private static List<Object> malformed() {
    return List.of(
        CANARY,
        MARK + CANARY,
        CANARY + "\n" + CANARY,
        CANARY + "\0",
        CANARY + " " + CANARY,
        "\"" + CANARY + "\"",
        "%" + CANARY,
        "%zz%" + CANARY,
        CANARY.repeat(1000),
        "é" + CANARY,
        "redis://:" + CANARY + "@",
        "redis://:" + CANARY + "@host:" + CANARY,
        "redis://user:/" + CANARY + "@host",
        "redis://user: " + CANARY + "@host",
        "redis://[" + CANARY + "]",
        "rediss://:x@host/" + CANARY,
        "endpoint=https://host;accesskey=" + CANARY + "!",
        "endpoint=https://" + CANARY + ":x;accesskey=AAAA",
        "endpoint=" + CANARY,
        "{\"primaryKeyId\":1,\"key\":[{\"keyData\":{\"value\":\"" + CANARY + "\"}}]}",
        "{\"keys\":[{\"kty\":\"" + CANARY + "\"}]}",
        "{\"keys\":\"" + CANARY + "\"}",
        "{" + CANARY,
        "Bearer " + CANARY + "\r\nX-Other: y",
        JsonArray.of(CANARY),
        JsonObject.of(CANARY, CANARY));
  }

  @Test
  void thereAreSecretSettings() {
    assertThat(secretSettings())
        .contains("redis.url", "redis.keyset", "acs.connection-string", "acs.access-key");
  }

  @ParameterizedTest
  @MethodSource("secretSettings")
  void aMalformedSecretIsShownNowhere(String setting) throws IOException {
    for (Object value : malformed()) {
      JsonObject tree = new JsonObject();
      put(tree, setting, value);
      assertNotShown(tree, Map.of());
      if (value instanceof String text) {
        JsonObject pointing = new JsonObject();
        put(pointing, setting + "-file", "" + Files.writeString(directory.resolve("secret"), text));
        assertNotShown(pointing, Map.of());
        put(pointing, setting, text);
        assertNotShown(pointing, Map.of());
        String variable =
            ("ACSGW_" + setting).replaceAll("[^A-Za-z0-9]+", "_").toUpperCase(Locale.ROOT);
        assertNotShown(new JsonObject(), Map.of(variable, text));
        assertNotShown(new JsonObject(), Map.of(variable + "_FILE", text));
      }
    }
  }

  private void assertNotShown(JsonObject tree, Map<String, String> environment) throws IOException {
    Throwable failure =
        catchThrowable(() -> ConfigReader.read(tree, environment, GatewayConfig::from));
    assertThat(failure).as(tree.encode()).isNotNull();
    assertThat(Explanation.of(failure)).doesNotContain(CANARY);
    LoggerFactory.getLogger("dev.acsgateway.Start").debug("It failed", failure);
    if (environment.isEmpty()) {
      String file = Files.writeString(directory.resolve("gateway.yaml"), tree.encode()).toString();
      for (String command : List.of("check-config", "serve")) {
        CommandRun run = CommandRun.of(command, "--config", file);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out() + run.err()).as(command).doesNotContain(CANARY);
      }
    }
  }

  /** The rest of the configuration is missing, so that nothing starts with it. */
  private static void put(JsonObject tree, String path, Object value) {
    JsonObject section = tree;
    String[] names = path.split("\\.", -1);
    for (int i = 0; i < names.length - 1; i++) {
      String name = names[i].replace("[]", "");
      if (!section.containsKey(name)) {
        JsonObject made = new JsonObject();
        section.put(name, names[i].endsWith("[]") ? JsonArray.of(made) : made);
      }
      section =
          names[i].endsWith("[]")
              ? section.getJsonArray(name).getJsonObject(0)
              : section.getJsonObject(name);
    }
    section.put(names[names.length - 1], value);
  }

  static Stream<String> badKeyFiles() {
    return Stream.of(
        KEY + "\nsecond line",
        "first line\n" + KEY,
        MARK + KEY + "\n" + KEY,
        KEY + "\0",
        KEY + "\u0001",
        KEY + " " + KEY,
        "é" + KEY,
        MARK + "" + MARK + KEY);
  }

  @ParameterizedTest
  @MethodSource("badKeyFiles")
  void aKeyFileThatHoldsMoreThanAKeyIsRefusedUnseen(String content) throws IOException {
    Path file = Files.writeString(directory.resolve("key"), content);
    for (CommandRun run : withKeyFile(file)) {
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.out() + run.err())
          .contains(file.toString())
          .doesNotContain(CANARY, "Exception", "does not answer");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n\r\n"})
  void aKeyFileWithAMarkOrLineEndsAroundTheKeyIsRead(String end) throws IOException {
    Path file = Files.writeString(directory.resolve("key"), MARK + KEY + end);
    for (CommandRun run : withKeyFile(file)) {
      assertThat(run.err()).contains("does not answer").doesNotContain(CANARY);
    }
  }

  @Test
  void aKeyFileThatIsNoTextIsNamed() throws IOException {
    Path latin =
        Files.write(directory.resolve("l1"), ("é" + KEY).getBytes(StandardCharsets.ISO_8859_1));
    Path utf16 = Files.write(directory.resolve("u16"), KEY.getBytes(StandardCharsets.UTF_16));
    Path empty = Files.writeString(directory.resolve("empty"), MARK + " \n");
    for (Path file : List.of(latin, utf16, empty, directory, directory.resolve("absent"))) {
      for (CommandRun run : withKeyFile(file)) {
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains(file.toString()).doesNotContain(CANARY, "Exception");
      }
    }
  }

  @Test
  void aKeyInTheEnvironmentFileOfALocalGatewayIsCheckedLikewise() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("env"), "ADMIN_URL=" + NOBODY + "\nADMIN_KEY=é" + KEY + "\n");
    CommandRun run = CommandRun.of("keys", "list", "--env-file", file.toString());
    assertThat(run.err()).contains("ADMIN_KEY in " + file).doesNotContain(CANARY, "Exception");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://user:" + CANARY + "@host",
        "ftp://" + CANARY,
        "http://host:" + CANARY,
        "http://",
        "//" + CANARY,
        "http://host/ " + CANARY
      })
  void aUrlThatIsNoneIsWrongUsageThatQuotesNothing(String url) {
    CommandRun run = CommandRun.of("keys", "list", "--admin-url", url);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("--admin-url")
        .contains("the URL ")
        .doesNotContain(CANARY, "Exception");
  }

  @Test
  void theTextOfAnUnexpectedExceptionIsNotShown() {
    Throwable failure =
        new IllegalStateException("unknown " + CANARY.substring(3), new IOException(CANARY));
    assertThat(Explanation.of(failure))
        .isEqualTo(
            "Failed unexpectedly (IllegalStateException). The log has more at LOG_LEVEL=DEBUG.");
  }

  @Test
  @LogsErrors("Some: It is ")
  void aSecretThatWasReadIsTakenOutOfLogLinesAndTheirStackTraces() {
    assertThat(new Secret(CANARY)).isNotNull();
    LoggerFactory.getLogger("io.vertx.Some").error("It is {}", CANARY, new IOException(CANARY));
    assertThat(log.toString(StandardCharsets.UTF_8)).contains("[redacted]");
  }

  private static List<CommandRun> withKeyFile(Path file) {
    return List.of(
        CommandRun.of("keys", "list", "--admin-url", NOBODY, "--api-key-file", file.toString()),
        CommandRun.of("stats", "--admin-url", NOBODY, "--api-key-file", file.toString()),
        CommandRun.of("quickstart", "--api-url", NOBODY, "--api-key-file", file.toString()));
  }
}
