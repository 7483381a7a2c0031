package dev.acsgateway.redis;

import dev.acsgateway.audit.AuditAction;
import dev.acsgateway.audit.AuditConfig;
import dev.acsgateway.audit.AuditPage;
import dev.acsgateway.audit.AuditRecord;
import dev.acsgateway.audit.AuditResult;
import dev.acsgateway.audit.AuditTarget;
import dev.acsgateway.audit.AuditTrail;
import dev.acsgateway.failure.InvalidRequest;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** The trail as one capped stream; a cursor is the id of the last entry seen. */
final class RedisAuditTrail implements AuditTrail {
  private static final Pattern CURSOR = Pattern.compile("\\d{1,19}-\\d{1,19}");

  private final RedisCommands redis;
  private final AuditConfig config;

  RedisAuditTrail(RedisCommands redis, AuditConfig config) {
    this.redis = redis;
    this.config = config;
  }

  @Override
  public Future<Void> append(AuditRecord entry) {
    Request add =
        Request.cmd(Command.XADD)
            .arg(Keyspace.AUDIT)
            .arg("MAXLEN")
            .arg("~")
            .arg(config.length())
            .arg("*")
            .arg("at")
            .arg(entry.at().toEpochMilli())
            .arg("caller")
            .arg(entry.caller())
            .arg("action")
            .arg(entry.action().value())
            .arg("result")
            .arg(entry.result().wireName())
            .arg("request")
            .arg(entry.requestId());
    entry.target().ifPresent(target -> add.arg("target").arg(target.value()));
    entry.detail().ifPresent(detail -> add.arg("detail").arg(detail));
    return redis.send(Keyspace.AUDIT, add).mapEmpty();
  }

  @Override
  public Future<AuditPage> newest(int limit, Optional<String> before) {
    if (before.isPresent() && !CURSOR.matcher(before.get()).matches()) {
      return Future.failedFuture(
          new InvalidRequest("before", "before is not a cursor that this trail gave out."));
    }
    return redis
        .send(
            Keyspace.AUDIT,
            Request.cmd(Command.XREVRANGE)
                .arg(Keyspace.AUDIT)
                .arg(before.map(id -> "(" + id).orElse("+"))
                .arg("-")
                .arg("COUNT")
                .arg(limit))
        .map(reply -> page(reply.elements(), limit));
  }

  /** Entries look like {@code [id, [field, value, ...]]}. */
  private static AuditPage page(List<Reply> entries, int limit) {
    List<AuditRecord> records = new ArrayList<>(entries.size());
    entries.forEach(entry -> records.add(parse(entry.element(1).texts())));
    return new AuditPage(
        records,
        entries.size() < limit ? Optional.empty() : Optional.of(entries.getLast().text(0)));
  }

  private static AuditRecord parse(List<String> pairs) {
    Map<String, String> fields = new HashMap<>();
    for (int i = 0; i + 1 < pairs.size(); i += 2) {
      fields.put(pairs.get(i), pairs.get(i + 1));
    }
    return new AuditRecord(
        Instant.ofEpochMilli(Long.parseLong(field(fields, "at"))),
        field(fields, "caller"),
        new AuditAction(field(fields, "action")),
        Optional.ofNullable(fields.get("target")).map(AuditTarget::new),
        AuditResult.of(field(fields, "result")),
        Optional.ofNullable(fields.get("detail")),
        field(fields, "request"));
  }

  private static String field(Map<String, String> fields, String name) {
    return Objects.requireNonNull(fields.get(name), name);
  }
}
