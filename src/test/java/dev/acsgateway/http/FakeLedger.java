package dev.acsgateway.http;

import dev.acsgateway.failure.StoreUnavailable;
import dev.acsgateway.identity.AcsResourceId;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.ResourceBinding;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.identity.UserRecord;
import dev.acsgateway.identity.UserState;
import dev.acsgateway.ledger.FiledOrphans;
import dev.acsgateway.ledger.IdentityOwners;
import dev.acsgateway.ledger.ImportMode;
import dev.acsgateway.ledger.ImportTally;
import dev.acsgateway.ledger.LedgerArchive;
import dev.acsgateway.ledger.LedgerEntry;
import dev.acsgateway.ledger.LedgerPage;
import dev.acsgateway.ledger.LedgerRepair;
import dev.acsgateway.ledger.LedgerSize;
import dev.acsgateway.ledger.RepairStep;
import dev.acsgateway.ledger.RepairTally;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A ledger in memory that is read page by page, and mended in two steps. */
final class FakeLedger implements LedgerArchive, LedgerRepair, ResourceBinding {
  static final AcsResourceId RESOURCE = new AcsResourceId("01234567-89ab-4cde-8f01-23456789abcd");
  static final String IDENTITY =
      "8:acs:" + RESOURCE.value() + "_00000016-aaaa-bbbb-cccc-0123456789ab";

  private final Calls calls;
  final Map<String, LedgerEntry> users = new LinkedHashMap<>();
  final List<Identity> orphans = new ArrayList<>();
  volatile int pagesUntilFailure = Integer.MAX_VALUE;
  volatile int pageSize = 2;
  private Promise<Void> writable = succeeded();

  FakeLedger(Calls calls) {
    this.calls = calls;
  }

  private static Promise<Void> succeeded() {
    Promise<Void> promise = Promise.promise();
    promise.complete();
    return promise;
  }

  /** So many users, and one orphan. */
  synchronized void seed(int number) {
    for (int i = 0; i < number; i++) {
      Optional<Instant> at = Optional.of(Instant.ofEpochMilli(1_700_000_000_000L + i));
      UserId user = new UserId("user-" + i);
      users.put(user.value(), new LedgerEntry(user, new Identity(LedgerRows.identity(i)), at, at));
    }
    orphans.add(new Identity(LedgerRows.identity(number)));
  }

  /** From now on what is written is not confirmed. */
  synchronized void holdWrites() {
    writable = Promise.promise();
  }

  /** Confirms what was written. */
  synchronized void releaseWrites() {
    writable.complete();
  }

  @Override
  public synchronized Future<LedgerPage> read(String cursor) {
    calls.note("read ledger");
    if (pagesUntilFailure-- == 0) {
      return Future.failedFuture(new StoreUnavailable("gone"));
    }
    int from = cursor.isEmpty() ? 0 : Integer.parseInt(cursor);
    List<LedgerEntry> page = users.values().stream().skip(from).limit(pageSize).toList();
    boolean more = from + pageSize < users.size();
    return Future.succeededFuture(
        new LedgerPage(
            page,
            more ? List.of() : orphans,
            more ? Optional.of(Integer.toString(from + pageSize)) : Optional.empty()));
  }

  @Override
  public synchronized Future<ImportTally> write(List<LedgerEntry> entries, ImportMode mode) {
    calls.note("write " + entries.size() + " " + mode);
    entries.forEach(entry -> users.put(entry.user().value(), entry));
    return confirmed().map(new ImportTally(entries.size(), 0, 0, 0));
  }

  /** As a store does, on the event loop that asked. */
  private Future<Void> confirmed() {
    Context asker = Objects.requireNonNull(Vertx.currentContext());
    Promise<Void> confirmed = Promise.promise();
    writable.future().onComplete(now -> asker.runOnContext(there -> confirmed.complete()));
    return confirmed.future();
  }

  @Override
  public synchronized Future<FiledOrphans> fileOrphans(List<Identity> more) {
    orphans.addAll(more);
    return Future.succeededFuture(new FiledOrphans(more.size(), 0));
  }

  @Override
  public synchronized Future<IdentityOwners> owners(Identity identity) {
    calls.note("owners of " + identity.id());
    List<UserRecord> owners =
        users.values().stream()
            .filter(entry -> entry.identity().equals(identity))
            .map(
                entry ->
                    new UserRecord(
                        entry.user(),
                        Optional.of(identity),
                        UserState.ACTIVE,
                        1,
                        entry.createdAt(),
                        entry.lastIssuedAt()))
            .toList();
    return Future.succeededFuture(new IdentityOwners(identity, owners, orphans.contains(identity)));
  }

  @Override
  public synchronized Future<LedgerSize> size() {
    calls.note("ledger size");
    return Future.succeededFuture(new LedgerSize(users.size(), orphans.size(), 0));
  }

  @Override
  public Future<RepairStep> step(String cursor, Instant intentsBefore) {
    calls.note("repair " + cursor + " " + intentsBefore);
    return Future.succeededFuture(
        new RepairStep(
            new RepairTally(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, new LedgerSize(7, 8, 9)),
            cursor.isEmpty() ? Optional.of("i:0:0") : Optional.empty()));
  }

  @Override
  public Future<Knowledge> know(String endpoint) {
    return Future.succeededFuture(new Knowledge(Optional.of(RESOURCE), Optional.empty()));
  }

  @Override
  public Future<AcsResourceId> bind(AcsResourceId resource, Optional<String> endpoint) {
    return Future.succeededFuture(RESOURCE);
  }

  @Override
  public Future<Long> adopt(AcsResourceId resource, String endpoint) {
    throw new UnsupportedOperationException();
  }
}
