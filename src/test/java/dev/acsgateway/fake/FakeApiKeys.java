package dev.acsgateway.fake;

import dev.acsgateway.authentication.ApiKey;
import dev.acsgateway.authentication.ApiKeyStore;
import dev.acsgateway.failure.KeyNotFound;
import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Shared API keys in a map; can be down, and can keep its changes to itself. */
public final class FakeApiKeys implements ApiKeyStore {
  private final Map<String, ApiKey> keys = new ConcurrentHashMap<>();
  private final Map<String, Instant> uses = new ConcurrentHashMap<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final AtomicInteger loads = new AtomicInteger();
  private final Consumer<String> calls;
  private volatile boolean isDown;
  private volatile boolean isMute;
  private volatile Runnable beforeAnswer = () -> {};

  /**
   * @param calls is told what is asked, but for what every node asks by itself
   */
  public FakeApiKeys(Consumer<String> calls) {
    this.calls = calls;
  }

  /** From now on nothing works, or everything does again. */
  public void setDown(boolean down) {
    isDown = down;
  }

  /** From now on changes are not told, or they are again. */
  public void setMute(boolean mute) {
    isMute = mute;
  }

  /** Runs this from now on while a reading of all keys is under way. */
  public void beforeAnswer(Runnable action) {
    beforeAnswer = action;
  }

  /** Tells that something changed, as after a gap, whether anything works or not. */
  public void tellOfChange() {
    listeners.forEach(Runnable::run);
  }

  /** How often all keys were read. */
  public int loads() {
    return loads.get();
  }

  private <T> Future<T> answer(Supplier<T> result) {
    return isDown
        ? Future.failedFuture(new StoreUnavailable("down for a test"))
        : Future.succeededFuture().map(up -> result.get());
  }

  private void tell() {
    if (!isMute) {
      listeners.forEach(Runnable::run);
    }
  }

  @Override
  public Future<List<ApiKey>> all() {
    loads.incrementAndGet();
    beforeAnswer.run();
    return answer(() -> List.copyOf(keys.values()));
  }

  @Override
  public Future<Optional<ApiKey>> find(String id) {
    calls.accept("find key " + id);
    return answer(() -> Optional.ofNullable(keys.get(id)));
  }

  @Override
  public Future<Void> add(ApiKey key) {
    calls.accept("add key");
    return answer(
            () -> {
              if (keys.putIfAbsent(key.id(), key) != null) {
                throw new IllegalStateException("There is such a key");
              }
              return key;
            })
        .onSuccess(done -> tell())
        .mapEmpty();
  }

  @Override
  public Future<ApiKey> change(String id, UnaryOperator<ApiKey> change) {
    calls.accept("change key " + id);
    return answer(
            () -> {
              ApiKey changed = keys.computeIfPresent(id, (same, key) -> change.apply(key));
              return Optional.ofNullable(changed).orElseThrow(KeyNotFound::new);
            })
        .onSuccess(done -> tell());
  }

  @Override
  public Future<Void> remove(String id) {
    return answer(() -> Optional.ofNullable(keys.remove(id)).orElseThrow(KeyNotFound::new))
        .onSuccess(done -> uses.remove(id))
        .onSuccess(done -> tell())
        .mapEmpty();
  }

  @Override
  public Future<Map<String, Instant>> lastUses() {
    calls.accept("read uses");
    return answer(() -> Map.copyOf(uses));
  }

  @Override
  public Future<Void> noteUse(Set<String> ids, Instant at) {
    return answer(() -> at).onSuccess(now -> ids.forEach(id -> uses.put(id, now))).mapEmpty();
  }

  @Override
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }
}
