package dev.acsgateway.redis;

import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.identity.UserRecord;
import dev.acsgateway.identity.UserState;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Instant;
import java.util.Optional;

/** Reads the records of users. One whose identity is not signed for the user counts as absent. */
final class UserRows {
  private static final String[] FIELDS = {
    "user", "identity", "state", "epoch", "createdAt", "lastIssuedAt", "mac"
  };

  private final RedisCommands redis;
  private final Keyspace keys;
  private final RowIntegrity integrity;

  UserRows(RedisCommands redis, Keyspace keys, RowIntegrity integrity) {
    this.redis = redis;
    this.keys = keys;
    this.integrity = integrity;
  }

  /** The record of the user with this hash; empty when there is none. */
  Future<Optional<UserRecord>> find(String hash) {
    String key = keys.ofHash(hash).user();
    Request request = Request.cmd(Command.HMGET).arg(key);
    for (String field : FIELDS) {
      request.arg(field);
    }
    return redis.send(key, request).map(row -> parse(key, row));
  }

  /** The record of the user with this hash, if it says that this identity is theirs. */
  Future<Optional<UserRecord>> owning(Identity identity, String hash) {
    return find(hash)
        .map(
            found ->
                found.filter(
                    user ->
                        user.identity()
                            .filter(owned -> owned.id().equalsIgnoreCase(identity.id()))
                            .isPresent()));
  }

  private Optional<UserRecord> parse(String key, Reply row) {
    return row.find(0)
        .filter(user -> isGenuine(key, user, row))
        .map(
            user ->
                new UserRecord(
                    new UserId(user),
                    row.find(1).map(Identity::new),
                    UserState.of(row.text(2)),
                    row.number(3),
                    row.find(4).map(UserRows::instant),
                    row.find(5).map(UserRows::instant)));
  }

  /** Who owns no identity yet has nothing that could be forged. */
  private boolean isGenuine(String key, String user, Reply row) {
    return row.find(1).isEmpty()
        || integrity.isGenuine(key, row.find(6).orElse(""), user, row.text(1));
  }

  private static Instant instant(String millis) {
    return Instant.ofEpochMilli(Long.parseLong(millis));
  }
}
