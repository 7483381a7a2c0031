package dev.acsgateway.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.failure.Unauthenticated;
import dev.acsgateway.fake.MovableClock;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The time that a refusal takes says nothing about why. Two kinds of bad key are tried in turns, in
 * random order, so that what else the machine does hits both alike; compared are medians. A kind
 * that skips the one hash of a refusal shows that a difference of that size would be seen.
 */
final class KeyTimingTest {
  private static final int ROUNDS = 2_000;
  private static final int IN_A_ROW = 20;
  private static final int ATTEMPTS = 5;
  private static final double NOISE = 0.08;
  private static final String NEAR_SECRET = "n".repeat(ApiKeyFormat.SECRET_LENGTH);
  private static final Sha256 NEAR = hashOf(NEAR_SECRET);

  private final ApiKeyFactory factory = new ApiKeyFactory(new SecureRandom());
  private final ApiKeyFactory.NewApiKey known = factory.make("known0000000");
  private final ApiKeyVerifier verifier =
      new ApiKeyVerifier(
          new ConfiguredApiKeys(
              List.of(key("known0000000", known.hash()), key("near00000000", nearly(NEAR)))),
          new MovableClock());

  private static Sha256 hashOf(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.US_ASCII);
    return Sha256.of(bytes, 0, bytes.length);
  }

  /** Equal but for the last bit. */
  private static Sha256 nearly(Sha256 hash) {
    return new Sha256(hash.a(), hash.b(), hash.c(), hash.d() ^ 1);
  }

  private static ApiKey key(String id, Sha256 hash) {
    return new ApiKey(id, hash, Grant.of(Permission.TOKENS_ISSUE), Optional.empty(), "");
  }

  private long nanosOf(String text) {
    long start = System.nanoTime();
    for (int i = 0; i < IN_A_ROW; i++) {
      try {
        verifier.verify(text);
        throw new AssertionError("let in with a bad key");
      } catch (Unauthenticated expected) {
        // as it should be
      }
    }
    return System.nanoTime() - start;
  }

  /** How much longer the one takes than the other, as a share of the shorter. */
  private double difference(String one, String other) {
    Random order = new Random(7);
    long[] ofOne = new long[ROUNDS];
    long[] ofOther = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      if (order.nextBoolean()) {
        ofOne[i] = nanosOf(one);
        ofOther[i] = nanosOf(other);
      } else {
        ofOther[i] = nanosOf(other);
        ofOne[i] = nanosOf(one);
      }
    }
    double a = median(ofOne);
    double b = median(ofOther);
    return Math.abs(a - b) / Math.min(a, b);
  }

  private static double median(long[] values) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** The least of some attempts: noise varies, a real difference is there every time. */
  private double leastDifference(String one, String other) {
    List<Double> differences = new ArrayList<>();
    difference(one, other);
    for (int i = 0; i < ATTEMPTS; i++) {
      differences.add(difference(one, other));
    }
    return differences.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  @Test
  void anUnknownIdTakesAsLongAsAWrongSecret() {
    String unknown = factory.make("unknown00000").key().value();
    String wrong = factory.make("known0000000").key().value();
    assertThat(leastDifference(unknown, wrong)).isLessThan(NOISE);
  }

  @Test
  void aSecretWhoseHashIsNearlyRightTakesAsLongAsAnyOther() {
    String nearlyRight = ApiKeyFormat.write("near00000000", NEAR_SECRET);
    String wrong = factory.make("near00000000").key().value();
    assertThat(leastDifference(nearlyRight, wrong)).isLessThan(NOISE);
  }

  @Test
  void theMeasurementSeesTheTimeOfOneHash() {
    String wrong = factory.make("known0000000").key().value();
    String mistyped = wrong.substring(0, wrong.length() - 1) + (wrong.endsWith("0") ? "1" : "0");
    assertThat(leastDifference(mistyped, wrong)).isGreaterThan(2 * NOISE);
  }
}
