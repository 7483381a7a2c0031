package dev.acsgateway.redis;

import dev.acsgateway.authentication.ApiKey;
import dev.acsgateway.authentication.ApiKeyStore;
import dev.acsgateway.failure.KeyNotFound;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * API keys as one hash, so that a node reads all of them at once and a change is one step; when
 * they were used last is another.
 */
final class RedisApiKeyStore implements ApiKeyStore {
  private static final Logger log = LoggerFactory.getLogger(RedisApiKeyStore.class);
  private static final String NOTHING = "";

  private final RedisCommands redis;
  private final InvalidationBus notes;
  private final RowIntegrity integrity;

  RedisApiKeyStore(RedisCommands redis, InvalidationBus notes, RowIntegrity integrity) {
    this.redis = redis;
    this.notes = notes;
    this.integrity = integrity;
  }

  @Override
  public Future<List<ApiKey>> all() {
    return entries(Keyspace.API_KEYS)
        .map(
            entries -> {
              List<ApiKey> keys = new ArrayList<>(entries.size());
              entries.forEach((id, text) -> readable(id, text).ifPresent(keys::add));
              return keys;
            });
  }

  /**
   * A key that was forged, or that a newer gateway wrote in its own way, counts for nothing here,
   * and spoils no other.
   */
  private Optional<ApiKey> readable(String id, String stored) {
    SignedText row = SignedText.parse(stored);
    if (!integrity.isGenuine(Keyspace.API_KEYS, row.signature(), id, row.text())) {
      return Optional.empty();
    }
    try {
      return Optional.of(ApiKeyCodec.decode(id, row.text()));
    } catch (RuntimeException e) {
      log.warn("The API key {} in Redis is not one that this gateway understands", id);
      return Optional.empty();
    }
  }

  @Override
  public Future<Optional<ApiKey>> find(String id) {
    return text(id).map(found -> found.flatMap(text -> readable(id, text)));
  }

  private Future<Optional<String>> text(String id) {
    return redis
        .send(Keyspace.API_KEYS, Request.cmd(Command.HMGET).arg(Keyspace.API_KEYS).arg(id))
        .map(row -> row.find(0));
  }

  @Override
  public Future<Void> add(ApiKey key) {
    return replace(key.id(), NOTHING, signed(key))
        .compose(
            added ->
                added
                    ? Future.succeededFuture()
                    : Future.failedFuture(new IllegalStateException("There is such a key")));
  }

  @Override
  public Future<ApiKey> change(String id, UnaryOperator<ApiKey> change) {
    return text(id)
        .compose(
            found -> {
              String before = found.orElseThrow(KeyNotFound::new);
              ApiKey after = change.apply(readable(id, before).orElseThrow(KeyNotFound::new));
              return replace(id, before, signed(after))
                  .compose(done -> done ? Future.succeededFuture(after) : change(id, change));
            });
  }

  @Override
  public Future<Void> remove(String id) {
    return text(id)
        .compose(
            found ->
                replace(id, found.orElseThrow(KeyNotFound::new), NOTHING)
                    .compose(done -> done ? forgetUse(id) : remove(id)));
  }

  private String signed(ApiKey key) {
    return signed(key.id(), ApiKeyCodec.encode(key));
  }

  private String signed(String id, String text) {
    return new SignedText(text, integrity.sign(Keyspace.API_KEYS, id, text)).toString();
  }

  /** Signs every key that is genuine and not signed by the primary key of the keyset. */
  Future<LedgerSigning.Signed> sign() {
    return entries(Keyspace.API_KEYS)
        .compose(
            entries -> {
              List<Future<Boolean>> signed = new ArrayList<>();
              long forged = 0;
              for (Map.Entry<String, String> each : entries.entrySet()) {
                SignedText row = SignedText.parse(each.getValue());
                if (!integrity.isGenuine(
                    Keyspace.API_KEYS, row.signature(), each.getKey(), row.text())) {
                  forged++;
                } else if (!integrity.isCurrent(row.signature())) {
                  signed.add(
                      replace(each.getKey(), each.getValue(), signed(each.getKey(), row.text())));
                }
              }
              long ignored = forged;
              return Future.all(signed)
                  .map(
                      all ->
                          new LedgerSigning.Signed(
                              all.<Boolean>list().stream().filter(Boolean::booleanValue).count(),
                              ignored));
            });
  }

  private Future<Void> forgetUse(String id) {
    return redis
        .send(Keyspace.API_KEY_USES, Request.cmd(Command.HDEL).arg(Keyspace.API_KEY_USES).arg(id))
        .mapEmpty();
  }

  private Future<Boolean> replace(String id, String before, String after) {
    return redis
        .run(LuaScript.REPLACE_KEY, List.of(Keyspace.API_KEYS), id, before, after, Keyspace.NOTES)
        .compose(
            replaced ->
                replaced.number() == 1
                    ? redis.replicated(Keyspace.API_KEYS).map(true)
                    : Future.succeededFuture(false));
  }

  @Override
  public Future<Map<String, Instant>> lastUses() {
    return entries(Keyspace.API_KEY_USES)
        .map(
            entries -> {
              Map<String, Instant> uses = new HashMap<>();
              entries.forEach((id, at) -> uses.put(id, Instant.ofEpochMilli(Long.parseLong(at))));
              return uses;
            });
  }

  @Override
  public Future<Void> noteUse(Set<String> ids, Instant at) {
    Request request = Request.cmd(Command.HSET).arg(Keyspace.API_KEY_USES);
    ids.forEach(id -> request.arg(id).arg(at.toEpochMilli()));
    return redis.send(Keyspace.API_KEY_USES, request).mapEmpty();
  }

  @Override
  public void onChange(Runnable listener) {
    notes.onKeyChange(listener);
    notes.onGap(listener);
  }

  private Future<Map<String, String>> entries(String hash) {
    return redis.send(hash, Request.cmd(Command.HGETALL).arg(hash)).map(Reply::entries);
  }
}
