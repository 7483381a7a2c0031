package dev.acsgateway.http;

import dev.acsgateway.bench.Samples;
import dev.acsgateway.identity.TokenScopes;
import dev.acsgateway.token.CachedToken;
import dev.acsgateway.token.TokenAnswer;
import dev.acsgateway.token.TokenSource;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it costs to write the body of an answer, and the header that tells where it came from. */
@State(Scope.Benchmark)
public class TokenAnswerBenchmark {
  private static final TokenScopes SCOPES = TokenScopes.of("chat", "voip");

  private final CachedToken token = Samples.token();

  /** An answer from Redis with its body; a near hit has it already. */
  @Benchmark
  public TokenAnswer answer() {
    return TokenAnswer.of(token, SCOPES, Samples.NOW, TokenSource.SHARED);
  }

  /** The header {@code Cache-Status} of a near hit. */
  @Benchmark
  public CharSequence cacheStatus() {
    return CacheStatus.of(TokenSource.NEAR, Duration.ofHours(23));
  }
}
