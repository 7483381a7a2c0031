package dev.acsgateway.config;

import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The proxy by which {@code https} addresses are reached, as the environment names it: {@code
 * HTTPS_PROXY}, and {@code NO_PROXY} for hosts that are reached without it; in lower case, too, as
 * other programs read them.
 *
 * @param address of the proxy; empty without one
 * @param direct the hosts that are reached without it: {@code *}, or a domain with all below it, or
 *     an IP address, each with or without a port
 */
public record OutboundProxy(Optional<Address> address, List<String> direct) {
  /** No proxy. */
  public static final OutboundProxy NONE = new OutboundProxy(Optional.empty(), List.of());

  private static final String VARIABLE = "HTTPS_PROXY";

  public OutboundProxy {
    direct = List.copyOf(direct);
  }

  /**
   * Where a proxy is.
   *
   * @param type HTTP, which is asked by CONNECT, or SOCKS5
   * @param user and password, or empty
   */
  public record Address(
      ProxyType type, String host, int port, Optional<String> user, Optional<Secret> password) {

    /** Returns this as Vert.x takes it. */
    ProxyOptions options() {
      ProxyOptions options = new ProxyOptions().setType(type).setHost(host).setPort(port);
      user.ifPresent(options::setUsername);
      password.map(Secret::value).ifPresent(options::setPassword);
      return options;
    }
  }

  /** Reads the environment variables. */
  public static OutboundProxy from(ConfigNode node) {
    Optional<String> text = variable(node, VARIABLE);
    if (text.isEmpty()) {
      return NONE;
    }
    try {
      return new OutboundProxy(
          Optional.of(parse(text.get())),
          Arrays.stream(variable(node, "NO_PROXY").orElse("").split("[,\\s]+", -1))
              .filter(entry -> !entry.isEmpty())
              .map(OutboundProxy::withoutDots)
              .toList());
    } catch (IllegalArgumentException | URISyntaxException e) {
      node.complainOfVariable(
          VARIABLE, "is not the address of a proxy, written like http://[user:password@]host:port");
      return NONE;
    }
  }

  private static Optional<String> variable(ConfigNode node, String name) {
    return node.variable(name.toLowerCase(Locale.ROOT))
        .or(() -> node.variable(name))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private static String withoutDots(String entry) {
    String domain = entry.toLowerCase(Locale.ROOT);
    return domain.equals("*") ? domain : domain.replaceFirst("^\\*?\\.", "");
  }

  private static Address parse(String text) throws URISyntaxException {
    URI uri = new URI(text.contains("://") ? text : "http://" + text);
    ProxyType type =
        switch (String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT)) {
          case "http" -> ProxyType.HTTP;
          case "socks5", "socks5h" -> ProxyType.SOCKS5;
          default -> throw new IllegalArgumentException("neither HTTP nor SOCKS5");
        };
    if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
      throw new IllegalArgumentException("no host and port");
    }
    Optional<String[]> user =
        Optional.ofNullable(uri.getRawUserInfo()).map(info -> info.split(":", 2));
    int usual = type == ProxyType.HTTP ? 80 : 1080;
    return new Address(
        type,
        uri.getHost().replaceAll("[\\[\\]]", ""),
        uri.getPort() < 0 ? usual : uri.getPort(),
        user.map(parts -> decoded(parts[0])),
        user.filter(parts -> parts.length > 1).map(parts -> new Secret(decoded(parts[1]))));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /**
   * Returns the proxy for an {@code https} address; empty where it is reached without one.
   *
   * @param host a name, or an IP address, that of version 6 in brackets or without
   */
  public Optional<ProxyOptions> toward(String host, int port) {
    String name = host.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "").replaceAll("\\.$", "");
    return direct.stream().anyMatch(entry -> matches(entry, name, port))
        ? Optional.empty()
        : address.map(Address::options);
  }

  private static boolean matches(String entry, String host, int port) {
    if (entry.equals("*")) {
      return true;
    }
    String bare = entry.replaceAll("[\\[\\]]", "");
    String suffix = ":" + port;
    return isWithin(host, bare)
        || (bare.endsWith(suffix)
            && isWithin(host, bare.substring(0, bare.length() - suffix.length())));
  }

  private static boolean isWithin(String host, String domain) {
    return host.equals(domain) || (!domain.isEmpty() && host.endsWith("." + domain));
  }
}
