package dev.acsgateway.authentication;

import dev.acsgateway.failure.StoreUnavailable;
import java.util.Optional;

/**
 * The API keys that are valid. Read for every request, so answered from memory: an implementation
 * that keeps its keys elsewhere holds a copy and keeps it current. Safe for use from any thread.
 */
public interface ApiKeyDirectory {

  /**
   * The key with this id.
   *
   * @throws StoreUnavailable while the keys have never been loaded, or not for too long, so that an
   *     outage is not taken for an unknown key and a revoked one does not last as long as an outage
   */
  Optional<ApiKey> find(String id);

  /** Notes that somebody was let in with this key. */
  default void noteUse(ApiKey key) {}
}
