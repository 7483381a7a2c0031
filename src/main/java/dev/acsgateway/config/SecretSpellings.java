package dev.acsgateway.config;

import io.vertx.core.json.Json;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a secret may be written in a text that somebody else made of it: as a whole or in part, as it
 * is, percent-encoded or decoded, in JSON, or in base64.
 */
final class SecretSpellings {
  /** What is shorter stands in too many texts by chance. */
  static final int SHORTEST = 6;

  private static final int SHORTEST_WORD = 8;
  private static final Pattern WORD = Pattern.compile("[^\\s,;]{" + SHORTEST_WORD + ",}");

  /** Between blanks in quotes, dots or other marks, but no label of a host name. */
  private static final Pattern OPAQUE =
      Pattern.compile("(?<![A-Za-z0-9+/_.-])[A-Za-z0-9+/_-]{16,}={0,2}(?![A-Za-z0-9+/_.-])");

  /** From the first colon of a URL's authority to the last at sign, whatever stands between. */
  private static final Pattern PASSWORD =
      Pattern.compile("://(?<user>[^:@]*:?)(?<password>[^,]*)@");

  private static final Pattern BASIC = Pattern.compile("(?i)basic\\s+(\\S+)");
  private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");

  private SecretSpellings() {}

  /** Returns every spelling that is long enough to be told from other text. */
  static List<String> of(String secret) {
    Set<String> parts = new LinkedHashSet<>();
    parts.add(secret);
    secret
        .lines()
        .map(String::strip)
        .filter(line -> line.length() >= SHORTEST_WORD)
        .forEach(parts::add);
    addMatches(WORD.matcher(secret), parts);
    addMatches(OPAQUE.matcher(secret), parts);
    PASSWORD
        .matcher(secret)
        .results()
        .forEach(
            found -> {
              parts.add(found.group(1) + found.group(2));
              parts.add(found.group(2));
              parts.addAll(List.of(found.group(2).split("[/?#@:%&=]")));
            });
    Matcher basic = BASIC.matcher(secret);
    if (basic.find()) {
      String userAndPassword = fromBase64(basic.group(1));
      parts.add(userAndPassword);
      parts.add(userAndPassword.substring(userAndPassword.indexOf(':') + 1));
    }
    Set<String> spellings = new LinkedHashSet<>();
    for (String part : List.copyOf(parts)) {
      spell(part, spellings);
      spell(percentDecoded(part), spellings);
    }
    return spellings.stream().filter(SecretSpellings::isLongEnough).toList();
  }

  /** Without the beginning of a URL, which stands in many texts. */
  private static boolean isLongEnough(String spelling) {
    return spelling
            .substring(spelling.indexOf("://") < 0 ? 0 : spelling.indexOf("://") + 3)
            .length()
        >= SHORTEST;
  }

  private static void addMatches(Matcher matcher, Set<String> parts) {
    matcher.results().map(MatchResult::group).forEach(parts::add);
  }

  private static void spell(String part, Set<String> spellings) {
    if (!isLongEnough(part)) {
      return;
    }
    spellings.add(part);
    String form = URLEncoder.encode(part, StandardCharsets.UTF_8);
    String percent = form.replace("+", "%20");
    spellings.add(form);
    spellings.add(percent);
    spellings.add(
        ESCAPE.matcher(percent).replaceAll(escape -> escape.group().toLowerCase(Locale.ROOT)));
    String json = Json.encode(part);
    spellings.add(json.substring(1, json.length() - 1));
    spellings.add(json.substring(1, json.length() - 1).replace("/", "\\/"));
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    spellings.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
    spellings.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  private static String percentDecoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }

  private static String fromBase64(String text) {
    try {
      return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }
}
