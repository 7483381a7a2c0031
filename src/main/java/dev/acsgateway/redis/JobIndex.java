package dev.acsgateway.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Instant;
import java.util.List;

/**
 * Two lists of all clean-up jobs, by when they were made: those there are, and of them those that
 * are open, which nodes look for work in. A failover must not take back what somebody was told.
 */
final class JobIndex {
  private final RedisCommands redis;

  JobIndex(RedisCommands redis) {
    this.redis = redis;
  }

  /** The job is one from now on. */
  Future<?> add(String id, Instant createdAt) {
    return add(Keyspace.JOBS, id, createdAt);
  }

  /** The job is to be worked on. */
  Future<?> open(String id, Instant createdAt) {
    return add(Keyspace.OPEN_JOBS, id, createdAt);
  }

  private Future<?> add(String list, String id, Instant at) {
    return redis.send(list, Request.cmd(Command.ZADD).arg(list).arg(at.toEpochMilli()).arg(id));
  }

  /** Completes once it cannot be lost any more that the job is one, and open, and how it stands. */
  Future<?> kept(String id) {
    return Future.all(redis.replicated(Keyspace.JOBS), stateKept(id));
  }

  /** Completes once it cannot be lost any more that the job is open, and how it stands. */
  Future<?> stateKept(String id) {
    return Future.all(
        redis.replicated(Keyspace.OPEN_JOBS), redis.replicated(Keyspace.job(id).job()));
  }

  /**
   * The job is over. That is kept before it leaves the list: one that is open and on no list would
   * never be found.
   */
  Future<?> close(String id) {
    return redis.replicated(Keyspace.job(id).job()).compose(kept -> remove(Keyspace.OPEN_JOBS, id));
  }

  /** The job is forgotten. */
  Future<?> drop(String id) {
    return remove(Keyspace.JOBS, id);
  }

  private Future<?> remove(String list, String id) {
    return redis.send(list, Request.cmd(Command.ZREM).arg(list).arg(id));
  }

  /** Open jobs, oldest first. */
  Future<List<String>> open() {
    return redis
        .send(
            Keyspace.OPEN_JOBS, Request.cmd(Command.ZRANGE).arg(Keyspace.OPEN_JOBS).arg(0).arg(-1))
        .map(Reply::texts);
  }

  /** Newest first. */
  Future<List<String>> newest(int limit) {
    return redis
        .send(
            Keyspace.JOBS,
            Request.cmd(Command.ZRANGE).arg(Keyspace.JOBS).arg(0).arg(limit - 1).arg("REV"))
        .map(Reply::texts);
  }

  /** Oldest first. */
  Future<List<String>> madeBefore(Instant time, int limit) {
    return redis
        .send(
            Keyspace.JOBS,
            Request.cmd(Command.ZRANGE)
                .arg(Keyspace.JOBS)
                .arg("-inf")
                .arg("(" + time.toEpochMilli())
                .arg("BYSCORE")
                .arg("LIMIT")
                .arg(0)
                .arg(limit))
        .map(Reply::texts);
  }
}
