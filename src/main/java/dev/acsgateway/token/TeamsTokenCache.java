package dev.acsgateway.token;

import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/**
 * Teams users' tokens that all nodes share. Neither the Entra tokens nor whose they are can be
 * found in it. Any future may fail with {@link StoreUnavailable}.
 */
public interface TeamsTokenCache {

  /** The token under this key; one that cannot be read (wrong key, moved value) is a miss. */
  Future<Optional<TeamsToken>> find(TeamsKey key);

  /**
   * Keeps a token, in place of an older one.
   *
   * @param life after which it is forgotten; longer than nothing
   */
  Future<Void> store(TeamsKey key, TeamsToken token, Duration life);
}
