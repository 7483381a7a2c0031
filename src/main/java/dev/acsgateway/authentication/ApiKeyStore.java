package dev.acsgateway.authentication;

import dev.acsgateway.failure.KeyNotFound;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The API keys that all nodes share. Every change is told to every node. */
public interface ApiKeyStore {

  /** Every key. */
  Future<List<ApiKey>> all();

  /** The key with this id. */
  Future<Optional<ApiKey>> find(String id);

  /**
   * Adds a key.
   *
   * @param key with a new id
   */
  Future<Void> add(ApiKey key);

  /**
   * Replaces a key in one step: what another node does to it meanwhile is not lost. Fails with
   * {@link KeyNotFound}.
   *
   * @param change from the key to what it is to be; may be called more than once
   */
  Future<ApiKey> change(String id, UnaryOperator<ApiKey> change);

  /** Removes a key; fails with {@link KeyNotFound}. */
  Future<Void> remove(String id);

  /** About when each key was used last, by id; of those that ever were. */
  Future<Map<String, Instant>> lastUses();

  /** Notes that these keys were used. */
  Future<Void> noteUse(Set<String> ids, Instant at);

  /**
   * Calls whenever a key may have changed on any node. Listeners are called on any thread and must
   * not block.
   */
  void onChange(Runnable listener);
}
