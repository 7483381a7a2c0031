package dev.acsgateway.authentication;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * How an API key is written: {@code acsgw_<id>_<secret>_<crc>}. The id has 1 to 32 letters and
 * digits, the secret 43 (256 bits), and the checksum is the CRC-32 of all before its underscore, in
 * base 62 with 6 digits. The checksum is no protection: it tells a typo, or a string that a scanner
 * found by chance, from a key without a look-up.
 */
final class ApiKeyFormat {
  static final String PREFIX = "acsgw_";
  static final int MAX_ID_LENGTH = 32;
  static final int SECRET_LENGTH = 43;
  private static final int CHECKSUM_LENGTH = 6;
  private static final int TAIL_LENGTH = 1 + SECRET_LENGTH + 1 + CHECKSUM_LENGTH;
  private static final int MAX_LENGTH = PREFIX.length() + MAX_ID_LENGTH + TAIL_LENGTH;

  private ApiKeyFormat() {}

  /** A key as a client presents it, its secret already reduced to a digest. */
  record Presented(String id, Sha256 secretHash) {}

  /** The key in this text; empty when it is not well formed or its checksum is wrong. */
  static Optional<Presented> parse(String text) {
    int idEnd = text.length() - TAIL_LENGTH;
    if (idEnd <= PREFIX.length()
        || text.length() > MAX_LENGTH
        || !text.startsWith(PREFIX)
        || !Base62.isAll(text, PREFIX.length(), idEnd)) {
      return Optional.empty();
    }
    int secretEnd = idEnd + 1 + SECRET_LENGTH;
    if (text.charAt(idEnd) != '_'
        || !Base62.isAll(text, idEnd + 1, secretEnd)
        || text.charAt(secretEnd) != '_') {
      return Optional.empty();
    }
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    if (!Base62.isAt(bytes, secretEnd + 1, checksum(bytes, secretEnd), CHECKSUM_LENGTH)) {
      return Optional.empty();
    }
    String id = text.substring(PREFIX.length(), idEnd);
    return Optional.of(new Presented(id, Sha256.of(bytes, idEnd + 1, SECRET_LENGTH)));
  }

  static String write(String id, String secret) {
    String checked = PREFIX + id + "_" + secret;
    byte[] bytes = checked.getBytes(StandardCharsets.ISO_8859_1);
    return checked + "_" + Base62.write(checksum(bytes, bytes.length), CHECKSUM_LENGTH);
  }

  static boolean isId(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_ID_LENGTH
        && Base62.isAll(text, 0, text.length());
  }

  private static long checksum(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return crc.getValue();
  }
}
