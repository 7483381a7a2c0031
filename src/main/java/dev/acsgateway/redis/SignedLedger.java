package dev.acsgateway.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import java.util.Optional;

/**
 * The note in the ledger's head that its rows are signed. A node whose keyset did not sign it must
 * not use the ledger: it would take every row for forged, and give each user a new identity.
 */
final class SignedLedger {
  static final String FIELD = "integrity";
  private static final String SCHEMA = "schema";

  private final RowIntegrity integrity;
  private final RedisConfig config;

  SignedLedger(RowIntegrity integrity, RedisConfig config) {
    this.integrity = integrity;
    this.config = config;
  }

  /** Returns the note. */
  static String note(RowIntegrity integrity) {
    return integrity.sign(Keyspace.META, FIELD);
  }

  /**
   * Makes the note in a ledger that is about to begin: before the schema, so that it is never
   * without.
   */
  Future<Void> begin(RedisConnection connection) {
    return integrity.isOn()
        ? field(connection, SCHEMA)
            .compose(
                schema ->
                    schema.isPresent()
                        ? Future.succeededFuture()
                        : connection
                            .send(
                                Request.cmd(Command.HSETNX)
                                    .arg(Keyspace.META)
                                    .arg(FIELD)
                                    .arg(note(integrity)))
                            .mapEmpty())
        : Future.succeededFuture();
  }

  /** Fails with {@link IncompatibleStore} when this node must not use the ledger. */
  Future<Void> verify(RedisConnection connection) {
    return config.integrity().mode() == IntegrityConfig.Mode.OFF
        ? Future.succeededFuture()
        : field(connection, FIELD)
            .compose(
                note ->
                    problem(note)
                        .<Future<Void>>map(text -> Future.failedFuture(new IncompatibleStore(text)))
                        .orElseGet(Future::succeededFuture));
  }

  private Optional<String> problem(Optional<String> note) {
    if (!integrity.isOn()) {
      return note.map(
          signed ->
              "The rows in Redis are signed, and this gateway has no redis.keyset: give it the one"
                  + " that the other nodes have, or it would write rows that they ignore");
    }
    if (note.isEmpty()) {
      return config.integrity().mode() == IntegrityConfig.Mode.ACCEPT_UNSIGNED
          ? Optional.empty()
          : Optional.of(
              "The rows in Redis are not signed by redis.keyset yet. Set redis.integrity to"
                  + " accept-unsigned on every node, run ledger reconcile, and remove the setting"
                  + " then");
    }
    return integrity.isSignedBy(Keyspace.META, note.get(), FIELD)
        ? Optional.empty()
        : Optional.of(
            "The rows in Redis are signed by another redis.keyset, or for another"
                + " redis.deployment, than this gateway has. A former key may be dropped from a"
                + " keyset once ledger reconcile has signed all rows with the new one");
  }

  private static Future<Optional<String>> field(RedisConnection connection, String field) {
    return connection
        .send(Request.cmd(Command.HMGET).arg(Keyspace.META).arg(field))
        .map(reply -> new Reply(reply).find(0));
  }
}
