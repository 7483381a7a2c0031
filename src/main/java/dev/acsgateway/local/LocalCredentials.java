package dev.acsgateway.local;

import dev.acsgateway.authentication.ApiKeyFactory;
import dev.acsgateway.authentication.ApiKeyFactory.NewApiKey;
import dev.acsgateway.authentication.LocalIssuer;
import dev.acsgateway.authentication.Permission;
import dev.acsgateway.config.Secret;
import dev.acsgateway.identity.UserId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;

/** Who may use a gateway in local mode: new credentials for every start, gone with the process. */
final class LocalCredentials {
  /** The user that the frontend's JWT speaks for. */
  static final UserId FRONTEND_USER = new UserId("frontend-user");

  private static final String ISSUER = "https://issuer.local.invalid/";
  private static final String AUDIENCE = "acs-token-gateway";
  private static final Duration JWT_LIFETIME = Duration.ofDays(1);

  private final NewApiKey backend;
  private final NewApiKey admin;
  private final LocalIssuer issuer;
  private final InstantSource clock;
  private final Secret frontendJwt;

  LocalCredentials(SecureRandom random, InstantSource clock) {
    ApiKeyFactory keys = new ApiKeyFactory(random);
    this.backend = keys.make("localbackend");
    this.admin = keys.make("localadmin");
    this.issuer = new LocalIssuer(ISSUER, AUDIENCE, random);
    this.clock = clock;
    this.frontendJwt = jwt(FRONTEND_USER);
  }

  /** A JWT that speaks for this user for a day. */
  Secret jwt(UserId user) {
    return issuer.token(user, clock.instant().plus(JWT_LIFETIME));
  }

  Secret backendKey() {
    return backend.key();
  }

  Secret adminKey() {
    return admin.key();
  }

  Secret frontendJwt() {
    return frontendJwt;
  }

  /** The section {@code authentication} that lets exactly these in. */
  JsonObject section() {
    JsonObject trusted =
        new JsonObject()
            .put("issuer", ISSUER)
            .put("audiences", new JsonArray().add(AUDIENCE))
            .put("jwks", issuer.jwks());
    return new JsonObject()
        .put(
            "api-keys",
            new JsonArray()
                .add(
                    apiKey(
                        backend,
                        Permission.TOKENS_ISSUE,
                        Permission.TOKENS_REVOKE,
                        Permission.USERS_READ,
                        Permission.USERS_DELETE))
                .add(apiKey(admin, Permission.values())))
        .put("issuers", new JsonArray().add(trusted));
  }

  private static JsonObject apiKey(NewApiKey key, Permission... permissions) {
    return new JsonObject()
        .put("id", key.id())
        .put("hash", key.hash().toHex())
        .put(
            "permissions",
            new JsonArray(Arrays.stream(permissions).map(Permission::value).toList()));
  }
}
