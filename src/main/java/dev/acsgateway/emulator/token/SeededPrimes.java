package dev.acsgateway.emulator.token;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the same primes for the same seed, all a little above 2^62: so little that the product of
 * {@link #COUNT} of them has 2048 bits, whichever they are.
 */
final class SeededPrimes {
  static final int COUNT = 33;

  private static final long LEAST = (1L << 62) + (1L << 62) / 40;
  private static final long SPREAD = 1L << 55;

  private final SeededBytes seed;

  SeededPrimes(SeededBytes seed) {
    this.seed = seed;
  }

  /** Distinct primes p for which {@code exponent} has an inverse modulo p − 1. */
  List<BigInteger> take(BigInteger exponent) {
    List<BigInteger> primes = new ArrayList<>(COUNT);
    for (long ordinal = 0; primes.size() < COUNT; ordinal++) {
      long offset = ByteBuffer.wrap(seed.block("prime", ordinal)).getLong() & (SPREAD - 1);
      BigInteger prime = BigInteger.valueOf(LEAST + offset).nextProbablePrime();
      boolean usable = prime.subtract(BigInteger.ONE).gcd(exponent).equals(BigInteger.ONE);
      if (usable && !primes.contains(prime)) {
        primes.add(prime);
      }
    }
    return primes;
  }
}
