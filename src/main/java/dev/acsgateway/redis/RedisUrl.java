package dev.acsgateway.redis;

import dev.acsgateway.config.Authority;
import dev.acsgateway.config.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One Redis server as a URL names it: {@code redis[s]://[user:password@]host[:port][/database]}.
 *
 * @param address always with a port
 * @param database 0 where the URL names none
 */
record RedisUrl(
    boolean tls,
    Optional<String> username,
    Optional<Secret> password,
    Authority address,
    int database) {
  private static final int DEFAULT_PORT = 6379;
  private static final Pattern FORM =
      Pattern.compile("(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?<authority>[^/?#]*)(?<rest>.*)");
  private static final Pattern DATABASE = Pattern.compile("/[0-9]{1,5}");
  private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");

  /**
   * Reads a URL.
   *
   * @throws IllegalArgumentException with what is wrong, which quotes nothing of the URL
   */
  static RedisUrl parse(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("is empty");
    }
    if (text.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
      throw new IllegalArgumentException("has a space or a control character");
    }
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("does not begin with redis:// or rediss://");
    }
    String rest = form.group("rest");
    if (rest.contains("@")) {
      throw new IllegalArgumentException(
          "has an @ after its host; in a user or a password, / is written %2F, ? %3F and # %23");
    }
    String authority = form.group("authority");
    int at = authority.indexOf('@');
    if (at != authority.lastIndexOf('@')) {
      throw new IllegalArgumentException(
          "has more than one @; in a user or a password, @ is written %40");
    }
    boolean tls = isTls(form.group("scheme"));
    Authority address = withPort(Authority.parse(authority.substring(at + 1)));
    if (tls && address.host().name().contains("_")) {
      throw new IllegalArgumentException(
          "has a host name with an underscore, which no certificate can name");
    }
    int database = database(rest);
    if (at < 0) {
      return new RedisUrl(tls, Optional.empty(), Optional.empty(), address, database);
    }
    String userInfo = authority.substring(0, at);
    int colon = userInfo.indexOf(':');
    if (colon < 0 || colon == userInfo.length() - 1) {
      throw new IllegalArgumentException(
          "has an @ without a password before it, which is written :password@ or user:password@");
    }
    return new RedisUrl(
        tls,
        Optional.of(decoded(userInfo.substring(0, colon))).filter(user -> !user.isEmpty()),
        Optional.of(new Secret(decoded(userInfo.substring(colon + 1)))),
        address,
        database);
  }

  private static boolean isTls(String scheme) {
    return switch (scheme.toLowerCase(Locale.ROOT)) {
      case "redis" -> false;
      case "rediss" -> true;
      default -> throw new IllegalArgumentException("does not begin with redis:// or rediss://");
    };
  }

  private static Authority withPort(Authority address) {
    return address.port().isPresent()
        ? address
        : new Authority(address.host(), OptionalInt.of(DEFAULT_PORT));
  }

  private static int database(String rest) {
    if (rest.isEmpty() || rest.equals("/")) {
      return 0;
    }
    if (rest.contains("?") || rest.contains("#")) {
      throw new IllegalArgumentException("has a query or a fragment, which are not supported");
    }
    if (!DATABASE.matcher(rest).matches()) {
      throw new IllegalArgumentException("has a database that is not a number");
    }
    return Integer.parseInt(rest.substring(1));
  }

  /** Resolves percent-encoding; a plus stays one (RFC 3986). */
  private static String decoded(String text) {
    Matcher escapes = ESCAPE.matcher(text);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int position = 0;
    while (position < text.length()) {
      int next = text.indexOf('%', position);
      int end = next < 0 ? text.length() : next;
      bytes.writeBytes(text.substring(position, end).getBytes(StandardCharsets.UTF_8));
      position = end;
      if (next >= 0) {
        if (!escapes.region(next, text.length()).lookingAt()) {
          throw new IllegalArgumentException(
              "has a % in its user or password that begins no escape; a % is written %25");
        }
        bytes.write(Integer.parseInt(text.substring(next + 1, next + 3), 16));
        position = next + 3;
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("has escapes that are not UTF-8", e);
    }
  }
}
