package dev.acsgateway.token;

import dev.acsgateway.identity.UserId;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Tells whether something that was read is still current. Users share {@value #STRIPES} counters; a
 * change of one user outdates what was read of all that share its counter, which costs a look-up
 * and is never wrong. There is no gap between reading and remembering, since the stamp is taken
 * before.
 */
final class InvalidationEpochs {
  private static final int STRIPES = 1 << 16;

  private final AtomicLongArray counters = new AtomicLongArray(STRIPES);
  private final AtomicLong gaps = new AtomicLong();

  /**
   * What the world was like when something was read.
   *
   * @param stripe the user's counter
   * @param generation the counter's value
   * @param gap how many gaps there had been
   */
  record Stamp(int stripe, long generation, long gap) {}

  /** To be taken before the user's state is read. */
  Stamp stamp(UserId user) {
    int stripe = stripe(user.hash());
    return new Stamp(stripe, counters.get(stripe), gaps.get());
  }

  boolean isCurrent(Stamp stamp) {
    return isCurrentAsFarAsHeard(stamp) && gaps.get() == stamp.gap();
  }

  /**
   * The same while nothing can be read: no change was heard of, though one may have been missed.
   */
  boolean isCurrentAsFarAsHeard(Stamp stamp) {
    return counters.get(stamp.stripe()) == stamp.generation();
  }

  void userChanged(String userHash) {
    counters.incrementAndGet(stripe(userHash));
  }

  void anythingMayHaveChanged() {
    gaps.incrementAndGet();
  }

  private static int stripe(String userHash) {
    int hash = userHash.hashCode();
    return (hash ^ (hash >>> 16)) & (STRIPES - 1);
  }
}
