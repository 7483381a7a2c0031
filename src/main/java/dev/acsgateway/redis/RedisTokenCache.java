package dev.acsgateway.redis;

import dev.acsgateway.identity.ActiveAccessKeyStore;
import dev.acsgateway.token.CachedToken;
import dev.acsgateway.token.TokenCache;
import dev.acsgateway.token.TokenKey;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.Optional;

/** Tokens in Redis: one {@code GET} a look-up. */
final class RedisTokenCache implements TokenCache {
  private final RedisCommands redis;
  private final Keyspace keys;
  private final TokenCodec codec;
  private final ActiveAccessKeyStore accessKeys;

  RedisTokenCache(
      RedisCommands redis, Keyspace keys, TokenCodec codec, ActiveAccessKeyStore accessKeys) {
    this.redis = redis;
    this.keys = keys;
    this.codec = codec;
    this.accessKeys = accessKeys;
  }

  @Override
  public Future<Optional<CachedToken>> find(TokenKey key) {
    Future<Void> current = accessKeys.catchUp();
    return current.succeeded() ? read(key) : current.compose(read -> read(key));
  }

  private Future<Optional<CachedToken>> read(TokenKey key) {
    String name = keys.of(key.user()).token(key);
    return redis
        .read(name, Request.cmd(Command.GET).arg(name))
        .map(reply -> reply.bytes().flatMap(value -> codec.decode(value, name)));
  }
}
