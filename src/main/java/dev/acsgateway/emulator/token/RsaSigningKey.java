package dev.acsgateway.emulator.token;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A 2048-bit RSA key that signs RS256 (RFC 7518 §3.3) fast.
 *
 * <p>It is a multi-prime key (RFC 8017 §3.2) of 33 primes of 63 bits, which makes a signature some
 * fifty times cheaper than with two primes of 1024, and nobody who verifies one can tell. Anybody
 * could factor the modulus, but then the key follows from a seed that is no secret: it protects
 * nothing. Immutable.
 */
public final class RsaSigningKey {
  private static final BigInteger EXPONENT = BigInteger.valueOf(65537);
  private static final int MODULUS_BYTES = 256;
  private static final byte[] DIGEST_INFO =
      HexFormat.of().parseHex("3031300d060960864801650304020105000420");

  private final List<Factor> factors;
  private final BigInteger modulus;

  /** One prime and its weight in the Chinese remainder theorem. */
  private record Factor(SmallPrime prime, BigInteger weight) {}

  /** Makes the one key that belongs to the seed. */
  public RsaSigningKey(SeededBytes seed) {
    List<BigInteger> primes = new SeededPrimes(seed).take(EXPONENT);
    BigInteger product = primes.stream().reduce(BigInteger.ONE, BigInteger::multiply);
    modulus = product;
    factors = primes.stream().map(prime -> factor(prime, product)).toList();
  }

  private static Factor factor(BigInteger prime, BigInteger modulus) {
    BigInteger rest = modulus.divide(prime);
    return new Factor(new SmallPrime(prime, EXPONENT), rest.multiply(rest.modInverse(prime)));
  }

  /** RSASSA-PKCS1-v1_5 with SHA-256 over {@code message}; 256 bytes. */
  public byte[] sign(byte[] message) {
    long[] limbs = new long[MODULUS_BYTES / Long.BYTES];
    ByteBuffer.wrap(padded(message)).asLongBuffer().get(limbs);
    BigInteger sum = BigInteger.ZERO;
    for (Factor factor : factors) {
      BigInteger power = BigInteger.valueOf(factor.prime.power(limbs));
      sum = sum.add(power.multiply(factor.weight));
    }
    return fixedLength(sum.mod(modulus));
  }

  /** Whether {@code signature} is this key's signature of {@code message}. */
  public boolean verify(byte[] message, byte[] signature) {
    return signature.length == MODULUS_BYTES
        && new BigInteger(1, signature)
            .modPow(EXPONENT, modulus)
            .equals(new BigInteger(1, padded(message)));
  }

  /** The public half, for anyone who wants to verify tokens with other code. */
  public PublicKey publicKey() {
    try {
      return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, EXPONENT));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has RSA", e);
    }
  }

  /** 20 bytes that name this key, for the header's {@code x5t}. */
  byte[] thumbprint() {
    return Arrays.copyOf(sha256(modulus.toByteArray()), 20);
  }

  private static byte[] padded(byte[] message) {
    byte[] block = new byte[MODULUS_BYTES];
    byte[] digest = sha256(message);
    int from = MODULUS_BYTES - digest.length - DIGEST_INFO.length;
    Arrays.fill(block, 2, from - 1, (byte) 0xff);
    block[1] = 1;
    System.arraycopy(DIGEST_INFO, 0, block, from, DIGEST_INFO.length);
    System.arraycopy(digest, 0, block, from + DIGEST_INFO.length, digest.length);
    return block;
  }

  private static byte[] sha256(byte[] message) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] fixedLength(BigInteger value) {
    byte[] bytes = value.toByteArray();
    byte[] fixed = new byte[MODULUS_BYTES];
    int length = Math.min(bytes.length, MODULUS_BYTES);
    System.arraycopy(bytes, bytes.length - length, fixed, MODULUS_BYTES - length, length);
    return fixed;
  }
}
