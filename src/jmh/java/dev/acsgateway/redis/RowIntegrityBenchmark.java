package dev.acsgateway.redis;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What it costs to sign the binding of a user to an identity, once for each, and to verify it, once
 * for each call to ACS. Near hits and Redis hits do neither.
 */
@State(Scope.Benchmark)
public class RowIntegrityBenchmark {
  private static final String KEY = "gw:{123}:u:0123456789abcdefghijkl";
  private static final String USER = "alice@example.org";
  private static final String IDENTITY =
      "8:acs:5a0b2a7e-9d5b-4d6c-8d51-2f0a3a6f9a11_0000001c-6f7a-4c2a-b5d2-7f3a0d003d4e";

  private final RowIntegrity integrity =
      RowIntegrity.of(
          new RedisConfig(
              RedisConfig.Mode.STANDALONE,
              RedisEndpoints.parse("redis://127.0.0.1"),
              "mymaster",
              Duration.ofSeconds(2),
              512,
              Optional.of(AeadCipher.newKeyset()),
              false,
              Duration.ofSeconds(15),
              Duration.ofSeconds(3),
              0,
              new IntegrityConfig(IntegrityConfig.Mode.REQUIRE, "")),
          InstantSource.system());
  private final String signature = integrity.sign(KEY, USER, IDENTITY);

  /** As for each new identity. */
  @Benchmark
  public String sign() {
    return integrity.sign(KEY, USER, IDENTITY);
  }

  /** As for each call to ACS for a user who is known. */
  @Benchmark
  public boolean verify() {
    return integrity.verifies(KEY, signature, USER, IDENTITY);
  }
}
