package dev.acsgateway.fake;

import dev.acsgateway.failure.StoreUnavailable;
import dev.acsgateway.identity.ActiveAccessKey;
import dev.acsgateway.identity.ActiveAccessKeyStore;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** An access key in use, in memory. */
public final class FakeActiveAccessKey implements ActiveAccessKeyStore {
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Consumer<String> calls;
  private volatile List<String> owned = List.of("key-1", "key-2");
  private final AtomicBoolean losesNext = new AtomicBoolean();
  private volatile boolean unread;
  private volatile ActiveAccessKey known = new ActiveAccessKey("key-1", Map.of());

  /**
   * @param calls is told of every switch
   */
  public FakeActiveAccessKey(Consumer<String> calls) {
    this.calls = calls;
  }

  @Override
  public ActiveAccessKey known() {
    return known;
  }

  /** From now on the key in use may be another one, which cannot be read; or it was read again. */
  public void setUnread(boolean unread) {
    this.unread = unread;
  }

  /** The next switch is made, and its answer is lost. */
  public void loseNextAnswer() {
    losesNext.set(true);
  }

  @Override
  public boolean isUnread() {
    return unread;
  }

  @Override
  public Future<Void> catchUp() {
    return unread
        ? Future.failedFuture(new StoreUnavailable("unread for a test"))
        : Future.succeededFuture();
  }

  @Override
  public String signing() {
    return known.current();
  }

  @Override
  public List<String> owned() {
    return owned;
  }

  @Override
  public Future<Void> own(List<String> fingerprints) {
    owned = List.copyOf(fingerprints);
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> settle() {
    return Future.succeededFuture();
  }

  @Override
  public Future<ActiveAccessKey> use(String fingerprint, Instant dropFrom) {
    calls.accept("use access key");
    Map<String, Instant> dropped = new HashMap<>(known.dropped());
    if (!known.current().equals(fingerprint)) {
      dropped.put(known.current(), dropFrom);
    }
    dropped.remove(fingerprint);
    known = new ActiveAccessKey(fingerprint, dropped);
    listeners.forEach(Runnable::run);
    return losesNext.getAndSet(false)
        ? Future.failedFuture(new StoreUnavailable("the answer is lost, for a test"))
        : Future.succeededFuture(known);
  }

  @Override
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }
}
