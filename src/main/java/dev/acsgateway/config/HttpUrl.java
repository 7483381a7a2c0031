package dev.acsgateway.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the URLs of HTTP servers that settings and options name. */
public final class HttpUrl {
  private static final Pattern FORM = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)(.*)");

  private HttpUrl() {}

  /**
   * Returns a URL with its scheme and host in lower case. It has a host that {@link URI#getHost}
   * finds, so that every HTTP client takes it.
   *
   * @param schemes {@code http}, {@code https} or both
   * @throws IllegalArgumentException with what is wrong, which quotes nothing of the text
   */
  public static URI parse(String text, Set<String> schemes) {
    Matcher form = FORM.matcher(text);
    if (!form.matches() || !schemes.contains(form.group(1).toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "does not begin with "
              + String.join(":// or ", schemes.stream().sorted().toList())
              + "://");
    }
    if (form.group(2).contains("@")) {
      throw new IllegalArgumentException("has a user or a password, which belong elsewhere");
    }
    Authority authority = Authority.parse(form.group(2));
    if (form.group(3).contains("#")) {
      throw new IllegalArgumentException("has a fragment (#), which no server sees");
    }
    try {
      URI url = new URI(form.group(1).toLowerCase(Locale.ROOT) + "://" + authority + form.group(3));
      if (url.getHost() == null) {
        throw new IllegalArgumentException(
            "has a host name that HTTP clients refuse, such as one with an underscore; give the"
                + " host another name");
      }
      return url;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "has a character in its path that must be percent-encoded", e);
    }
  }
}
