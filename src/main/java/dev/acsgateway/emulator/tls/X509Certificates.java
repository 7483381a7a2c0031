package dev.acsgateway.emulator.tls;

import static dev.acsgateway.emulator.tls.DerEncoder.bits;
import static dev.acsgateway.emulator.tls.DerEncoder.integer;
import static dev.acsgateway.emulator.tls.DerEncoder.octets;
import static dev.acsgateway.emulator.tls.DerEncoder.oid;
import static dev.acsgateway.emulator.tls.DerEncoder.sequence;
import static dev.acsgateway.emulator.tls.DerEncoder.sequenceOf;
import static dev.acsgateway.emulator.tls.DerEncoder.set;
import static dev.acsgateway.emulator.tls.DerEncoder.tagged;
import static dev.acsgateway.emulator.tls.DerEncoder.text;
import static dev.acsgateway.emulator.tls.DerEncoder.time;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Encodes and signs X.509 v3 certificates (RFC 5280) with ECDSA and SHA-256. */
final class X509Certificates {
  /** Apple's platforms refuse server certificates that live longer than 825 days. */
  private static final Duration LIFETIME = Duration.ofDays(820);

  private static final byte[] ECDSA_WITH_SHA256 = sequence(oid("1.2.840.10045.4.3.2"));

  private X509Certificates() {}

  /** One certificate before it is signed; {@code extensions} are DER-encoded. */
  record Draft(
      String subject,
      PublicKey key,
      BigInteger serial,
      Instant now,
      List<byte[]> extensions,
      String issuer) {}

  static byte[] sign(Draft draft, PrivateKey issuerKey) throws GeneralSecurityException {
    byte[] body =
        sequence(
            tagged(0xa0, integer(BigInteger.TWO)),
            integer(draft.serial),
            ECDSA_WITH_SHA256,
            name(draft.issuer),
            sequence(time(draft.now.minus(Duration.ofDays(1))), time(draft.now.plus(LIFETIME))),
            name(draft.subject),
            draft.key.getEncoded(),
            tagged(0xa3, sequenceOf(draft.extensions)));
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(issuerKey);
    signature.update(body);
    return sequence(body, ECDSA_WITH_SHA256, bits(0, signature.sign()));
  }

  static List<byte[]> authorityExtensions(PublicKey key) throws GeneralSecurityException {
    return List.of(
        critical("2.5.29.19", sequence(DerEncoder.trueValue())),
        critical("2.5.29.15", bits(1, new byte[] {0x06})),
        extension("2.5.29.14", octets(keyId(key))));
  }

  /** Key identifiers are there because Python 3.13 and later verify strictly. */
  static List<byte[]> serverExtensions(PublicKey key, PublicKey issuer, List<byte[]> names)
      throws GeneralSecurityException {
    List<byte[]> extensions = new ArrayList<>();
    extensions.add(critical("2.5.29.19", sequence()));
    extensions.add(critical("2.5.29.15", bits(7, new byte[] {(byte) 0x80})));
    extensions.add(extension("2.5.29.37", sequence(oid("1.3.6.1.5.5.7.3.1"))));
    extensions.add(extension("2.5.29.17", sequenceOf(names)));
    extensions.add(extension("2.5.29.14", octets(keyId(key))));
    extensions.add(extension("2.5.29.35", sequence(tagged(0x80, keyId(issuer)))));
    return extensions;
  }

  private static byte[] keyId(PublicKey key) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-1").digest(key.getEncoded());
  }

  private static byte[] name(String commonName) {
    return sequence(set(sequence(oid("2.5.4.3"), text(commonName))));
  }

  private static byte[] critical(String id, byte[] value) {
    return sequence(oid(id), DerEncoder.trueValue(), octets(value));
  }

  private static byte[] extension(String id, byte[] value) {
    return sequence(oid(id), octets(value));
  }
}
