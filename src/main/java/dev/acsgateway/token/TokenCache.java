package dev.acsgateway.token;

import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Future;
import java.util.Optional;

/** Tokens that all nodes share. Read on the hot path: one round trip, no lock. */
public interface TokenCache {

  /**
   * The token under this key, fresh or not. An entry that cannot be read (wrong key, moved value)
   * is a miss. Fails with {@link StoreUnavailable}.
   */
  Future<Optional<CachedToken>> find(TokenKey key);
}
