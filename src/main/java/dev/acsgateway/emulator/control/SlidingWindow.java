package dev.acsgateway.emulator.control;

import java.util.Arrays;

/**
 * The instants of the last {@code limit} calls, allowed and refused. Calls from a time that the
 * clock was moved back over do not count.
 */
final class SlidingWindow {
  private final long[] calls;
  private final long width;
  private int next;

  SlidingWindow(int limit, long width) {
    this.calls = new long[limit];
    this.width = width;
    Arrays.fill(calls, Long.MIN_VALUE / 2);
  }

  /** Counts a call at {@code now}; 0 if allowed, else the milliseconds until one would be. */
  synchronized long take(long now) {
    boolean movedBack = calls[next] > now;
    boolean allowed = movedBack || calls[next] <= now - width;
    calls[next] = now;
    next = (next + 1) % calls.length;
    return allowed ? 0 : Math.clamp(calls[next] + width - now, 1, width);
  }
}
