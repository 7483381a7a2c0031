package dev.acsgateway.emulator.control;

import java.time.Duration;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** How long a call takes beyond the emulator's own work; real time, in whole milliseconds. */
public sealed interface Latency {
  /** No sane test waits longer. */
  Duration LONGEST = Duration.ofMinutes(5);

  /** One delay from the distribution. */
  Duration draw(RandomGenerator random);

  /** Always the same. */
  record Fixed(Duration delay) implements Latency {
    public Fixed {
      checked(delay);
    }

    @Override
    public Duration draw(RandomGenerator random) {
      return delay;
    }
  }

  /** Equally likely anywhere from {@code from} to {@code to}. */
  record Uniform(Duration from, Duration to) implements Latency {
    public Uniform {
      if (checked(from).compareTo(checked(to)) > 0) {
        throw new IllegalArgumentException("from is not after to");
      }
    }

    @Override
    public Duration draw(RandomGenerator random) {
      return Duration.ofMillis(random.nextLong(from.toMillis(), to.toMillis() + 1));
    }
  }

  /**
   * Log-normal, as latencies of services are.
   *
   * @param median half the calls are faster
   * @param sigma the standard deviation of the delay's logarithm; 0.5 puts the 99th percentile at
   *     about 3.2 medians
   */
  record LogNormal(Duration median, double sigma) implements Latency {
    public LogNormal {
      checked(median);
      if (!(sigma >= 0 && sigma <= 3)) {
        throw new IllegalArgumentException("sigma is 0 to 3: " + sigma);
      }
    }

    @Override
    public Duration draw(RandomGenerator random) {
      double millis = median.toMillis() * Math.exp(sigma * random.nextGaussian());
      return Duration.ofMillis(Math.min((long) millis, LONGEST.toMillis()));
    }
  }

  /** See {@link Fixed}. */
  static Latency fixed(Duration delay) {
    return new Fixed(delay);
  }

  /** See {@link Uniform}. */
  static Latency uniform(Duration from, Duration to) {
    return new Uniform(from, to);
  }

  /** See {@link LogNormal}. */
  static Latency logNormal(Duration median, double sigma) {
    return new LogNormal(median, sigma);
  }

  private static Duration checked(Duration delay) {
    Objects.requireNonNull(delay);
    if (delay.isNegative() || delay.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a latency is 0 to " + LONGEST + ": " + delay);
    }
    return delay;
  }
}
