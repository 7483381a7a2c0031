package dev.acsgateway.http;

import dev.acsgateway.authentication.RateLimit;
import java.time.Duration;
import java.time.InstantSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it costs to count a request. */
@State(Scope.Benchmark)
public class RateLimitBenchmark {
  private final Buckets buckets = new Buckets(InstantSource.system());
  private final RateLimit ample = new RateLimit(1_000_000_000, Duration.ofSeconds(1));
  private final RateLimit spent = new RateLimit(1, Duration.ofDays(1));

  /** A request within the limit. */
  @Benchmark
  public Buckets.Draw passed() {
    return buckets.draw("key:backend", ample);
  }

  /** A request over it. */
  @Benchmark
  public Buckets.Draw refused() {
    return buckets.draw("key:greedy", spent);
  }
}
