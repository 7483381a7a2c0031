package dev.acsgateway.fake;

import dev.acsgateway.cleanup.Candidate;
import dev.acsgateway.cleanup.Claim;
import dev.acsgateway.cleanup.ClaimPrecondition;
import dev.acsgateway.cleanup.CleanupLedger;
import dev.acsgateway.fake.MemoryFences.Raised;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserState;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The ledger in memory, as clean-up sees it: one shard, in pages of a few users. */
final class MemoryCleanupLedger implements CleanupLedger {
  private final MemoryUsers users;
  private final MemoryFences fences;
  private final Supplier<String> nonces;
  private final int page;

  MemoryCleanupLedger(MemoryUsers users, InstantSource clock, Supplier<String> nonces, int page) {
    this.users = users;
    this.fences = new MemoryFences(users, clock);
    this.nonces = nonces;
    this.page = page;
  }

  @Override
  public Future<Page> idleUsers(String cursor, Instant cutoff) {
    return walk(cursor, served -> !served.isAfter(cutoff));
  }

  @Override
  public Future<Page> users(String cursor) {
    return walk(cursor, served -> true);
  }

  private Future<Page> walk(String cursor, Predicate<Instant> wanted) {
    synchronized (users) {
      List<Map.Entry<String, Instant>> rest =
          users.index.entrySet().stream()
              .filter(entry -> wanted.test(entry.getValue()))
              .sorted(Comparator.comparing(MemoryCleanupLedger::place))
              .filter(entry -> place(entry).compareTo(cursor) > 0)
              .limit(page)
              .toList();
      List<Candidate> found =
          rest.stream()
              .filter(entry -> users.row(entry.getKey()).flatMap(row -> row.identity).isPresent())
              .<Candidate>map(
                  entry ->
                      new Candidate.OfUser(
                          entry.getKey(), users.row(entry.getKey()).flatMap(row -> row.identity)))
              .toList();
      return Future.succeededFuture(
          new Page(found, rest.size() < page ? END : place(rest.getLast())));
    }
  }

  private static String place(Map.Entry<String, Instant> entry) {
    return "%015d:%s".formatted(entry.getValue().toEpochMilli(), entry.getKey());
  }

  @Override
  public Future<Long> countIdleUsers(Instant cutoff) {
    synchronized (users) {
      return Future.succeededFuture(
          users.index.values().stream().filter(served -> !served.isAfter(cutoff)).count());
    }
  }

  @Override
  public Future<Page> orphans(String cursor) {
    synchronized (users) {
      return Future.succeededFuture(
          new Page(
              users.orphans.keySet().stream()
                  .<Candidate>map(identity -> new Candidate.Loose(identity, Optional.of(0)))
                  .toList(),
              END));
    }
  }

  @Override
  public Future<List<Candidate>> known(List<Candidate> candidates) {
    synchronized (users) {
      return Future.succeededFuture(candidates.stream().filter(this::isKnown).toList());
    }
  }

  private boolean isKnown(Candidate candidate) {
    return switch (candidate) {
      case Candidate.OfUser(String hash, Optional<Identity> identity) ->
          users.row(hash).flatMap(row -> row.identity).isPresent();
      case Candidate.Loose loose -> true;
    };
  }

  @Override
  public Future<Claim> claim(Candidate candidate, ClaimPrecondition rule) {
    synchronized (users) {
      return Future.succeededFuture(
          switch (candidate) {
            case Candidate.OfUser(String hash, Optional<Identity> only) -> claim(hash, only, rule);
            case Candidate.Loose(Identity identity, Optional<Integer> shard) ->
                new Claim.Granted(identity, "");
          });
    }
  }

  private Claim claim(String hash, Optional<Identity> only, ClaimPrecondition rule) {
    String nonce = nonces.get();
    return switch (fences.raise(hash, UserState.DELETING, nonce, only, Optional.of(rule))) {
      case Raised.Stands stands -> new Claim.Granted(stands.identity(), nonce);
      case Raised.Busy busy -> new Claim.Busy(busy.atMost());
      case Raised.Used used -> new Claim.InUse();
      case Raised.Unknown unknown -> new Claim.Unknown();
    };
  }

  @Override
  public Future<Void> release(Candidate candidate, Claim.Granted claim) {
    synchronized (users) {
      if (candidate instanceof Candidate.OfUser(String hash, Optional<Identity> only)) {
        fences.lift(hash, UserState.DELETING, claim.nonce());
      }
      return Future.succeededFuture();
    }
  }

  @Override
  public Future<Void> forget(Candidate candidate, Identity identity) {
    synchronized (users) {
      switch (candidate) {
        case Candidate.OfUser(String hash, Optional<Identity> only) ->
            fences.endDeletion(hash, identity);
        case Candidate.Loose(Identity loose, Optional<Integer> shard) ->
            shard.ifPresent(filed -> users.orphans.remove(loose));
      }
      return Future.succeededFuture();
    }
  }
}
