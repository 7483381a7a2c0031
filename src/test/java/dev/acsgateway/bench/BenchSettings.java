package dev.acsgateway.bench;

import dev.acsgateway.authentication.ApiKeyFactory;
import dev.acsgateway.authentication.LocalIssuer;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.redis.AeadCipher;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;

/**
 * Writes what {@code scripts/bench} needs into a directory: {@code near.json} and {@code
 * redis.json}, configurations with and without the near cache and without limits that a benchmark
 * would meet; {@code key} and {@code jwt}, credentials for them.
 *
 * <p>Arguments: the directory, the URL of a Redis, the emulator's connection string, the file with
 * its certificate.
 */
public final class BenchSettings {
  private static final String ISSUER = "https://login.test";
  private static final String AUDIENCE = "chat-app";

  private BenchSettings() {}

  /** Writes them and ends. */
  public static void main(String... arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    SecureRandom random = new SecureRandom();
    ApiKeyFactory.NewApiKey key = new ApiKeyFactory(random).make("bench");
    LocalIssuer issuer = new LocalIssuer(ISSUER, AUDIENCE, random);
    JsonObject config =
        new JsonObject()
            .put("api", new JsonObject().put("host", "127.0.0.1").put("port", 0))
            .put("admin", new JsonObject().put("port", 0))
            .put("quota", JsonObject.of("enabled", false))
            .put(
                "limits",
                new JsonObject().put("per-key", "10000000/s").put("per-user", "10000000/s"))
            .put(
                "authentication",
                new JsonObject()
                    .put(
                        "api-keys",
                        new JsonArray()
                            .add(
                                new JsonObject()
                                    .put("id", key.id())
                                    .put("hash", key.hash().toHex())
                                    .put("permissions", new JsonArray().add("tokens:issue"))))
                    .put(
                        "issuers",
                        new JsonArray()
                            .add(
                                new JsonObject()
                                    .put("issuer", ISSUER)
                                    .put("audiences", new JsonArray().add(AUDIENCE))
                                    .put("jwks", issuer.jwks()))))
            .put(
                "acs",
                new JsonObject()
                    .put("connection-string", arguments[2])
                    .put("trust-certificate", arguments[3]))
            .put(
                "redis",
                new JsonObject()
                    .put("url", arguments[1])
                    .put("keyset", AeadCipher.newKeyset().value())
                    // Beside the local node, which has another keyset.
                    .put("integrity", "off"));
    write(directory, "near.json", config.encodePrettily());
    config.put("token", new JsonObject().put("near-cache", new JsonObject().put("enabled", false)));
    write(directory, "redis.json", config.encodePrettily());
    write(directory, "key", key.key().value());
    write(
        directory,
        "jwt",
        issuer.token(new UserId("bench"), Instant.now().plusSeconds(86_400)).value());
  }

  private static void write(Path directory, String name, String content) throws IOException {
    Files.writeString(directory.resolve(name), content);
  }
}
