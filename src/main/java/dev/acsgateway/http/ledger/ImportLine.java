package dev.acsgateway.http.ledger;

import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.http.StrictJson;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.ledger.LedgerEntry;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** A line that somebody sent. */
sealed interface ImportLine {
  /** Says what follows; an export begins with one, an application's own table need not. */
  record Head(String format) implements ImportLine {}

  /** A user with an identity. */
  record User(LedgerEntry entry) implements ImportLine {}

  /** An identity that nobody owns. */
  record Orphan(Identity identity) implements ImportLine {}

  /** What should have come before: how many lines of users and orphans, and the digest of all. */
  record End(long lines, String sha256) implements ImportLine {}

  /** No line of a ledger; the reason quotes nothing of it. */
  record Bad(String reason) implements ImportLine {}

  /** What a line says. */
  static ImportLine parse(Buffer line) {
    try {
      return parse(StrictJson.object(line));
    } catch (ClassCastException | DateTimeException | NullPointerException e) {
      return new Bad("It has no texts for userId and identity, or no times where times belong.");
    } catch (InvalidRequest e) {
      return new Bad(e.detail());
    }
  }

  private static ImportLine parse(JsonObject json) {
    if (json.containsKey("format")) {
      return new Head(text(json, "format"));
    }
    if (json.containsKey("end")) {
      JsonObject end = json.getJsonObject("end");
      return new End(end.getLong("lines"), text(end, "sha256"));
    }
    if (json.containsKey("orphan")) {
      return new Orphan(identity(text(json, "orphan")));
    }
    return new User(
        new LedgerEntry(
            new UserId(text(json, "userId")),
            identity(text(json, "identity")),
            time(json, "createdAt"),
            time(json, "lastIssuedAt")));
  }

  private static String text(JsonObject json, String field) {
    return find(json, field).orElseThrow(() -> new InvalidRequest(field, field + " is missing."));
  }

  /** Not {@code getString}, which makes texts of numbers. */
  private static Optional<String> find(JsonObject json, String field) {
    return Optional.ofNullable((String) json.getValue(field));
  }

  private static Identity identity(String id) {
    if (id.isBlank()) {
      throw new InvalidRequest("identity", "The identity is empty.");
    }
    return new Identity(id);
  }

  private static Optional<Instant> time(JsonObject json, String field) {
    return find(json, field).map(Instant::parse);
  }
}
