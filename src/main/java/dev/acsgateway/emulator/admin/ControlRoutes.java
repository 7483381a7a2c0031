package dev.acsgateway.emulator.admin;

import dev.acsgateway.emulator.control.EmulatorControls;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes under {@code /_emulator/}. */
public final class ControlRoutes implements Handler<HttpServerRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(ControlRoutes.class);
  private static final String PREFIX = "/_emulator/";

  private final Map<String, ControlHandler> routes = new HashMap<>();
  private final StateRoute state;

  public ControlRoutes(Vertx vertx, EmulatorControls controls) {
    state = new StateRoute(vertx, controls.state());
    ClockControl clock = new ClockControl(controls.clock());
    QuotaControl quotas = new QuotaControl(controls.quotas());
    LatencyControl latency = new LatencyControl(controls.latency());
    FaultControl faults = new FaultControl(controls.faults());
    CallControl calls = new CallControl(controls.calls());
    TokenControl tokens = new TokenControl(controls);
    KeyControl keys = new KeyControl(controls);
    routes.put("GET clock", clock::show);
    routes.put("PUT clock", clock::change);
    routes.put("DELETE clock", clock::reset);
    routes.put("GET quotas", quotas::show);
    routes.put("PUT quotas", quotas::change);
    routes.put("GET latency", latency::show);
    routes.put("PUT latency", latency::change);
    routes.put("DELETE latency", latency::clear);
    routes.put("GET faults", faults::show);
    routes.put("POST faults", faults::add);
    routes.put("DELETE faults", faults::clear);
    routes.put("GET calls", calls::show);
    routes.put("DELETE calls", calls::reset);
    routes.put("GET tokens", tokens::show);
    routes.put("PUT tokens", tokens::change);
    routes.put("POST introspect", tokens::introspect);
    routes.put("POST teams-token", tokens::teamsToken);
    routes.put("GET keys", keys::show);
    routes.put("POST keys", keys::regenerate);
  }

  /** Serves the controls and leaves every other path to {@code api}. */
  public Handler<HttpServerRequest> before(Handler<HttpServerRequest> api) {
    return request -> (request.uri().startsWith(PREFIX) ? this : api).handle(request);
  }

  @Override
  public void handle(HttpServerRequest request) {
    String path = request.uri().substring(PREFIX.length());
    String verb = request.method().name();
    ControlHandler handler = routes.get(verb + ' ' + path);
    if (!request.connection().remoteAddress(true).hostAddress().matches("127\\..*|.*:1")) {
      answer(request, 403, problem("only clients on this machine may use the controls"));
    } else if (path.equals("state")) {
      state.handle(request);
    } else if (handler != null) {
      request
          .body()
          .onSuccess(
              body -> {
                try {
                  JsonObject json = body.length() == 0 ? new JsonObject() : body.toJsonObject();
                  answer(request, 200, handler.handle(json));
                } catch (RuntimeException e) {
                  answer(request, 400, problem(e.toString()));
                }
              });
    } else {
      answer(request, 404, problem("no such control: " + verb + ' ' + path));
    }
  }

  static JsonObject problem(String text) {
    return new JsonObject().put("error", text);
  }

  static void answer(HttpServerRequest request, int status, JsonObject json) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(json.toBuffer())
        .onFailure(e -> LOG.debug("a client went away before its answer: {}", e.getMessage()));
  }
}
