package dev.acsgateway.local;

import dev.acsgateway.Gateway;
import dev.acsgateway.GatewayConfig;
import dev.acsgateway.GatewayOptions;
import dev.acsgateway.ShutdownSequence;
import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.config.Secret;
import dev.acsgateway.emulator.AcsEmulator;
import dev.acsgateway.emulator.EmulatorOptions;
import dev.acsgateway.http.demo.DemoRoutes;
import dev.acsgateway.redis.AeadCipher;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;

/**
 * Everything that a look at the gateway takes, in one process: a real Redis, the ACS emulator, and
 * a gateway between them that lets new credentials in. Its environment variables are ignored, so
 * that a production configuration lying around cannot leak in.
 *
 * <p>Both methods block: never call one from an event loop. {@link #close} may be called from
 * another thread at any time, also before {@link #start} has returned.
 */
public final class LocalStack implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final LocalOptions options;
  private final ShutdownSequence teardown = new ShutdownSequence();

  public LocalStack(LocalOptions options) {
    this.options = options;
  }

  /**
   * Starts everything and writes {@link LocalOptions#environmentFile()}. When it fails, {@link
   * #close} is still to be called.
   */
  public LocalEnvironment start() throws IOException {
    Files.createDirectories(options.directory());
    Secret redis = redis();
    AcsEmulator emulator = emulator();
    Vertx vertx = eventLoops("gateway's event loops");
    LocalCredentials credentials = new LocalCredentials(new SecureRandom(), Clock.systemUTC());
    JsonObject settings = settings(redis, emulator, credentials);
    GatewayConfig config = ConfigReader.read(settings, Map.of(), GatewayConfig::from);
    Gateway gateway =
        Gateway.start(vertx, config, GatewayOptions.USUAL.with(DemoRoutes.table(credentials::jwt)))
            .await();
    teardown.add("gateway", () -> gateway.close().await());
    LocalEnvironment environment =
        new LocalEnvironment(
            http(gateway.apiPort()),
            http(gateway.adminPort()),
            credentials.backendKey(),
            credentials.adminKey(),
            credentials.frontendJwt(),
            LocalCredentials.FRONTEND_USER.value(),
            withoutPath(emulator.endpoint()),
            new Secret(emulator.connectionString()),
            emulator.caFile(),
            redis);
    teardown.add("environment file", () -> delete(options.environmentFile()));
    EnvironmentFile.write(options.environmentFile(), environment.variables());
    return environment;
  }

  /** Stops what was started, in reverse order. */
  @Override
  public void close() {
    teardown.run();
  }

  private Secret redis() {
    return options
        .redisUrl()
        .map(Secret::new)
        .orElseGet(
            () -> {
              EmbeddedRedis started = EmbeddedRedis.start();
              teardown.add("Redis", started::close);
              return new Secret(started.url());
            });
  }

  private Vertx eventLoops(String whose) {
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    teardown.add(whose, () -> vertx.close().await());
    return vertx;
  }

  /** On event loops of its own, as far from the gateway as ACS is within one process. */
  private AcsEmulator emulator() {
    AcsEmulator emulator =
        new AcsEmulator(
            EmulatorOptions.builder()
                .port(options.emulatorPort())
                .caFile(options.emulatorCertificate())
                .build());
    Vertx vertx = eventLoops("emulator's event loops");
    teardown.add("emulator's certificate", () -> delete(options.emulatorCertificate()));
    String deployment = vertx.deployVerticle(emulator).await();
    teardown.add("emulator", () -> vertx.undeploy(deployment).await());
    return emulator;
  }

  private JsonObject settings(Secret redis, AcsEmulator emulator, LocalCredentials credentials) {
    return new JsonObject()
        .put("api", new JsonObject().put("host", options.host()).put("port", options.port()))
        .put("admin", new JsonObject().put("host", options.host()).put("port", options.adminPort()))
        .put(
            "acs",
            new JsonObject()
                .put("connection-string", emulator.connectionString())
                .put("trust-certificate", emulator.caFile().toString()))
        .put(
            "redis",
            new JsonObject()
                .put("url", redis.value())
                .put("keyset", AeadCipher.newKeyset().value())
                .put("integrity", options.redisUrl().isPresent() ? "off" : "require"))
        .put("authentication", credentials.section());
  }

  private static URI http(int port) {
    return URI.create("http://" + LOOPBACK + ":" + port);
  }

  private static URI withoutPath(URI endpoint) {
    return URI.create(endpoint.getScheme() + "://" + endpoint.getAuthority());
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
