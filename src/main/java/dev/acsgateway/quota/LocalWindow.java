package dev.acsgateway.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** One operation's permits on this node alone: the instants of the latest ones, in a ring. */
final class LocalWindow {
  private final Instant[] taken;
  private final Duration countedFor;
  private int next;
  private Instant closedUntil = Instant.MIN;

  /**
   * @param limit permits per window, at least 1
   */
  LocalWindow(int limit, Duration countedFor) {
    this.taken = new Instant[limit];
    this.countedFor = countedFor;
    Arrays.fill(taken, Instant.MIN);
  }

  /**
   * Takes permits as long as fewer than {@code limit} of them count.
   *
   * @param limit at least 1, at most the window's own
   */
  synchronized PermitGrant take(int wanted, int limit, Instant now) {
    int granted = 0;
    Instant free = freeAt(limit);
    while (granted < wanted && !free.isAfter(now)) {
      count(now);
      granted++;
      free = freeAt(limit);
    }
    return granted == wanted
        ? PermitGrant.all(granted, 0)
        : new PermitGrant(granted, Duration.between(now, free), 0);
  }

  /** When fewer than {@code limit} permits will count. */
  private Instant freeAt(int limit) {
    Instant oldest = taken[Math.floorMod(next - limit, taken.length)];
    Instant free = oldest.equals(Instant.MIN) ? oldest : oldest.plus(countedFor);
    return free.isAfter(closedUntil) ? free : closedUntil;
  }

  /** Counts a permit, whoever granted it. */
  synchronized void count(Instant now) {
    taken[next] = now;
    next = (next + 1) % taken.length;
  }

  /**
   * Lets the earliest permit that was taken since some moment count as taken later; if there is
   * none, counts one more.
   *
   * @param later not before {@code since}
   */
  synchronized void move(Instant since, Instant later) {
    int place = 0;
    while (place < taken.length - 1 && aged(place).isBefore(since)) {
      place++;
    }
    if (aged(place).isBefore(since)) {
      place = 0;
    }
    while (place < taken.length - 1 && !aged(place + 1).isAfter(later)) {
      taken[slot(place)] = aged(place + 1);
      place++;
    }
    taken[slot(place)] = later;
  }

  /** The permits by age, the oldest first. */
  private Instant aged(int place) {
    return taken[slot(place)];
  }

  private int slot(int place) {
    return (next + place) % taken.length;
  }

  synchronized void close(Instant until) {
    closedUntil = until;
  }

  synchronized QuotaBudget budget(Instant now) {
    int counting = 0;
    for (Instant at : taken) {
      counting += at.isAfter(now.minus(countedFor)) ? 1 : 0;
    }
    Duration closed = closedUntil.isAfter(now) ? Duration.between(now, closedUntil) : Duration.ZERO;
    return new QuotaBudget(taken.length, taken.length - counting, closed);
  }
}
