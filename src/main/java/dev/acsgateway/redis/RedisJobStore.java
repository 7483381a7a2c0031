package dev.acsgateway.redis;

import dev.acsgateway.cleanup.Candidate;
import dev.acsgateway.cleanup.CleanupConfig;
import dev.acsgateway.cleanup.CleanupFailure;
import dev.acsgateway.cleanup.CleanupJob;
import dev.acsgateway.cleanup.CleanupOrder;
import dev.acsgateway.cleanup.CleanupRequest;
import dev.acsgateway.cleanup.JobStore;
import dev.acsgateway.failure.CleanupConflict;
import dev.acsgateway.failure.CleanupNotFound;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.redis.Keyspace.JobKeys;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Clean-up jobs, each in keys of one slot, and two lists of all: those there are, those open. */
final class RedisJobStore implements JobStore {
  /** How long a job that is not open is remembered after its last piece came. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final long CHUNK = 1_000;
  private static final int SWEEP = 100;

  private final RedisCommands redis;
  private final JobIndex lists;
  private final CandidateNames names;
  private final CleanupConfig config;

  RedisJobStore(RedisCommands redis, Keyspace keys, CleanupConfig config) {
    this.redis = redis;
    this.lists = new JobIndex(redis);
    this.names = new CandidateNames(redis, keys);
    this.config = config;
  }

  @Override
  public Future<Void> prepare(
      String id, CleanupRequest request, Optional<String> schedule, Instant createdAt) {
    List<Object> arguments = new ArrayList<>();
    arguments.add(PATIENCE.toMillis());
    arguments.addAll(JobCodec.fields(request, schedule, createdAt));
    return redis
        .run(LuaScript.PREPARE_JOB, List.of(Keyspace.job(id).job()), arguments.toArray())
        .mapEmpty();
  }

  @Override
  public Future<Void> add(String id, List<Candidate> candidates) {
    List<String> lines = new ArrayList<>();
    List<String> identities = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (candidate instanceof Candidate.Loose(Identity identity, Optional<Integer> shard)) {
        identities.add(identity.id());
      } else {
        lines.add(CandidateLine.of(candidate));
      }
    }
    List<Object> arguments = new ArrayList<>();
    arguments.add(PATIENCE.toMillis());
    arguments.add((long) lines.size());
    arguments.addAll(lines);
    arguments.addAll(identities);
    return redis
        .run(LuaScript.ADD_CANDIDATES, listKeys(id), arguments.toArray())
        .compose(RedisJobStore::stillThere);
  }

  private static List<String> listKeys(String id) {
    JobKeys keys = Keyspace.job(id);
    return List.of(keys.job(), keys.candidates(), keys.identities());
  }

  private static Future<Void> stillThere(Reply there) {
    return there.number() == 1
        ? Future.succeededFuture()
        : Future.failedFuture(new CleanupNotFound());
  }

  /** It is listed first: an open job that is on no list would never be found. */
  @Override
  public Future<CleanupJob> open(String id, Instant createdAt) {
    return lists
        .open(id, createdAt)
        .compose(open -> lists.add(id, createdAt))
        .compose(listed -> redis.run(LuaScript.OPEN_JOB, listKeys(id)))
        .compose(RedisJobStore::stillThere)
        .compose(opened -> lists.kept(id))
        .compose(kept -> find(id));
  }

  @Override
  public Future<Void> discard(String id) {
    Request request = Request.cmd(Command.UNLINK);
    Keyspace.job(id).all().forEach(request::arg);
    return redis.send(Keyspace.job(id).job(), request).mapEmpty();
  }

  @Override
  public Future<CleanupJob> find(String id) {
    return look(id)
        .compose(
            found ->
                found
                    .map(Future::succeededFuture)
                    .orElseGet(() -> Future.failedFuture(new CleanupNotFound())));
  }

  private Future<Optional<CleanupJob>> look(String id) {
    return redis
        .send(Keyspace.job(id).job(), JobCodec.read(id))
        .map(JobCodec::of)
        .compose(
            found ->
                found
                    .map(row -> named(id, row).map(Optional::of))
                    .orElseGet(() -> Future.succeededFuture(Optional.empty())));
  }

  private Future<CleanupJob> named(String id, JobCodec row) {
    return names.all(row.sample()).map(sample -> row.job(id, sample));
  }

  @Override
  public Future<List<CleanupJob>> newest(int limit) {
    return lists
        .newest(limit)
        .compose(ids -> Future.all(ids.stream().map(this::look).toList()))
        .map(
            found ->
                found.<Optional<CleanupJob>>list().stream().flatMap(Optional::stream).toList());
  }

  @Override
  public Future<CleanupJob> order(String id, CleanupOrder order, Instant at) {
    return redis
        .run(
            LuaScript.ORDER_JOB,
            Keyspace.job(id).all(),
            order.name().toLowerCase(Locale.ROOT),
            at.toEpochMilli(),
            config.retention().toMillis())
        .compose(answer -> heeded(id, answer));
  }

  private Future<CleanupJob> heeded(String id, Reply answer) {
    return switch (answer.text(0)) {
      case "done" ->
          find(id)
              .compose(
                  job ->
                      lists
                          .open(id, job.createdAt())
                          .compose(listed -> lists.stateKept(id))
                          .map(job));
      case "more" -> retry(id);
      case "refused" ->
          Future.failedFuture(
              new CleanupConflict("The job is " + answer.text(1) + "; that rules this out."));
      default -> Future.failedFuture(new CleanupNotFound());
    };
  }

  @Override
  public Future<List<CleanupFailure>> failures(String id, int offset, int limit) {
    return redis
        .send(
            Keyspace.job(id).failures(),
            Request.cmd(Command.LRANGE)
                .arg(Keyspace.job(id).failures())
                .arg(offset)
                .arg(offset + (long) limit - 1))
        .compose(failures -> Future.all(failures.texts().stream().map(this::failure).toList()))
        .map(failures -> failures.list());
  }

  private Future<CleanupFailure> failure(String text) {
    int end = text.indexOf('\n');
    Candidate candidate = CandidateLine.parse(text.substring(0, end));
    return names
        .user(candidate)
        .map(user -> new CleanupFailure(candidate, user, text.substring(end + 1)));
  }

  @Override
  public Future<CleanupJob> retry(String id) {
    JobKeys keys = Keyspace.job(id);
    return redis
        .run(
            LuaScript.RETRY_FAILURES,
            List.of(keys.job(), keys.candidates(), keys.failures()),
            CHUNK)
        .compose(answer -> heeded(id, answer));
  }

  @Override
  public Future<Void> sweep(Instant now) {
    return lists
        .madeBefore(now.minus(config.retention()), SWEEP)
        .compose(ids -> Future.all(ids.stream().map(this::dropIfForgotten).toList()))
        .mapEmpty();
  }

  private Future<?> dropIfForgotten(String id) {
    return look(id).compose(job -> job.isPresent() ? Future.succeededFuture() : lists.drop(id));
  }
}
