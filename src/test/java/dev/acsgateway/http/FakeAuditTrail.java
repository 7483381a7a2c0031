package dev.acsgateway.http;

import dev.acsgateway.audit.AuditPage;
import dev.acsgateway.audit.AuditRecord;
import dev.acsgateway.audit.AuditTrail;
import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A trail in memory that may lose its paper. */
final class FakeAuditTrail implements AuditTrail {
  private final Calls calls;
  private final List<AuditRecord> records = new CopyOnWriteArrayList<>();
  volatile boolean fails;

  FakeAuditTrail(Calls calls) {
    this.calls = calls;
  }

  @Override
  public Future<Void> append(AuditRecord entry) {
    if (fails) {
      return Future.failedFuture(new StoreUnavailable("no paper"));
    }
    records.addFirst(entry);
    return Future.succeededFuture();
  }

  @Override
  public Future<AuditPage> newest(int limit, Optional<String> before) {
    calls.note("read audit " + limit + " before " + before.orElse("now"));
    boolean more = records.size() > limit;
    return Future.succeededFuture(
        new AuditPage(
            records.stream().limit(limit).toList(), more ? Optional.of("1-0") : Optional.empty()));
  }

  List<AuditRecord> records() {
    return List.copyOf(records);
  }

  void forget() {
    records.clear();
  }
}
