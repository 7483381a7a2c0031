package dev.acsgateway.redis;

import dev.acsgateway.redis.Keyspace.UserKeys;
import io.vertx.core.Future;
import java.util.List;

/**
 * Verifies the binding of users to identities where it is acted on, and sets rows aside that do not
 * verify: the user counts as unknown from then on, and the row can be looked at.
 */
final class ForgedUsers {
  private final RedisCommands redis;
  private final RowIntegrity integrity;

  ForgedUsers(RedisCommands redis, RowIntegrity integrity) {
    this.redis = redis;
    this.integrity = integrity;
  }

  /**
   * Returns whether a row is genuine; sets it aside when not.
   *
   * @param user the user's name, as the row has it or as the caller knows it
   */
  Future<Boolean> isGenuine(UserKeys names, String user, String identity, String signature) {
    if (integrity.isGenuine(names.user(), signature, user, identity)) {
      return Future.succeededFuture(true);
    }
    return redis
        .run(
            LuaScript.SET_ASIDE_USER,
            List.of(names.user(), names.index(), names.forged()),
            identity,
            signature,
            names.hash(),
            names.tokenPrefix(),
            Keyspace.NOTES)
        .map(false);
  }
}
