package dev.acsgateway.redis;

import dev.acsgateway.cleanup.Candidate;
import dev.acsgateway.cleanup.CleanupConfig;
import dev.acsgateway.cleanup.CleanupOutcome;
import dev.acsgateway.cleanup.JobExecutionStore;
import dev.acsgateway.cleanup.Lease;
import dev.acsgateway.cleanup.Lease.Standing;
import dev.acsgateway.cleanup.LeasedJob;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.redis.Keyspace.JobKeys;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Work on a clean-up job; each step is a script that begins by looking at the lease. */
final class RedisJobExecutionStore implements JobExecutionStore {
  private static final char COUNTED = '!';

  private final RedisCommands redis;
  private final CleanupConfig config;
  private final JobLeases leases;

  RedisJobExecutionStore(RedisCommands redis, CleanupConfig config, Supplier<String> nonces) {
    this.redis = redis;
    this.config = config;
    this.leases = new JobLeases(redis, config, nonces);
  }

  @Override
  public Future<Optional<LeasedJob>> lease(Instant now) {
    return leases.take(now);
  }

  @Override
  public Future<Standing> renew(Lease lease) {
    return redis
        .run(
            LuaScript.RENEW_LEASE,
            List.of(keys(lease).job()),
            lease.nonce(),
            config.lease().toMillis())
        .map(RedisJobExecutionStore::standing);
  }

  @Override
  public Future<Standing> found(
      Lease lease, String from, String to, List<Candidate> candidates, long unknown) {
    List<Object> arguments = new ArrayList<>(List.of(lease.nonce(), from, to, unknown, 0L));
    for (Candidate candidate : candidates) {
      arguments.add(CandidateLine.of(candidate));
      arguments.add(candidate.knownIdentity().map(Identity::id).orElse(""));
    }
    return redis
        .run(LuaScript.ADD_FOUND, listKeys(lease), arguments.toArray())
        .map(RedisJobExecutionStore::standing);
  }

  @Override
  public Future<Standing> counted(Lease lease, String from, String to, long candidates) {
    return redis
        .run(LuaScript.ADD_FOUND, listKeys(lease), lease.nonce(), from, to, 0L, candidates)
        .map(RedisJobExecutionStore::standing);
  }

  @Override
  public Future<List<Candidate>> listed(Lease lease, long offset, int limit) {
    return redis
        .send(
            keys(lease).candidates(),
            Request.cmd(Command.LRANGE)
                .arg(keys(lease).candidates())
                .arg(offset)
                .arg(offset + limit - 1))
        .map(RedisJobExecutionStore::candidates);
  }

  @Override
  public Future<Set<Identity>> unmatched(Lease lease) {
    return redis
        .send(keys(lease).identities(), Request.cmd(Command.SMEMBERS).arg(keys(lease).identities()))
        .map(ids -> ids.texts().stream().map(Identity::new).collect(Collectors.toSet()));
  }

  @Override
  public Future<Standing> planned(Lease lease, List<Candidate> sample, Instant now) {
    return redis
        .run(
            LuaScript.END_PLANNING,
            listKeys(lease),
            lease.nonce(),
            new JsonArray(sample.stream().map(CandidateLine::of).toList()).encode(),
            now.toEpochMilli())
        .map(RedisJobExecutionStore::standing);
  }

  @Override
  public Future<List<Candidate>> next(Lease lease, int limit) {
    JobKeys keys = keys(lease);
    return redis
        .run(
            LuaScript.NEXT_CANDIDATES,
            List.of(keys.job(), keys.candidates()),
            lease.nonce(),
            (long) limit)
        .map(RedisJobExecutionStore::candidates);
  }

  @Override
  public Future<Standing> markInProgress(Lease lease, Candidate candidate, Identity identity) {
    return note(lease, candidate, identity.id());
  }

  @Override
  public Future<Standing> putBack(Lease lease, Candidate candidate) {
    return note(lease, candidate, "");
  }

  private Future<Standing> note(Lease lease, Candidate candidate, String identity) {
    JobKeys keys = keys(lease);
    return redis
        .run(
            LuaScript.TAKE_IN_HAND,
            List.of(keys.job(), keys.inHand()),
            lease.nonce(),
            CandidateLine.of(candidate),
            identity)
        .map(RedisJobExecutionStore::standing);
  }

  @Override
  public Future<Standing> record(Lease lease, Candidate candidate, CleanupOutcome outcome) {
    JobKeys keys = keys(lease);
    return redis
        .run(
            LuaScript.RECORD_OUTCOME,
            List.of(keys.job(), keys.candidates(), keys.failures(), keys.inHand()),
            lease.nonce(),
            CandidateLine.of(candidate),
            switch (outcome) {
              case CleanupOutcome.Deleted(boolean alreadyGone) -> alreadyGone ? "gone" : "done";
              case CleanupOutcome.Skipped() -> "skipped";
              case CleanupOutcome.Failed(String reason) -> "failed";
            },
            outcome instanceof CleanupOutcome.Failed(String reason) ? reason : "")
        .map(RedisJobExecutionStore::standing);
  }

  @Override
  public Future<List<InHand>> inHand(Lease lease) {
    return redis
        .send(keys(lease).inHand(), Request.cmd(Command.HGETALL).arg(keys(lease).inHand()))
        .map(
            held ->
                held.entries().entrySet().stream()
                    .map(
                        each ->
                            new InHand(
                                CandidateLine.parse(each.getKey()),
                                new Identity(each.getValue().substring(1)),
                                each.getValue().charAt(0) == COUNTED))
                    .toList());
  }

  @Override
  public Future<Void> settled(Lease lease, List<Candidate> candidates) {
    Request request = Request.cmd(Command.HDEL).arg(keys(lease).inHand());
    candidates.forEach(each -> request.arg(CandidateLine.of(each)));
    return redis.send(keys(lease).inHand(), request).mapEmpty();
  }

  @Override
  public Future<Void> end(Lease lease, Instant now) {
    return leases.end(lease, now);
  }

  private static JobKeys keys(Lease lease) {
    return Keyspace.job(lease.jobId());
  }

  private static List<String> listKeys(Lease lease) {
    JobKeys keys = keys(lease);
    return List.of(keys.job(), keys.candidates(), keys.identities());
  }

  private static List<Candidate> candidates(Reply lines) {
    return lines.texts().stream().map(CandidateLine::parse).toList();
  }

  private static Standing standing(Reply reply) {
    return switch (reply.text()) {
      case "go_on" -> Standing.GO_ON;
      case "stop" -> Standing.STOP;
      default -> Standing.LOST;
    };
  }
}
