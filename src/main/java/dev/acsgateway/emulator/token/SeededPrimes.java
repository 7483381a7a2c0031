package dev.acsgateway.emulator.token;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the same 256-bit primes for the same seed. */
final class SeededPrimes {
  private static final int BITS = 256;

  /** The top four bits are set, so that the product of eight primes never loses a bit. */
  private static final BigInteger TOP = BigInteger.valueOf(0xf).shiftLeft(BITS - 4);

  private final SeededBytes seed;

  SeededPrimes(SeededBytes seed) {
    this.seed = seed;
  }

  /** {@code count} distinct primes p for which {@code exponent} has an inverse modulo p − 1. */
  List<BigInteger> take(int count, BigInteger exponent) {
    List<BigInteger> primes = new ArrayList<>(count);
    for (long ordinal = 0; primes.size() < count; ordinal++) {
      byte[] bytes = Arrays.copyOf(seed.block("prime", ordinal), BITS / 8);
      BigInteger prime = new BigInteger(1, bytes).or(TOP).nextProbablePrime();
      boolean usable =
          prime.bitLength() == BITS
              && prime.subtract(BigInteger.ONE).gcd(exponent).equals(BigInteger.ONE);
      if (usable && !primes.contains(prime)) {
        primes.add(prime);
      }
    }
    return primes;
  }
}
