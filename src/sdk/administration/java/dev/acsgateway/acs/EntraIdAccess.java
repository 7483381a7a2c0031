package dev.acsgateway.acs;

import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Fetches no Entra ID tokens: this build carries no library for it. */
public final class EntraIdAccess {

  /** Sends nothing. */
  public EntraIdAccess(Vertx vertx, AcsConfig acs, EntraId source) {}

  /** Fails. */
  public Future<EntraIdToken> token(String scope) {
    return Future.failedFuture(
        new StoreUnavailable("this build of the gateway has no access to Entra ID"));
  }
}
