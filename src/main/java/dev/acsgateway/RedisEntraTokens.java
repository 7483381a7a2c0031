package dev.acsgateway;

import dev.acsgateway.acs.EntraId;
import dev.acsgateway.acs.EntraIdAccess;
import dev.acsgateway.redis.EntraCredential;
import dev.acsgateway.redis.EntraToken;
import dev.acsgateway.redis.EntraTokenSource;
import io.vertx.core.Vertx;

/** Brings Redis the Entra ID tokens that the room of ACS can fetch. */
final class RedisEntraTokens {
  private RedisEntraTokens() {}

  /** Fetches tokens as {@code redis.credential} says; none where it says nothing. */
  static EntraTokenSource of(Vertx vertx, GatewayConfig config) {
    return config
        .redis()
        .endpoints()
        .entra()
        .map(credential -> source(vertx, config, credential))
        .orElseGet(EntraTokenSource::none);
  }

  private static EntraTokenSource source(
      Vertx vertx, GatewayConfig config, EntraCredential credential) {
    EntraIdAccess access =
        new EntraIdAccess(
            vertx,
            config.acs(),
            new EntraId(
                credential.managedIdentity()
                    ? EntraId.Source.MANAGED_IDENTITY
                    : EntraId.Source.DEFAULT,
                credential.clientId()));
    return () ->
        access
            .token(EntraCredential.SCOPE)
            .map(token -> new EntraToken(token.value(), token.expiresAt()));
  }
}
