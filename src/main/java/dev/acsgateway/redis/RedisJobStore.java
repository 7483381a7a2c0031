package dev.acsgateway.redis;

import dev.acsgateway.cleanup.CleanupConfig;
import dev.acsgateway.cleanup.CleanupCounts;
import dev.acsgateway.cleanup.CleanupJob;
import dev.acsgateway.cleanup.CleanupOutcome;
import dev.acsgateway.cleanup.CleanupRequest;
import dev.acsgateway.cleanup.CleanupState;
import dev.acsgateway.cleanup.JobStore;
import dev.acsgateway.cleanup.Lease;
import dev.acsgateway.identity.UserId;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Clean-up jobs as one hash, one list of candidates and one hash of failures each. */
final class RedisJobStore implements JobStore {
  private static final String[] FIELDS = {
    "state", "total", "done", "failed", "skipped", "createdAt", "finishedAt"
  };

  private final RedisCommands redis;
  private final CleanupConfig config;
  private final Supplier<String> nonces;

  RedisJobStore(RedisCommands redis, CleanupConfig config, Supplier<String> nonces) {
    this.redis = redis;
    this.config = config;
    this.nonces = nonces;
  }

  @Override
  public Future<CleanupJob> create(String id, CleanupRequest request, Instant at) {
    Object[] arguments =
        Stream.concat(
                Stream.of(Long.toString(at.toEpochMilli())),
                request.users().stream().map(UserId::value))
            .toArray();
    return redis
        .run(LuaScript.CREATE_JOB, List.of(Keyspace.job(id), Keyspace.jobCandidates(id)), arguments)
        .compose(created -> list(Keyspace.OPEN_JOBS, id, at))
        .compose(open -> list(Keyspace.JOBS, id, at))
        .compose(listed -> forgetOldJobs(at))
        .map(
            forgotten ->
                new CleanupJob(
                    id,
                    CleanupState.QUEUED,
                    new CleanupCounts(request.users().size(), 0, 0, 0),
                    at,
                    Optional.empty()));
  }

  private Future<?> list(String key, String id, Instant at) {
    return redis.send(Request.cmd(Command.ZADD).arg(key).arg(at.toEpochMilli()).arg(id));
  }

  private Future<?> forgetOldJobs(Instant now) {
    long before = now.minus(config.retention()).toEpochMilli();
    return redis.send(
        Request.cmd(Command.ZREMRANGEBYSCORE).arg(Keyspace.JOBS).arg("-inf").arg("(" + before));
  }

  @Override
  public Future<Optional<CleanupJob>> find(String id) {
    Request request = Request.cmd(Command.HMGET).arg(Keyspace.job(id));
    for (String field : FIELDS) {
      request.arg(field);
    }
    return redis.send(request).map(row -> parse(id, row));
  }

  private static Optional<CleanupJob> parse(String id, Reply row) {
    return row.find(0)
        .map(
            state ->
                new CleanupJob(
                    id,
                    CleanupState.of(state),
                    new CleanupCounts(row.number(1), row.number(2), row.number(3), row.number(4)),
                    Instant.ofEpochMilli(row.number(5)),
                    row.find(6).map(at -> Instant.ofEpochMilli(Long.parseLong(at)))));
  }

  @Override
  public Future<List<CleanupJob>> newest(int limit) {
    return redis
        .send(Request.cmd(Command.ZRANGE).arg(Keyspace.JOBS).arg(0).arg(limit - 1).arg("REV"))
        .compose(ids -> Future.all(ids.texts().stream().map(this::find).toList()))
        .map(
            found ->
                found.<Optional<CleanupJob>>list().stream().flatMap(Optional::stream).toList());
  }

  @Override
  public Future<Optional<Lease>> lease() {
    return redis
        .send(Request.cmd(Command.ZRANGE).arg(Keyspace.OPEN_JOBS).arg(0).arg(-1))
        .compose(ids -> leaseFirst(ids.texts().iterator()));
  }

  private Future<Optional<Lease>> leaseFirst(Iterator<String> ids) {
    if (!ids.hasNext()) {
      return Future.succeededFuture(Optional.empty());
    }
    Lease lease = new Lease(ids.next(), nonces.get());
    return redis
        .run(
            LuaScript.LEASE_JOB,
            List.of(Keyspace.job(lease.jobId())),
            lease.nonce(),
            config.lease().toMillis())
        .compose(
            taken ->
                switch ((int) taken.number()) {
                  case 1 -> Future.succeededFuture(Optional.of(lease));
                  case 0 -> leaseFirst(ids);
                  default -> close(lease.jobId()).compose(closed -> leaseFirst(ids));
                });
  }

  private Future<?> close(String id) {
    return redis.send(Request.cmd(Command.ZREM).arg(Keyspace.OPEN_JOBS).arg(id));
  }

  @Override
  public Future<Boolean> renew(Lease lease) {
    return redis
        .run(
            LuaScript.RENEW_LEASE,
            List.of(Keyspace.job(lease.jobId())),
            lease.nonce(),
            config.lease().toMillis())
        .map(renewed -> renewed.number() == 1);
  }

  @Override
  public Future<List<UserId>> next(Lease lease, int limit) {
    return redis
        .send(
            Request.cmd(Command.LRANGE)
                .arg(Keyspace.jobCandidates(lease.jobId()))
                .arg(0)
                .arg(limit - 1))
        .map(users -> users.texts().stream().map(UserId::new).toList());
  }

  @Override
  public Future<Void> record(Lease lease, UserId user, CleanupOutcome outcome) {
    return redis
        .run(
            LuaScript.RECORD_OUTCOME,
            keys(lease),
            lease.nonce(),
            user.value(),
            switch (outcome) {
              case CleanupOutcome.Deleted() -> "done";
              case CleanupOutcome.Skipped() -> "skipped";
              case CleanupOutcome.Failed(String reason) -> "failed";
            },
            outcome instanceof CleanupOutcome.Failed(String reason) ? reason : "")
        .mapEmpty();
  }

  @Override
  public Future<Void> finish(Lease lease, CleanupState state, Instant at) {
    return endLease(lease, state.wireName(), at).compose(ended -> close(lease.jobId())).mapEmpty();
  }

  @Override
  public Future<Void> release(Lease lease) {
    return endLease(lease, "", Instant.EPOCH).mapEmpty();
  }

  private Future<Reply> endLease(Lease lease, String state, Instant at) {
    return redis.run(
        LuaScript.END_LEASE,
        keys(lease),
        lease.nonce(),
        state,
        at.toEpochMilli(),
        config.retention().toMillis());
  }

  private static List<String> keys(Lease lease) {
    String id = lease.jobId();
    return List.of(Keyspace.job(id), Keyspace.jobCandidates(id), Keyspace.jobFailures(id));
  }
}
