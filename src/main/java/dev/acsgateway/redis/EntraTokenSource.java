package dev.acsgateway.redis;

import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Future;

/** Fetches Entra ID tokens. */
@FunctionalInterface
public interface EntraTokenSource {

  /** Completes with a token for {@link EntraCredential#SCOPE}; fails when none can be had now. */
  Future<EntraToken> token();

  /** Fetches none, where {@code redis.credential} asks for none. */
  static EntraTokenSource none() {
    return () -> Future.failedFuture(new StoreUnavailable("redis.credential is not set"));
  }
}
