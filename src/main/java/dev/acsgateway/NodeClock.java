package dev.acsgateway;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time by which a node judges how long tokens live: that of its own clock, unless the clocks of
 * Redis and ACS show that this is further off than the minimum validity of tokens makes up for. May
 * be used from any thread; reading it costs no more than reading the node's clock.
 */
final class NodeClock implements InstantSource {
  private static final Logger log = LoggerFactory.getLogger(NodeClock.class);

  /** An error that is worth a warning. */
  static final Duration NOTICEABLE = Duration.ofSeconds(30);

  /** What a token must have left to be handed out, with a minute for its way. */
  private static final Duration NEEDED = Duration.ofMinutes(11);

  private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

  /** What {@code Date} leaves out, on average. */
  private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

  private final InstantSource own;
  private final LongSupplier nanos;
  private final Duration tolerable;
  private @Nullable LoadedConfig redis;
  private @Nullable LoadedConfig acs;
  private long warnedAt;
  private boolean warned;
  private volatile ClockVerdict verdict = ClockVerdict.UNKNOWN;
  private volatile Duration correction = Duration.ZERO;

  /**
   * The clock of another, as it was read.
   *
   * @param there what it said
   * @param nanos when, on a clock that nobody sets
   */
  private record LoadedConfig(Instant there, long nanos) {
    Duration aheadOf(Instant here, long now) {
      return Duration.between(here, there.plusNanos(now - nanos));
    }
  }

  /**
   * @param own the node's own clock
   * @param nanos a clock that runs evenly and that nobody sets
   * @param minimumValidity what tokens have left at least that are served, by this clock
   */
  NodeClock(InstantSource own, LongSupplier nanos, Duration minimumValidity) {
    this.own = own;
    this.nanos = nanos;
    Duration spare = minimumValidity.minus(NEEDED);
    this.tolerable = spare.compareTo(NOTICEABLE) < 0 ? NOTICEABLE : spare;
  }

  @Override
  public Instant instant() {
    return own.instant().plus(correction);
  }

  /**
   * Takes note of what Redis's clock said.
   *
   * @param askedAt by {@link #nanos}, just before it was asked
   */
  synchronized void heardFromRedis(Instant there, long askedAt) {
    long now = nanos.getAsLong();
    redis = new LoadedConfig(there, askedAt + (now - askedAt) / 2);
    judge();
  }

  /** Takes note of the {@code Date} of an answer of ACS that has just come. */
  synchronized void heardFromAcs(Instant date) {
    acs = new LoadedConfig(date.plus(HALF_A_SECOND), nanos.getAsLong());
    judge();
  }

  /** The node's own clock, for what must not see a correction as time that has passed. */
  InstantSource own() {
    return own;
  }

  /** For {@link #heardFromRedis}. */
  long nanos() {
    return nanos.getAsLong();
  }

  /** Compares the clocks again, since the node's own may have been set. */
  synchronized void judge() {
    ClockVerdict now = ClockVerdict.of(aheadByRedis(), aheadByAcs());
    verdict = now;
    Duration needed = isWithin(now.error(), tolerable) ? Duration.ZERO : now.correction();
    if (!isWithin(needed.minus(correction), NOTICEABLE)) {
      log.warn(
          "How long tokens live is judged by this node's clock corrected by {} s", seconds(needed));
    }
    correction = needed;
    warn(now);
  }

  private void warn(ClockVerdict now) {
    boolean off =
        !isWithin(now.error(), NOTICEABLE)
            || aheadByRedis().filter(it -> !isWithin(it, NOTICEABLE)).isPresent()
            || aheadByAcs().filter(it -> !isWithin(it, NOTICEABLE)).isPresent();
    long at = nanos.getAsLong();
    if (!off || (warned && at - warnedAt < BETWEEN_WARNINGS.toNanos())) {
      return;
    }
    warned = true;
    warnedAt = at;
    log.warn(
        "Clocks differ: Redis is {} ahead of this node, ACS {}. Set the one right that is off, by"
            + " NTP",
        shown(aheadByRedis()),
        shown(aheadByAcs()));
  }

  private static String shown(Optional<Duration> ahead) {
    return ahead.map(it -> seconds(it) + " s").orElse("not known to be");
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f", time.toMillis() / 1000.0);
  }

  private static boolean isWithin(Duration time, Duration limit) {
    return time.abs().compareTo(limit) <= 0;
  }

  /** How far Redis is ahead of this node's clock; empty until that is known. */
  synchronized Optional<Duration> aheadByRedis() {
    return ahead(redis);
  }

  /** How far ACS is ahead of this node's clock; empty until that is known. */
  synchronized Optional<Duration> aheadByAcs() {
    return ahead(acs);
  }

  private Optional<Duration> ahead(@Nullable LoadedConfig reading) {
    return Optional.ofNullable(reading).map(it -> it.aheadOf(own.instant(), nanos.getAsLong()));
  }

  /** Whether the node's own clock is as right as the minimum validity needs it to be. */
  boolean isRightEnough() {
    return isWithin(verdict.error(), tolerable);
  }

  /** The clocks as operators see them. */
  JsonObject json() {
    JsonObject json = new JsonObject();
    aheadByRedis().ifPresent(it -> json.put("redisAheadSeconds", it.toMillis() / 1000.0));
    aheadByAcs().ifPresent(it -> json.put("acsAheadSeconds", it.toMillis() / 1000.0));
    return json.put("correctedBySeconds", correction.toMillis() / 1000.0);
  }
}
