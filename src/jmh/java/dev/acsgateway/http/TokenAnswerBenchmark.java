package dev.acsgateway.http;

import dev.acsgateway.bench.Samples;
import dev.acsgateway.identity.TokenScopes;
import dev.acsgateway.token.TokenAnswer;
import dev.acsgateway.token.TokenSource;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it costs to write the body of an answer, and the header that tells where it came from. */
@State(Scope.Benchmark)
public class TokenAnswerBenchmark {
  private final TokenAnswerEncoder encoder = new TokenAnswerEncoder();
  private final TokenAnswer answer =
      new TokenAnswer(
          Samples.token(), TokenScopes.of("chat", "voip"), Samples.NOW, TokenSource.NEAR);

  /** The body of an answer from Redis; a near hit has it already. */
  @Benchmark
  public Buffer body() {
    return encoder.encode(answer);
  }

  /** The header {@code Cache-Status} of a near hit. */
  @Benchmark
  public CharSequence cacheStatus() {
    return CacheStatus.of(answer.source(), Duration.ofHours(23));
  }
}
