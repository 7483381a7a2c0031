package dev.acsgateway.http.ledger;

import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over lines, each with its line feed. */
final class LineDigest {
  private final MessageDigest digest;

  LineDigest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  /** Takes bytes in that hold whole lines with their line feeds. */
  void lines(Buffer bytes) {
    digest.update(bytes.getBytes());
  }

  /** Takes in one line that lost its line feed. */
  void line(Buffer bytes) {
    digest.update(bytes.getBytes());
    digest.update((byte) '\n');
  }

  /** In hexadecimal. To be asked once, at the end. */
  String value() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
