package dev.acsgateway.redis;

import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import java.time.InstantSource;
import java.util.regex.Pattern;

/**
 * Checks on every new connection that the server is one this gateway may use: it can serve, has the
 * same schema and number of shards, and no policy that evicts the ledger.
 */
final class RedisSchema {
  private static final int VERSION = 1;
  private static final Pattern POLICY = Pattern.compile("maxmemory_policy:(\\S+)");

  private final RedisConfig config;
  private final SignedLedger signed;

  RedisSchema(RedisConfig config) {
    this.config = config;
    this.signed = new SignedLedger(RowIntegrity.of(config, InstantSource.system()), config);
  }

  /** Fails with {@link IncompatibleStore} when the server must not be used. */
  Future<Handshake.Ping> greet(RedisConnection connection) {
    return verify(connection).map(safe -> Handshake.Ping.command(connection));
  }

  private Future<Void> verify(RedisConnection connection) {
    return ServingProof.demand(connection, config.mode())
        .compose(serves -> refuseEviction(connection))
        .compose(safe -> signed.begin(connection).recover(RedisSchema::unlessElsewhere))
        .compose(begun -> agree(connection, "schema", VERSION))
        .compose(same -> agree(connection, "shards", config.shards()))
        .compose(same -> signed.verify(connection).recover(RedisSchema::unlessElsewhere));
  }

  private static Future<Void> agree(RedisConnection connection, String field, int ours) {
    return connection
        .send(Request.cmd(Command.HSETNX).arg(Keyspace.META).arg(field).arg(ours))
        .compose(set -> connection.send(Request.cmd(Command.HGET).arg(Keyspace.META).arg(field)))
        .map(theirs -> new Reply(theirs).text())
        .compose(
            theirs ->
                theirs.equals(Integer.toString(ours))
                    ? Future.<Void>succeededFuture()
                    : Future.<Void>failedFuture(
                        new IncompatibleStore(
                            "Redis holds data with "
                                + field
                                + " "
                                + theirs
                                + ", this gateway needs "
                                + ours)))
        .recover(RedisSchema::unlessElsewhere);
  }

  /** Of a cluster's servers, one has this key; the others need not care. */
  private static Future<Void> unlessElsewhere(Throwable e) {
    return e.getMessage() != null && e.getMessage().startsWith("MOVED")
        ? Future.succeededFuture()
        : Future.failedFuture(e);
  }

  private Future<Void> refuseEviction(RedisConnection connection) {
    if (config.allowEviction()) {
      return Future.succeededFuture();
    }
    return policy(connection)
        .compose(
            policy ->
                policy.startsWith("allkeys-")
                    ? Future.failedFuture(
                        new IncompatibleStore(
                            "Redis has the maxmemory-policy "
                                + policy
                                + ", which can evict the ledger. Use noeviction or volatile-*, or"
                                + " set redis.allow-eviction: true."))
                    : Future.succeededFuture());
  }

  /** INFO is what a minimal ACL allows; some services refuse it and answer CONFIG GET. */
  private static Future<String> policy(RedisConnection connection) {
    return connection
        .send(Request.cmd(Command.INFO).arg("memory"))
        .map(info -> POLICY.matcher(new Reply(info).text()))
        .map(policy -> policy.find() ? policy.group(1) : "")
        .recover(
            refused ->
                connection
                    .send(Request.cmd(Command.CONFIG).arg("GET").arg("maxmemory-policy"))
                    .map(
                        setting ->
                            new Reply(setting).entries().getOrDefault("maxmemory-policy", ""))
                    .recover(alsoRefused -> Future.failedFuture(unseen(refused))));
  }

  private static Throwable unseen(Throwable refused) {
    return new StoreUnavailable(
        "its maxmemory-policy cannot be seen ("
            + refused.getMessage()
            + "), so that it might evict the ledger; allow its user INFO, or set"
            + " redis.allow-eviction: true");
  }
}
