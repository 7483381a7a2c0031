package dev.acsgateway.http.page;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which content codings a client accepts (RFC 9110, section 12.5.3). */
final class AcceptEncoding {
  private static final Pattern ITEM =
      Pattern.compile("\\s*([^\\s;]+)\\s*(?:;\\s*[qQ]\\s*=\\s*([01](?:\\.\\d{0,3})?)\\s*)?");
  private static final String ANY = "*";

  /** Less than what a client can ask for explicitly, more than what it excludes. */
  private static final double UNSAID = 0.0001;

  private final Map<String, Double> weights = new HashMap<>();

  /**
   * @param lines the header's values, one for each time that it is given; an item that is malformed
   *     is passed over
   */
  AcceptEncoding(List<String> lines) {
    for (String item : String.join(",", lines).split(",", -1)) {
      Matcher matcher = ITEM.matcher(item);
      if (matcher.matches()) {
        String weight = matcher.group(2);
        weights.merge(
            matcher.group(1).toLowerCase(Locale.ROOT),
            weight == null ? 1.0 : Double.parseDouble(weight),
            Math::max);
      }
    }
  }

  /** Whether gzip is accepted, and nothing else is preferred to it. */
  boolean prefersGzip() {
    double gzip = Math.max(weight("gzip", 0), weights.getOrDefault("x-gzip", 0.0));
    return gzip > 0 && gzip >= weight("identity", UNSAID);
  }

  /** Whether an answer without a coding is accepted, as it is unless it is excluded. */
  boolean acceptsIdentity() {
    return weight("identity", UNSAID) > 0;
  }

  private double weight(String coding, double unsaid) {
    return weights.getOrDefault(coding, weights.getOrDefault(ANY, unsaid));
  }
}
