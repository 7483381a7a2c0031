package dev.acsgateway.authentication;

import dev.acsgateway.authentication.ApiKeyFactory.NewApiKey;
import dev.acsgateway.config.Secret;
import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.failure.KeyNotFound;
import dev.acsgateway.failure.PermissionDenied;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes and withdraws API keys, for callers who may. Nobody can hand out what they lack: neither by
 * a new key nor by rotating one, which shows its secret. What they lack includes time and speed: a
 * caller whose key expires or has a rate limit of its own hands out none that lasts longer or is
 * faster. A caller without either is free to. A caller confined to some users sees and changes only
 * keys that are confined to them.
 */
public final class ApiKeyService {
  private final ConfiguredApiKeys configured;
  private final ApiKeyStore store;
  private final ApiKeySync sync;
  private final ApiKeyFactory factory;
  private final InstantSource clock;

  public ApiKeyService(
      ConfiguredApiKeys configured,
      ApiKeyStore store,
      ApiKeySync sync,
      ApiKeyFactory factory,
      InstantSource clock) {
    this.configured = configured;
    this.store = store;
    this.sync = sync;
    this.factory = factory;
    this.clock = clock;
  }

  /**
   * A key that somebody wants.
   *
   * @param grant what its holder is to be able to do
   * @param expiresAt when it is to stop being valid; empty means never
   * @param description for the operator
   */
  public record Wish(Grant grant, Optional<Instant> expiresAt, String description) {

    /**
     * @throws InvalidRequest when it is not a key that there can be
     */
    public Wish {
      if (grant.permissions().isEmpty()) {
        throw new InvalidRequest("permissions", "A key needs at least one permission.");
      }
      if (description.length() > ApiKey.MAX_DESCRIPTION) {
        throw new InvalidRequest(
            "description",
            "A description has " + ApiKey.MAX_DESCRIPTION + " characters at the most.");
      }
    }
  }

  /**
   * A key with its secret, which is known at this moment only.
   *
   * @param key as the gateway keeps it
   * @param secret the whole key, for its owner
   */
  public record Issued(ApiKey key, Secret secret) {}

  /**
   * A key in a list.
   *
   * @param lastUsedAt about when somebody was let in with it last
   */
  public record Listed(ApiKey key, Optional<Instant> lastUsedAt) {}

  /** Makes a key. Fails with {@link PermissionDenied} when the caller lacks what it would grant. */
  public Future<Issued> create(Caller caller, Wish wish) {
    requireCovered(caller, wish.grant(), wish.expiresAt());
    Instant now = clock.instant();
    if (wish.expiresAt().filter(at -> !at.isAfter(now)).isPresent()) {
      throw new InvalidRequest("expiresAt", "expiresAt must be in the future.");
    }
    NewApiKey made = factory.make();
    ApiKey key =
        new ApiKey(
            made.id(),
            made.hash(),
            Optional.empty(),
            wish.grant(),
            Optional.of(now),
            wish.expiresAt(),
            wish.description());
    return store.add(key).compose(added -> here(new Issued(key, made.key())));
  }

  /** All keys that the caller may see, those of the configuration first. */
  public Future<List<Listed>> list(Caller caller) {
    return Future.all(store.all(), store.lastUses())
        .map(
            read -> {
              List<ApiKey> stored = read.resultAt(0);
              Map<String, Instant> uses = read.resultAt(1);
              List<ApiKey> keys = new ArrayList<>(configured.all());
              keys.addAll(stored);
              return keys.stream()
                  .filter(key -> isVisible(caller, key))
                  .map(key -> new Listed(key, Optional.ofNullable(uses.get(key.id()))))
                  .toList();
            });
  }

  /**
   * Gives a key another secret.
   *
   * @param grace how long the one it has goes on counting
   */
  public Future<Issued> rotate(Caller caller, String id, Duration grace) {
    NewApiKey made = factory.make(requireStored(caller, id));
    return store
        .change(
            id,
            key -> {
              requireVisible(caller, key);
              requireCovered(caller, key.grant(), key.expiresAt());
              return key.rotated(made.hash(), clock.instant().plus(grace));
            })
        .compose(key -> here(new Issued(key, made.key())));
  }

  /** Withdraws a key. Taking away is allowed to everyone who may manage keys and can see it. */
  public Future<Void> revoke(Caller caller, String id) {
    return store
        .find(requireStored(caller, id))
        .map(found -> requireVisible(caller, found.orElseThrow(KeyNotFound::new)))
        .compose(key -> store.remove(id))
        .compose(this::here);
  }

  /** Lets the change hold on this node before its maker is answered. */
  private <T> Future<T> here(T result) {
    return sync.renew().otherwiseEmpty().map(renewed -> result);
  }

  private String requireStored(Caller caller, String id) {
    if (configured.find(id).filter(key -> isVisible(caller, key)).isPresent()) {
      throw new InvalidRequest("id", "This key is part of the configuration; change it there.");
    }
    if (!ApiKeyFormat.isId(id)) {
      throw new KeyNotFound();
    }
    return id;
  }

  private static boolean isVisible(Caller caller, ApiKey key) {
    return caller.grant().users().covers(key.grant().users());
  }

  private static ApiKey requireVisible(Caller caller, ApiKey key) {
    if (!isVisible(caller, key)) {
      throw new KeyNotFound();
    }
    return key;
  }

  private static void requireCovered(Caller caller, Grant grant, Optional<Instant> expiresAt) {
    if (!caller.grant().covers(grant)) {
      throw new PermissionDenied(
          "A key can grant only permissions, scopes and users that its maker has, and no higher"
              + " rate limit.");
    }
    if (caller.expiresAt().isPresent()
        && expiresAt.filter(at -> !at.isAfter(caller.expiresAt().get())).isEmpty()) {
      throw new PermissionDenied("A key cannot outlive its maker's.");
    }
  }
}
