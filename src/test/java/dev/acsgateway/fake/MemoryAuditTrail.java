package dev.acsgateway.fake;

import dev.acsgateway.audit.AuditConfig;
import dev.acsgateway.audit.AuditPage;
import dev.acsgateway.audit.AuditRecord;
import dev.acsgateway.audit.AuditTrail;
import dev.acsgateway.failure.InvalidRequest;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A trail in memory; a cursor is the number of the last record seen. */
final class MemoryAuditTrail implements AuditTrail {
  private final Records records;
  private final AuditConfig config;

  MemoryAuditTrail(Records records, AuditConfig config) {
    this.records = records;
    this.config = config;
  }

  /** What all nodes share: records with their numbers, the oldest first. */
  static final class Records {
    private final List<Numbered> kept = new ArrayList<>();
    private long last;
  }

  /** A record and its place among all. */
  private record Numbered(long number, AuditRecord entry) {}

  @Override
  public Future<Void> append(AuditRecord entry) {
    synchronized (records) {
      records.kept.add(new Numbered(++records.last, entry));
      while (records.kept.size() > config.length()) {
        records.kept.removeFirst();
      }
      return Future.succeededFuture();
    }
  }

  @Override
  public Future<AuditPage> newest(int limit, Optional<String> before) {
    if (before.isPresent() && !before.get().matches("\\d{1,18}-0")) {
      return Future.failedFuture(new InvalidRequest("before", "before is not a cursor."));
    }
    long end =
        before.map(cursor -> Long.parseLong(cursor.replace("-0", ""))).orElse(Long.MAX_VALUE);
    synchronized (records) {
      List<Numbered> page =
          records.kept.reversed().stream()
              .filter(each -> each.number() < end)
              .limit(limit)
              .toList();
      return Future.succeededFuture(
          new AuditPage(
              page.stream().map(Numbered::entry).toList(),
              page.size() < limit
                  ? Optional.empty()
                  : Optional.of(page.getLast().number() + "-0")));
    }
  }
}
