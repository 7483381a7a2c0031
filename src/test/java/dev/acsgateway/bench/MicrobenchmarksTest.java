package dev.acsgateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The benchmarks of {@code scripts/microbench}, once each; the times mean nothing here. */
final class MicrobenchmarksTest {
  /** Several builds may run on one machine, and none of them measures here. */
  private static final String IGNORE_LOCK = "jmh.ignoreLock";

  @Test
  void everyHotPieceHasABenchmarkThatRuns() throws RunnerException {
    System.setProperty(IGNORE_LOCK, "true");
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .mode(Mode.SingleShotTime)
                    .forks(0)
                    .warmupIterations(0)
                    .measurementIterations(1)
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();

    assertThat(results)
        .extracting(result -> result.getParams().getBenchmark())
        .contains(
            "dev.acsgateway.authentication.CredentialBenchmark.apiKey",
            "dev.acsgateway.token.NearCacheBenchmark.find",
            "dev.acsgateway.http.TokenAnswerBenchmark.answer",
            "dev.acsgateway.http.RateLimitBenchmark.passed",
            "dev.acsgateway.redis.SealedTokenBenchmark.open")
        .doesNotHaveDuplicates();
    assertThat(results)
        .extracting(result -> result.getPrimaryResult().getStatistics().getN())
        .containsOnly(1L);
  }
}
