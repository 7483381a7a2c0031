package dev.acsgateway.emulator.token;

import java.math.BigInteger;

/**
 * Arithmetic modulo one odd prime between 2^62 and 2^63, in Montgomery form (Montgomery 1985) with
 * R = 2^64. Immutable.
 */
final class SmallPrime {
  private final long prime;
  private final long exponent;
  private final long negativeInverse;
  private final long rSquared;

  /** The RSA private exponent belongs to this prime and the public {@code exponent}. */
  SmallPrime(BigInteger prime, BigInteger exponent) {
    this.prime = prime.longValueExact();
    this.exponent = exponent.modInverse(prime.subtract(BigInteger.ONE)).longValueExact();
    BigInteger r = BigInteger.ONE.shiftLeft(Long.SIZE);
    this.negativeInverse = prime.negate().modInverse(r).longValue();
    this.rSquared = r.multiply(r).mod(prime).longValueExact();
  }

  /** {@code limbs}, most significant first, to the private exponent, modulo the prime. */
  long power(long[] limbs) {
    long base = multiply(remainder(limbs), rSquared);
    long result = base;
    for (long bit = Long.highestOneBit(exponent) >>> 1; bit != 0; bit >>>= 1) {
      result = multiply(result, result);
      if ((exponent & bit) != 0) {
        result = multiply(result, base);
      }
    }
    return multiply(result, 1);
  }

  private long remainder(long[] limbs) {
    long sum = 0;
    for (long limb : limbs) {
      sum = reduced(multiply(sum, rSquared) + reduced(limb));
    }
    return sum;
  }

  /** At most three steps, as the prime is above 2^62. */
  private long reduced(long value) {
    long rest = value;
    while (Long.compareUnsigned(rest, prime) >= 0) {
      rest -= prime;
    }
    return rest;
  }

  /** {@code left * right / R}; no overflow, as the prime is below 2^63. */
  private long multiply(long left, long right) {
    long low = left * right;
    long high = Math.unsignedMultiplyHigh(left, right);
    long fold = Math.unsignedMultiplyHigh(low * negativeInverse, prime);
    return reduced(high + fold + (low == 0 ? 0 : 1));
  }
}
