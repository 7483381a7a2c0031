package dev.acsgateway.http.edge;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** How busy one event loop is. To be used on that event loop only. */
public final class EventLoopLoad {
  private static final Duration TICK = Duration.ofMillis(50);

  /** How many requests are served between two ticks, however late the second is. */
  static final int ALWAYS_SERVED = 100;

  private final LoadConfig config;
  private final LongSupplier nanos;
  private final LongConsumer lag;
  private final long longest;
  private final long longestTurn;
  private long lastTick;
  private long turning;
  private int sinceTick;
  private int inFlight;

  /**
   * @param nanos a clock that never goes back, in nanoseconds
   * @param lag is told at every tick how late it is, in nanoseconds
   */
  public EventLoopLoad(LoadConfig config, LongSupplier nanos, LongConsumer lag) {
    this.lag = lag;
    this.config = config;
    this.nanos = nanos;
    this.longest = config.maxLag().plus(TICK).toNanos();
    this.longestTurn = config.roundInterval().toNanos();
    this.lastTick = nanos.getAsLong();
  }

  /**
   * Begins to measure. A tick that is overdue shows lag while it grows, also within one long run of
   * requests, and not only once it is over.
   */
  public void start(Vertx vertx) {
    vertx.setPeriodic(TICK.toMillis(), ticked -> tick());
  }

  void tick() {
    long now = nanos.getAsLong();
    long passed = now - lastTick;
    lag.accept(Math.max(0, passed - TICK.toNanos()));
    turning += Math.min(passed, longestTurn);
    lastTick = now;
    sinceTick = 0;
  }

  /**
   * Whether the request that has arrived should be turned away. A tick that is overdue counts only
   * once some requests were served meanwhile: a pause of the process is no load.
   */
  boolean isTooMuch() {
    sinceTick++;
    return inFlight >= config.maxInFlight()
        || (sinceTick > ALWAYS_SERVED && nanos.getAsLong() - lastTick > longest);
  }

  /** A request is under way. */
  void begin() {
    inFlight++;
  }

  /** It is not any more. */
  void end() {
    inFlight--;
  }

  /**
   * A clock to hold clients to, in nanoseconds, which costs nothing and stands still while the loop
   * does: what has come meanwhile, from whoever was in time, is yet to be read.
   */
  long turning() {
    return turning;
  }
}
