package dev.acsgateway.http.edge;

import io.netty.util.NetUtil;
import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The origin of a web page.
 *
 * @param value exactly as browsers write it into the header {@code Origin} (RFC 6454, section 6.2):
 *     in lower case, without the scheme's own port
 */
public record WebOrigin(String value) {
  private static final Pattern FORM =
      Pattern.compile("(?i)(https?)://(\\[[^\\]]*\\]|[^/?#@:\\[\\]]*)(?::([0-9]{1,5}))?");

  private static final Pattern HOST =
      Pattern.compile("(?=.{1,254}$)[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*\\.?");

  /** What browsers take for an IPv4 address, and rewrite unless it is dotted decimal. */
  private static final Pattern NUMERIC = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)\\.?");

  private static final int HIGHEST_PORT = 65_535;

  /**
   * Reads an origin that a person wrote.
   *
   * @throws IllegalArgumentException if no browser sends it; the message says what is wrong
   */
  public static WebOrigin parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(whyNot(text));
    }
    String scheme = form.group(1).toLowerCase(Locale.ROOT);
    return new WebOrigin(
        scheme
            + "://"
            + host(form.group(2).toLowerCase(Locale.ROOT))
            + port(scheme, form.group(3)));
  }

  private static String whyNot(String text) {
    if (text.contains("*")) {
      return "is a pattern; list each origin by itself";
    }
    return text.matches("(?i)https?://[^/?#@\\s]+[/?#].*")
        ? "has a path; an origin ends after host and port"
        : "is not an origin like https://app.example.com";
  }

  private static String port(String scheme, @Nullable String digits) {
    if (digits == null) {
      return "";
    }
    int port = Integer.parseInt(digits);
    if (port < 1 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException("has a port that there is not");
    }
    boolean isUsual = port == (scheme.equals("https") ? 443 : 80);
    return isUsual ? "" : ":" + port;
  }

  private static String host(String host) {
    if (host.startsWith("[")) {
      return "[" + ipv6(host.substring(1, host.length() - 1)) + "]";
    }
    if (!host.chars().allMatch(c -> c < 0x80)) {
      throw new IllegalArgumentException("has a host that browsers write as " + ascii(host));
    }
    boolean isAddress = NUMERIC.matcher(host).matches();
    if (!HOST.matcher(host).matches() || (isAddress && !isDottedDecimal(host))) {
      throw new IllegalArgumentException("has no host that a browser would send");
    }
    return host;
  }

  private static String ascii(String host) {
    try {
      return IDN.toASCII(host);
    } catch (IllegalArgumentException e) {
      return "xn--…";
    }
  }

  private static boolean isDottedDecimal(String host) {
    byte @Nullable [] bytes = NetUtil.createByteArrayFromIpAddressString(host);
    return bytes != null && host.equals(NetUtil.bytesToIpAddress(bytes));
  }

  private static String ipv6(String host) {
    byte @Nullable [] bytes =
        host.contains(".") ? null : NetUtil.createByteArrayFromIpAddressString(host);
    if (bytes == null || bytes.length != 16) {
      throw new IllegalArgumentException("has no IPv6 address between its brackets");
    }
    try {
      return NetUtil.toAddressString(InetAddress.getByAddress(bytes));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
