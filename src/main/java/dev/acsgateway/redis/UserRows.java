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

/** Reads the records of users. */
final class UserRows {
  private static final String[] FIELDS = {
    "user", "identity", "state", "epoch", "createdAt", "lastIssuedAt"
  };

  private final RedisCommands redis;
  private final Keyspace keys;

  UserRows(RedisCommands redis, Keyspace keys) {
    this.redis = redis;
    this.keys = keys;
  }

  /** The record of the user with this hash; empty when there is none. */
  Future<Optional<UserRecord>> find(String hash) {
    String key = keys.ofHash(hash).user();
    Request request = Request.cmd(Command.HMGET).arg(key);
    for (String field : FIELDS) {
      request.arg(field);
    }
    return redis.send(key, request).map(UserRows::parse);
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

  private static Optional<UserRecord> parse(Reply row) {
    return row.find(0)
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

  private static Instant instant(String millis) {
    return Instant.ofEpochMilli(Long.parseLong(millis));
  }
}
