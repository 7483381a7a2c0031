package dev.acsgateway.redis;

import dev.acsgateway.redis.Keyspace.ShardKeys;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Signs what reconcile finds unsigned, or signed by a former key of the keyset, and notes in the
 * ledger's head that all of it is signed.
 */
final class LedgerSigning {
  private final RedisCommands redis;
  private final RowIntegrity integrity;
  private final RedisApiKeyStore apiKeys;

  LedgerSigning(RedisCommands redis, RowIntegrity integrity, RedisApiKeyStore apiKeys) {
    this.redis = redis;
    this.integrity = integrity;
    this.apiKeys = apiKeys;
  }

  /**
   * What came of some rows.
   *
   * @param signed rows that were signed
   * @param forged rows that do not verify
   */
  record Signed(long signed, long forged) {}

  /** Signs the API keys. */
  Future<Signed> apiKeys() {
    return integrity.isOn() ? apiKeys.sign() : Future.succeededFuture(new Signed(0, 0));
  }

  /** A user's row, as reconcile reads it. */
  private record Row(String key, String identity, String user, String signature) {}

  /** Signs some users of a shard: hash, identity, user id, signature, hash, … */
  Future<Signed> users(ShardKeys shard, List<String> owned) {
    List<Row> rows =
        IntStream.range(0, owned.size() / 4)
            .mapToObj(
                i ->
                    new Row(
                        shard.users() + owned.get(4 * i),
                        owned.get(4 * i + 1),
                        owned.get(4 * i + 2),
                        owned.get(4 * i + 3)))
            .toList();
    long forged = rows.stream().filter(row -> !isGenuine(row)).count();
    List<Future<Reply>> signed =
        rows.stream()
            .filter(row -> !integrity.isCurrent(row.signature()))
            .filter(
                row -> integrity.verifies(row.key(), row.signature(), row.user(), row.identity()))
            .map(this::sign)
            .toList();
    return Future.all(signed)
        .map(all -> new Signed(all.<Reply>list().stream().mapToLong(Reply::number).sum(), forged));
  }

  private boolean isGenuine(Row row) {
    return integrity.isGenuine(row.key(), row.signature(), row.user(), row.identity());
  }

  private Future<Reply> sign(Row row) {
    return redis.run(
        LuaScript.SIGN_USER,
        List.of(row.key()),
        row.user(),
        row.identity(),
        integrity.sign(row.key(), row.user(), row.identity()));
  }

  /** Notes that the ledger is signed, by the primary key of the keyset. */
  Future<Void> finish() {
    return integrity.isOn()
        ? redis
            .send(
                Keyspace.META,
                Request.cmd(Command.HSET)
                    .arg(Keyspace.META)
                    .arg(SignedLedger.FIELD)
                    .arg(SignedLedger.note(integrity)))
            .mapEmpty()
        : Future.succeededFuture();
  }
}
