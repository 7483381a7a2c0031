package dev.acsgateway.http;

import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.identity.UserId;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A user id in a path. It is decoded here and not by the router, which would let bytes pass that
 * are not UTF-8, and so give two users one name.
 */
public final class UserIdSegment {
  private static final String PREFIX = "/v1/users/";

  private UserIdSegment() {}

  /**
   * The user that the path {@code /v1/users/{userId}…} names, percent-decoded exactly once.
   *
   * @throws InvalidRequest when that is no user id
   */
  public static UserId read(RoutingContext context) {
    String path = context.normalizedPath();
    int end = path.indexOf('/', PREFIX.length());
    return new UserId(decode(path.substring(PREFIX.length(), end < 0 ? path.length() : end)));
  }

  /** Decodes RFC 3986 percent-encoding of UTF-8; a plus stays a plus. */
  static String decode(String segment) {
    return isPlain(segment) ? segment : decodePercents(segment);
  }

  /** Most user ids are written as they are. */
  private static boolean isPlain(String segment) {
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if (c == '%' || c >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static String decodePercents(String segment) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(segment.length());
    int i = 0;
    while (i < segment.length()) {
      char c = segment.charAt(i);
      if (c == '%') {
        bytes.write(hex(segment, i + 1) * 16 + hex(segment, i + 2));
        i += 3;
      } else {
        bytes.write(ascii(c));
        i++;
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw malformed();
    }
  }

  private static int hex(String text, int at) {
    int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
    if (digit < 0) {
      throw malformed();
    }
    return digit;
  }

  private static int ascii(char c) {
    if (c >= 0x80) {
      throw malformed();
    }
    return c;
  }

  private static InvalidRequest malformed() {
    return new InvalidRequest("userId", "The user id is not percent-encoded UTF-8.");
  }
}
