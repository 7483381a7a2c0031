package dev.acsgateway.fake;

import dev.acsgateway.token.Invalidations;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** News as a test tells them; not up to date until it says so. */
public final class FakeInvalidations implements Invalidations {
  private final List<Consumer<String>> tokenListeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
  private final List<Runnable> gaps = new CopyOnWriteArrayList<>();
  private volatile boolean upToDate;

  /** From now on news are heard, or not. */
  public void setUpToDate(boolean upToDate) {
    this.upToDate = upToDate;
  }

  /** Tells that the user has a newer token. */
  public void tokenChanged(String userHash) {
    tokenListeners.forEach(listener -> listener.accept(userHash));
  }

  /** Tells that the user changed. */
  public void userChanged(String userHash) {
    listeners.forEach(listener -> listener.accept(userHash));
  }

  /** Tells that news may have been missed. */
  public void gap() {
    gaps.forEach(Runnable::run);
  }

  @Override
  public boolean upToDate() {
    return upToDate;
  }

  @Override
  public void onTokenChange(Consumer<String> userHash) {
    tokenListeners.add(userHash);
  }

  @Override
  public void onUserChange(Consumer<String> userHash) {
    listeners.add(userHash);
  }

  @Override
  public void onGap(Runnable gap) {
    gaps.add(gap);
  }
}
