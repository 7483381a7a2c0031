package dev.acsgateway.emulator.control;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The emulator's time: runs with a base clock until someone moves or freezes it. Everything that
 * expires, is revoked or is counted per window goes by it; signed dates do not, as SDKs live by the
 * base clock.
 */
public final class EmulatorClock implements InstantSource {
  private final InstantSource base;
  private volatile Setting setting = new Setting(Duration.ZERO, false, Instant.EPOCH);

  /** How far ahead of the base it runs, or where it stands still. */
  private record Setting(Duration ahead, boolean frozen, Instant at) {}

  /** A clock that shows the time of {@code base}. */
  public EmulatorClock(InstantSource base) {
    this.base = base;
  }

  /** The emulator's time. */
  @Override
  public Instant instant() {
    Setting now = setting;
    return now.frozen ? now.at : base.instant().plus(now.ahead);
  }

  /** The clock that clients live by. */
  public InstantSource base() {
    return base;
  }

  /** Whether it stands still. */
  public boolean frozen() {
    return setting.frozen;
  }

  /** Shows {@code instant} from now on; a running clock runs on from there. */
  public synchronized void set(Instant instant) {
    setting = new Setting(Duration.between(base.instant(), instant), setting.frozen, instant);
  }

  /** Moves it by {@code by}, backwards if that is negative. */
  public synchronized void advance(Duration by) {
    Setting now = setting;
    setting = new Setting(now.ahead.plus(by), now.frozen, now.at.plus(by));
  }

  /** Stops it where it is. */
  public synchronized void freeze() {
    setting = new Setting(setting.ahead, true, instant());
  }

  /** Lets it run on from where it stands. */
  public synchronized void run() {
    setting = new Setting(Duration.between(base.instant(), instant()), false, Instant.EPOCH);
  }

  /** Shows the base clock's time again. */
  public synchronized void reset() {
    setting = new Setting(Duration.ZERO, false, Instant.EPOCH);
  }
}
