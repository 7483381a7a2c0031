package dev.acsgateway.http.audit;

import dev.acsgateway.audit.AuditPage;
import dev.acsgateway.audit.AuditRecord;
import dev.acsgateway.audit.AuditTrail;
import dev.acsgateway.http.JsonAnswer;
import dev.acsgateway.http.PageLimit;
import dev.acsgateway.http.QueryParameter;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** The newest audit records, page by page. */
public record ReadAuditHandler(AuditTrail trail) implements Handler<RoutingContext> {
  private static final PageLimit LIMIT = new PageLimit(100, 1000);

  @Override
  public void handle(RoutingContext context) {
    Optional<String> before = QueryParameter.read(context, "before");
    JsonAnswer.when(
        trail.newest(LIMIT.read(context), before),
        context,
        page -> JsonAnswer.send(context, 200, json(page)));
  }

  private static JsonObject json(AuditPage page) {
    List<JsonObject> records = page.records().stream().map(ReadAuditHandler::json).toList();
    JsonObject json = new JsonObject().put("records", new JsonArray(records));
    page.next().ifPresent(next -> json.put("next", next));
    return json;
  }

  private static JsonObject json(AuditRecord entry) {
    JsonObject json =
        new JsonObject()
            .put("at", entry.at().toString())
            .put("caller", entry.caller())
            .put("action", entry.action().value())
            .put("result", entry.result().wireName())
            .put("requestId", entry.requestId());
    entry.target().ifPresent(target -> json.put("target", target.value()));
    entry.detail().ifPresent(detail -> json.put("detail", detail));
    return json;
  }
}
