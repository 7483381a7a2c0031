package dev.acsgateway.authentication;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** An OpenID Connect provider as far as it publishes its keys, over real HTTP on a free port. */
final class FakeIssuer {
  final AtomicInteger keyRequests = new AtomicInteger();
  final AtomicReference<RSAKey> key = new AtomicReference<>(TestTokens.newRsaKey("first"));
  volatile boolean down;
  volatile String claimedIssuer;

  private final HttpServer server;

  FakeIssuer(Vertx vertx) throws Exception {
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  if (down) {
                    request.response().setStatusCode(500).end();
                  } else if ("/keys".equals(request.path())) {
                    keyRequests.incrementAndGet();
                    request.response().end(new JWKSet(key.get().toPublicJWK()).toString());
                  } else {
                    request.response().end(metadata().encode());
                  }
                })
            .listen(0, "127.0.0.1")
            .await(10, TimeUnit.SECONDS);
    claimedIssuer = url();
  }

  private JsonObject metadata() {
    return JsonObject.of("issuer", claimedIssuer, "jwks_uri", url() + "/keys");
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }
}
