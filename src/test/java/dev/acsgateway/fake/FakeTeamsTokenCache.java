package dev.acsgateway.fake;

import dev.acsgateway.failure.StoreUnavailable;
import dev.acsgateway.token.TeamsKey;
import dev.acsgateway.token.TeamsToken;
import dev.acsgateway.token.TeamsTokenCache;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Teams users' tokens in a map, which is there or not. It forgets nothing by itself. */
public final class FakeTeamsTokenCache implements TeamsTokenCache {
  private final Map<TeamsKey, TeamsToken> tokens = new ConcurrentHashMap<>();
  private final Map<TeamsKey, Duration> lives = new ConcurrentHashMap<>();
  private volatile boolean isDown;

  /** From now on it answers, or not. */
  public void setDown(boolean down) {
    isDown = down;
  }

  /** How long each token was to be kept. */
  public Map<TeamsKey, Duration> lives() {
    return Map.copyOf(lives);
  }

  @Override
  public Future<Optional<TeamsToken>> find(TeamsKey key) {
    return answer(Optional.ofNullable(tokens.get(key)));
  }

  @Override
  public Future<Void> store(TeamsKey key, TeamsToken token, Duration life) {
    if (!isDown) {
      tokens.put(key, token);
      lives.put(key, life);
    }
    return answer(token).mapEmpty();
  }

  private <T> Future<T> answer(T value) {
    return isDown
        ? Future.failedFuture(new StoreUnavailable("down for a test"))
        : Future.succeededFuture(value);
  }
}
