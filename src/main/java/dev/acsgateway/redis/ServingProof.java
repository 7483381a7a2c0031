package dev.acsgateway.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.impl.types.ErrorType;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Proves on a new connection what serving needs and a mere PING does not show: that scripts run and
 * may publish changes, and that one server answers for every key where the configuration says so.
 */
final class ServingProof {
  /** Keys all over the slots: of a cluster with two servers, one has all of them by no accident. */
  private static final int PROBED_KEYS = 32;

  /** Nodes ignore notes that they do not know. */
  private static final String NOTE = "probe";

  private static final Pattern IN_BATCH = Pattern.compile("ERR \\[\\d+] (?<words>.*)");

  private static final String PUBLISH = "return redis.call('PUBLISH', ARGV[1], ARGV[2])";

  private ServingProof() {}

  /** Fails with Redis's own error when the connection cannot serve. */
  static Future<Void> demand(RedisConnection connection, RedisConfig.Mode mode) {
    return publish(connection)
        .compose(
            published ->
                mode == RedisConfig.Mode.CLUSTER
                    ? Future.succeededFuture()
                    : readEverywhere(connection));
  }

  /** A script that may not publish leaves every write of it half done: Redis undoes nothing. */
  private static Future<Void> publish(RedisConnection connection) {
    return connection
        .send(Request.cmd(Command.EVAL).arg(PUBLISH).arg(0).arg(Keyspace.NOTES).arg(NOTE))
        .mapEmpty();
  }

  /** A node of a cluster answers MOVED for the keys of others. */
  private static Future<Void> readEverywhere(RedisConnection connection) {
    List<Request> reads =
        IntStream.range(0, PROBED_KEYS)
            .mapToObj(
                shard ->
                    Request.cmd(Command.HGET)
                        .arg(Keyspace.shardKeys(shard).prefix() + NOTE)
                        .arg(NOTE))
            .toList();
    return connection.batch(reads).recover(ServingProof::first).mapEmpty();
  }

  /** A batch fails with a line for each command that failed, {@code ERR [4] MOVED …}. */
  private static <T> Future<T> first(Throwable failure) {
    Matcher refusal = IN_BATCH.matcher(String.valueOf(failure.getMessage()));
    return Future.failedFuture(
        refusal.lookingAt() ? ErrorType.create(refusal.group("words")) : failure);
  }
}
