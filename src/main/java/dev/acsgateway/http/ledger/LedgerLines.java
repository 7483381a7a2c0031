package dev.acsgateway.http.ledger;

import dev.acsgateway.identity.AcsResourceId;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.ledger.LedgerEntry;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * How the ledger is written, one JSON object a line: a head, users and orphans, and an end that
 * counts the lines between and digests all lines before it.
 */
final class LedgerLines {
  static final String MEDIA_TYPE = "application/x-ndjson";
  static final String FORMAT = "acs-token-gateway/ledger/1";

  private LedgerLines() {}

  static Buffer head(Optional<AcsResourceId> resource) {
    JsonObject json = new JsonObject().put("format", FORMAT);
    resource.ifPresent(id -> json.put("resource", id.value()));
    return line(json);
  }

  static Buffer user(LedgerEntry entry) {
    JsonObject json =
        new JsonObject().put("userId", entry.user().value()).put("identity", entry.identity().id());
    entry.createdAt().ifPresent(at -> json.put("createdAt", at.toString()));
    entry.lastIssuedAt().ifPresent(at -> json.put("lastIssuedAt", at.toString()));
    return line(json);
  }

  static Buffer orphan(Identity identity) {
    return line(new JsonObject().put("orphan", identity.id()));
  }

  static Buffer end(long lines, String sha256) {
    return line(
        new JsonObject().put("end", new JsonObject().put("lines", lines).put("sha256", sha256)));
  }

  private static Buffer line(JsonObject json) {
    return json.toBuffer().appendByte((byte) '\n');
  }
}
