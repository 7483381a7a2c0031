package dev.acsgateway.authentication;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An OpenID Connect provider as far as it publishes its keys, over real HTTP on a free port. */
final class FakeIssuer {
  final AtomicInteger keyRequests = new AtomicInteger();
  final AtomicReference<ECKey> key = new AtomicReference<>(TestTokens.newEcKey("first"));
  volatile boolean down;
  volatile String claimedIssuer;

  /** What is published instead of the key, when set. */
  volatile @Nullable Buffer keySet;

  /** What is published instead of the metadata, when set. */
  volatile @Nullable String metadata;

  /** Headers of what is published. */
  volatile Map<String, String> headers = Map.of();

  volatile int status = 200;

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
                    request.response().headers().addAll(headers);
                    request.response().setStatusCode(status).end(keySet());
                  } else {
                    request.response().end(metadata());
                  }
                })
            .listen(0, "127.0.0.1")
            .await(10, TimeUnit.SECONDS);
    claimedIssuer = url();
  }

  private Buffer keySet() {
    Buffer other = keySet;
    return other != null ? other : Buffer.buffer(new JWKSet(key.get().toPublicJWK()).toString());
  }

  private String metadata() {
    String other = metadata;
    return other != null
        ? other.replace("{here}", url())
        : JsonObject.of("issuer", claimedIssuer, "jwks_uri", url() + "/keys").encode();
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }
}
