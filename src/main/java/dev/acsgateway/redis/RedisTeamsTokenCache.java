package dev.acsgateway.redis;

import dev.acsgateway.identity.ActiveAccessKeyStore;
import dev.acsgateway.token.TeamsKey;
import dev.acsgateway.token.TeamsToken;
import dev.acsgateway.token.TeamsTokenCache;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.Optional;

/** Teams users' tokens in Redis: one {@code GET} a look-up, forgotten by Redis in time. */
final class RedisTeamsTokenCache implements TeamsTokenCache {
  private final RedisCommands redis;
  private final TeamsTokenCodec codec;
  private final ActiveAccessKeyStore accessKeys;

  RedisTeamsTokenCache(
      RedisCommands redis, TeamsTokenCodec codec, ActiveAccessKeyStore accessKeys) {
    this.redis = redis;
    this.codec = codec;
    this.accessKeys = accessKeys;
  }

  @Override
  public Future<Optional<TeamsToken>> find(TeamsKey key) {
    String name = Keyspace.teamsToken(key);
    return accessKeys
        .catchUp()
        .compose(current -> redis.read(name, Request.cmd(Command.GET).arg(name)))
        .map(reply -> reply.bytes().flatMap(value -> codec.decode(value, name)));
  }

  @Override
  public Future<Void> store(TeamsKey key, TeamsToken token, Duration life) {
    String name = Keyspace.teamsToken(key);
    return redis
        .send(
            name,
            Request.cmd(Command.SET)
                .arg(name)
                .arg(codec.encode(token, name))
                .arg("PX")
                .arg(Math.max(1, life.toMillis())))
        .mapEmpty();
  }
}
