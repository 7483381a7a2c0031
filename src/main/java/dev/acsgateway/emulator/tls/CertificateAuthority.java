package dev.acsgateway.emulator.tls;

import static dev.acsgateway.emulator.tls.DerEncoder.tagged;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A throw-away certificate authority that issues one server certificate for this machine.
 *
 * <p>Vert.x's own self-signed certificate carries no subject alternative names, which every current
 * client asks for; so the emulator writes its own, for {@code localhost}, {@code 127.0.0.1} and
 * {@code ::1}.
 */
public final class CertificateAuthority {
  private static final byte[] LOOPBACK_V4 = {127, 0, 0, 1};
  private static final byte[] LOOPBACK_V6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
  private static final String ISSUER = "ACS emulator authority";

  private CertificateAuthority() {}

  /**
   * Makes an authority and a server certificate, valid from a day before {@code now}.
   *
   * @param hosts further DNS names, for listeners that are not bound to loopback
   * @throws IllegalStateException if this JDK lacks P-256, which no supported one does
   */
  public static ServerCertificate issue(Instant now, List<String> hosts) {
    try {
      SecureRandom random = new SecureRandom();
      KeyPair authority = keyPair(random);
      KeyPair server = keyPair(random);
      byte[] authorityCertificate =
          X509Certificates.sign(
              new X509Certificates.Draft(
                  ISSUER,
                  authority.getPublic(),
                  serial(random),
                  now,
                  X509Certificates.authorityExtensions(authority.getPublic()),
                  ISSUER),
              authority.getPrivate());
      byte[] serverCertificate =
          X509Certificates.sign(
              new X509Certificates.Draft(
                  "localhost",
                  server.getPublic(),
                  serial(random),
                  now,
                  X509Certificates.serverExtensions(
                      server.getPublic(), authority.getPublic(), names(hosts)),
                  ISSUER),
              authority.getPrivate());
      String trust = pem("CERTIFICATE", authorityCertificate);
      return new ServerCertificate(
          pem("PRIVATE KEY", server.getPrivate().getEncoded()),
          pem("CERTIFICATE", serverCertificate) + trust,
          trust);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot make an EC certificate", e);
    }
  }

  private static List<byte[]> names(List<String> hosts) {
    List<byte[]> names = new ArrayList<>();
    names.add(tagged(0x87, LOOPBACK_V4));
    names.add(tagged(0x87, LOOPBACK_V6));
    names.add(dns("localhost"));
    hosts.forEach(host -> names.add(dns(host)));
    return names;
  }

  private static byte[] dns(String name) {
    return tagged(0x82, name.getBytes(StandardCharsets.US_ASCII));
  }

  private static KeyPair keyPair(SecureRandom random) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    return generator.generateKeyPair();
  }

  private static BigInteger serial(SecureRandom random) {
    return new BigInteger(120, random).setBit(120);
  }

  private static String pem(String type, byte[] der) {
    Base64.Encoder encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
    return "-----BEGIN "
        + type
        + "-----\n"
        + encoder.encodeToString(der)
        + "\n-----END "
        + type
        + "-----\n";
  }
}
