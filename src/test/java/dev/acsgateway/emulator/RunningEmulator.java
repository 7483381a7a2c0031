package dev.acsgateway.emulator;

import dev.acsgateway.emulator.control.TokenState;
import dev.acsgateway.emulator.state.AcsResource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** An emulator on a free port, with a raw client beside it. */
final class RunningEmulator implements AutoCloseable {
  static final String GA = "?api-version=2023-10-01";
  static final String PREVIEW = "?api-version=2020-07-20-preview2";

  final Vertx vertx = Vertx.vertx();
  final AcsEmulator emulator;
  final RawClient client;

  RunningEmulator() {
    this(options -> options);
  }

  RunningEmulator(UnaryOperator<EmulatorOptionsBuilder> change) {
    emulator = new AcsEmulator(change.apply(EmulatorOptions.builder()).build());
    await(vertx.deployVerticle(emulator));
    client = new RawClient(vertx, emulator);
  }

  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Creates an identity over the wire and returns its raw id. */
  String identity() {
    return client
        .call("POST", "/identities" + GA, "")
        .json()
        .getJsonObject("identity")
        .getString("id");
  }

  Answer issue(String identity, String... scopes) {
    return client.call(
        "POST",
        "/identities/" + identity + "/:issueAccessToken" + GA,
        new JsonObject().put("scopes", JsonArray.of((Object[]) scopes)).encode());
  }

  /** Issues a chat token over the wire. */
  String token(String identity) {
    return issue(identity, "chat").json().getString("token");
  }

  /** A token's state by the emulator's own judgement. */
  TokenState state(String token) {
    return emulator.controls().introspect(token).state();
  }

  AcsResource resource() {
    return emulator.controls().resources().getFirst();
  }

  /** A request to the controls. */
  Answer control(String verb, String path, String body) {
    return client.send(verb, "/_emulator/" + path, Map.of(), body);
  }

  Answer revoke(String identity) {
    return client.call("POST", "/identities/" + identity + "/:revokeAccessTokens" + GA, "");
  }

  Answer delete(String identity) {
    return client.call("DELETE", "/identities/" + identity + GA, "");
  }

  @Override
  public void close() {
    client.close();
    await(vertx.close());
  }
}
