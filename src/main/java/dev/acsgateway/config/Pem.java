package dev.acsgateway.config;

import io.vertx.core.VertxException;
import io.vertx.core.net.impl.pkcs1.PrivateKeyParser;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads PEM (RFC 7468). Messages of its exceptions say what is wrong and quote nothing. */
public final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile(
          "-----BEGIN (?<label>[A-Z0-9 ]+)-----\\s*(?<content>.*?)-----END \\k<label>-----",
          Pattern.DOTALL);
  private static final Set<String> CERTIFICATES =
      Set.of("CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE");

  private Pem() {}

  /**
   * Returns the certificates in a text, in their order.
   *
   * @throws IllegalArgumentException if there is none, or one cannot be read
   */
  public static List<X509Certificate> certificates(String text) {
    List<X509Certificate> found = new ArrayList<>();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      if (CERTIFICATES.contains(block.group("label"))) {
        found.add(certificate(der(block.group("content"))));
      }
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException("holds no PEM certificate");
    }
    return found;
  }

  private static X509Certificate certificate(byte[] der) {
    try {
      Certificate read =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
      if (read instanceof X509Certificate certificate) {
        return certificate;
      }
    } catch (CertificateException e) {
      throw new IllegalArgumentException("holds a certificate that cannot be read", e);
    }
    throw new IllegalArgumentException("holds a certificate that cannot be read");
  }

  /**
   * Returns the first private key in a text.
   *
   * @throws IllegalArgumentException if there is none that TLS is served with
   */
  public static PrivateKey privateKey(String text) {
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      String label = block.group("label");
      if (label.endsWith("PRIVATE KEY")) {
        return privateKey(label, block.group("content"));
      }
    }
    throw new IllegalArgumentException("holds no PEM private key");
  }

  private static PrivateKey privateKey(String label, String content) {
    if (label.startsWith("ENCRYPTED") || content.contains("ENCRYPTED")) {
      throw new IllegalArgumentException(
          "is encrypted; write it without a passphrase (openssl pkey)");
    }
    byte[] der = der(content);
    try {
      return switch (label) {
        case "RSA PRIVATE KEY" ->
            KeyFactory.getInstance("RSA").generatePrivate(PrivateKeyParser.getRSAKeySpec(der));
        case "EC PRIVATE KEY" ->
            KeyFactory.getInstance("EC").generatePrivate(PrivateKeyParser.getECKeySpec(der));
        case "PRIVATE KEY" -> pkcs8(new PKCS8EncodedKeySpec(der));
        default -> throw new IllegalArgumentException("is neither an RSA nor an EC private key");
      };
    } catch (GeneralSecurityException | VertxException e) {
      throw new IllegalArgumentException("holds a private key that cannot be read", e);
    }
  }

  private static PrivateKey pkcs8(PKCS8EncodedKeySpec spec) {
    return Stream.of("RSA", "EC")
        .flatMap(algorithm -> read(algorithm, spec).stream())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(problemWith(spec)));
  }

  private static String problemWith(PKCS8EncodedKeySpec spec) {
    return Stream.of("Ed25519", "Ed448", "DSA", "RSASSA-PSS")
        .filter(algorithm -> read(algorithm, spec).isPresent())
        .findFirst()
        .map(it -> "is an " + it + " key, which TLS is not served with; use RSA or EC")
        .orElse("holds a private key that cannot be read");
  }

  private static Optional<PrivateKey> read(String algorithm, PKCS8EncodedKeySpec spec) {
    try {
      return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(spec));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private static byte[] der(String content) {
    try {
      return Base64.getMimeDecoder().decode(content.getBytes(StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("holds a PEM block that is not base64", e);
    }
  }

  /** Returns a block of PEM. */
  public static String write(String label, byte[] der) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(label, Base64.getMimeEncoder().encodeToString(der), label);
  }
}
