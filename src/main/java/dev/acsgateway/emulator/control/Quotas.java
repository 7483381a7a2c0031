package dev.acsgateway.emulator.control;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * ACS's limits, per resource and operation, over a sliding window.
 *
 * <p>The counting rule, chosen to be the strictest that fits the documents: a call is allowed when
 * fewer than the limit calls of that operation were made in the window before it, and refused calls
 * count as made. So "immediate retries count too": who keeps retrying stays shut out. Only
 * authenticated calls count, whatever becomes of them. Off unless switched on.
 */
public final class Quotas {
  /** What ACS documents [S]. */
  public static final Duration WINDOW = Duration.ofSeconds(30);

  private final InstantSource clock;
  private final Map<Operation, Integer> limits = new ConcurrentHashMap<>();
  private final Map<Lane, SlidingWindow> windows = new ConcurrentHashMap<>();
  private volatile boolean on;
  private volatile Duration width = WINDOW;

  /** One resource's calls of one operation. */
  private record Lane(UUID resource, Operation operation) {}

  public Quotas(InstantSource clock, boolean on) {
    this.clock = clock;
    this.on = on;
  }

  /** Switches all limits on or off; what was counted before is forgotten. */
  public void enable(boolean enabled) {
    windows.clear();
    on = enabled;
  }

  /** Whether limits count. */
  public boolean enabled() {
    return on;
  }

  /** The calls of an operation allowed in {@link #window()}. */
  public int limit(Operation operation) {
    return limits.getOrDefault(operation, operation.documentedQuota());
  }

  /** The window that limits are for: {@link #WINDOW} until changed. */
  public Duration window() {
    return width;
  }

  /** Changes the window, at least 1 ms; what was counted before is forgotten. */
  public void window(Duration changed) {
    if (changed.toMillis() < 1) {
      throw new IllegalArgumentException("a window lasts at least a millisecond");
    }
    width = changed;
    windows.clear();
  }

  /** Changes one limit, at least 1; what was counted before is forgotten. */
  public void limit(Operation operation, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a limit is at least 1");
    }
    limits.put(operation, limit);
    windows.clear();
  }

  /** Counts a call; empty if it is allowed, else the whole seconds after which to come back. */
  public OptionalLong take(UUID resource, Operation operation) {
    if (!on) {
      return OptionalLong.empty();
    }
    long wait =
        windows
            .computeIfAbsent(
                new Lane(resource, operation),
                lane -> new SlidingWindow(limit(operation), width.toMillis()))
            .take(clock.millis());
    return wait == 0 ? OptionalLong.empty() : OptionalLong.of(Math.ceilDiv(wait, 1000L));
  }
}
