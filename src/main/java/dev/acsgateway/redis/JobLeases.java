package dev.acsgateway.redis;

import dev.acsgateway.cleanup.CleanupConfig;
import dev.acsgateway.cleanup.Lease;
import dev.acsgateway.cleanup.LeasedJob;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Who works on which clean-up job, for how long at most. */
final class JobLeases {
  private final RedisCommands redis;
  private final JobIndex lists;
  private final CleanupConfig config;
  private final Supplier<String> nonces;

  JobLeases(RedisCommands redis, CleanupConfig config, Supplier<String> nonces) {
    this.redis = redis;
    this.lists = new JobIndex(redis);
    this.config = config;
    this.nonces = nonces;
  }

  /** Takes the first open job that nobody works on. */
  Future<Optional<LeasedJob>> take(Instant now) {
    return lists.open().compose(ids -> takeFirst(ids.iterator(), now));
  }

  private Future<Optional<LeasedJob>> takeFirst(Iterator<String> ids, Instant now) {
    if (!ids.hasNext()) {
      return Future.succeededFuture(Optional.empty());
    }
    Lease lease = new Lease(ids.next(), nonces.get());
    return redis
        .run(
            LuaScript.LEASE_JOB,
            List.of(Keyspace.job(lease.jobId()).job()),
            lease.nonce(),
            config.lease().toMillis(),
            now.toEpochMilli())
        .compose(
            taken ->
                switch ((int) taken.number()) {
                  case 1 -> assignment(lease);
                  case 0 -> takeFirst(ids, now);
                  default -> lists.close(lease.jobId()).transform(tried -> takeFirst(ids, now));
                });
  }

  private Future<Optional<LeasedJob>> assignment(Lease lease) {
    return redis
        .send(Keyspace.job(lease.jobId()).job(), JobCodec.read(lease.jobId()))
        .map(JobCodec::of)
        .map(
            found ->
                found.map(
                    row ->
                        new LeasedJob(
                            lease,
                            row.job(lease.jobId(), List.of()),
                            row.planned(),
                            row.cursor())));
  }

  /** Gives the job back; one that is over is nobody's work any more. */
  Future<Void> end(Lease lease, Instant now) {
    return redis
        .run(
            LuaScript.END_LEASE,
            Keyspace.job(lease.jobId()).all(),
            lease.nonce(),
            now.toEpochMilli(),
            config.retention().toMillis())
        .compose(
            state ->
                switch (state.text()) {
                  case "completed", "cancelled" -> lists.close(lease.jobId());
                  default -> Future.succeededFuture();
                })
        .mapEmpty();
  }
}
