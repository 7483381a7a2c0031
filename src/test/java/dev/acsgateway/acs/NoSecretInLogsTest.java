package dev.acsgateway.acs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.TeamsUser;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScopes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** With every logger at TRACE, stack traces included, no key and no token is written anywhere. */
@ExtendWith(VertxExtension.class)
class NoSecretInLogsTest {
  private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.c2VjcmV0LXRva2Vu.c2lnbmF0dXJl";
  private static final String ENTRA_TOKEN = "eyJ0eXAiOiJKV1QifQ.ZW50cmEtdG9rZW4.c2lnbmF0dXJl";
  private static final Identity IDENTITY = new Identity("8:acs:resource_user");
  private static final String EXPIRY = "\"expiresOn\":\"2040-01-01T00:00:00.0000000+00:00\"";

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Level level = root.getLevel();
  private final OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();

  @BeforeEach
  void logEverything() {
    LoggerContext context = root.getLoggerContext();
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%level %logger %msg%n%xEx");
    encoder.start();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setOutputStream(written);
    appender.start();
    root.addAppender(appender);
    root.setLevel(Level.TRACE);
  }

  @AfterEach
  void logAsBefore() {
    root.setLevel(level);
    root.detachAppender(appender);
  }

  @Test
  void neitherSuccessNorTroubleWritesASecret(Vertx vertx, @TempDir Path directory) {
    CannedAcs acs = new CannedAcs(vertx, directory);
    SdkIdentityClient client = SdkIdentityClient.create(vertx, acs.config());
    TeamsUser teamsUser = new TeamsUser(ENTRA_TOKEN, "app", "user");
    List<Supplier<Future<?>>> calls =
        List.of(
            () -> client.issue(IDENTITY, TokenScopes.of("chat"), TokenLifetime.DEFAULT),
            () -> client.createWithToken(TokenScopes.of("chat"), TokenLifetime.DEFAULT),
            () -> client.exchange(teamsUser));
    String good = "{\"id\":\"8:acs:a_b\",\"token\":\"" + TOKEN + "\"," + EXPIRY + "}";
    List<Runnable> answers =
        List.of(
            () -> acs.answers(200, good),
            () -> acs.answers(201, good),
            () -> acs.answers(200, good.substring(0, good.length() - 4)),
            () -> acs.answers(200, good.replace("2040", "never")),
            () -> acs.breaksOffAfter(200, good),
            () -> acs.answers(401, "{\"error\":{\"code\":\"Denied\",\"message\":\"no\"}}"),
            () -> acs.answers(500, good));
    for (Runnable answer : answers) {
      answer.run();
      for (Supplier<Future<?>> call : calls) {
        Await.succeeded(call.get());
      }
    }
    appender.stop();
    assertThat(acs.requests.get()).isGreaterThan(10);
    assertThat(written.toString(StandardCharsets.UTF_8))
        .contains("TRACE")
        .doesNotContain(TOKEN, ENTRA_TOKEN, CannedAcs.KEY, "c2VjcmV0LXRva2Vu", "ZW50cmEtdG9rZW4");
  }
}
