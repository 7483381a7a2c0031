package dev.acsgateway.token;

import java.util.function.Consumer;

/** News of what changed on any node. Listeners are called on any thread and must not block. */
public interface Invalidations {

  /**
   * Whether all news older than a moment have been heard. Whoever makes a change that must be heard
   * everywhere waits for that moment, or until all nodes have confirmed.
   */
  boolean upToDate();

  /** Calls with the hash of every user who has a newer token, and is the same otherwise. */
  void onTokenChange(Consumer<String> userHash);

  /** Calls with the hash of every user whose state or identity changed, and so their tokens. */
  void onUserChange(Consumer<String> userHash);

  /** Calls whenever news may have been missed, so that anything may have changed. */
  void onGap(Runnable gap);
}
