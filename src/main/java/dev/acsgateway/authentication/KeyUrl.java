package dev.acsgateway.authentication;

import dev.acsgateway.config.OutboundProxy;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address to fetch keys or metadata from: {@code http} or {@code https}, with a host, and
 * neither user nor fragment.
 *
 * @param secure whether it is {@code https}
 * @param host in lower case; an IPv6 address in brackets
 * @param port 1 to 65535
 * @param target path and query
 */
record KeyUrl(boolean secure, String host, int port, String target) {
  /** Host names with underscores are no URI's, but those of many a container. */
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[0-9a-f:.]+]|[a-z0-9](?:[a-z0-9._-]*[a-z0-9.])?)(?::([0-9]{1,5}))?");

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /** Reads an address; empty when it is none of this kind. */
  static Optional<KeyUrl> parse(String text) {
    try {
      return of(new URI(text));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static Optional<KeyUrl> of(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    Matcher authority =
        AUTHORITY.matcher(String.valueOf(uri.getRawAuthority()).toLowerCase(Locale.ROOT));
    boolean secure = scheme.equals("https");
    if (!(secure || scheme.equals("http"))
        || uri.getRawAuthority() == null
        || uri.getRawFragment() != null
        || !authority.matches()) {
      return Optional.empty();
    }
    int usual = secure ? 443 : 80;
    int port = authority.group(2) == null ? usual : Integer.parseInt(authority.group(2));
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    return port >= 1 && port <= 65_535
        ? Optional.of(new KeyUrl(secure, authority.group(1), port, target))
        : Optional.empty();
  }

  /** Returns whether nobody on a network can read or change what comes from there. */
  boolean isSafe() {
    return secure || LOOPBACK.contains(host);
  }

  /**
   * Returns a request for what is there.
   *
   * @param proxy by which it goes if it is for {@code https}; what is not lies on this machine
   */
  RequestOptions get(OutboundProxy proxy) {
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setSsl(secure)
            .setHost(host)
            .setPort(port)
            .setURI(target);
    if (secure) {
      proxy.toward(host, port).ifPresent(request::setProxyOptions);
    }
    return request;
  }

  @Override
  public String toString() {
    boolean isUsual = port == (secure ? 443 : 80);
    return (secure ? "https://" : "http://") + host + (isUsual ? "" : ":" + port) + target;
  }
}
