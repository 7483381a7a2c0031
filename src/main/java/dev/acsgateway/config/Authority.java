package dev.acsgateway.config;

import java.util.OptionalInt;

/**
 * The part of a URL that says where a server is.
 *
 * @param host where it is
 * @param port 1 to 65535; empty where the URL names none
 */
public record Authority(Host host, OptionalInt port) {
  private static final int HIGHEST_PORT = 65_535;

  /**
   * Returns the authority in {@code host}, {@code host:port}, {@code [address]:port}.
   *
   * @throws IllegalArgumentException with a message that quotes nothing of the text
   */
  public static Authority parse(String text) {
    int bracket = text.lastIndexOf(']');
    int colon = text.indexOf(':', Math.max(bracket, 0));
    String host = colon < 0 ? text : text.substring(0, colon);
    if (host.isEmpty()) {
      throw new IllegalArgumentException("has no host");
    }
    if (colon >= 0 && bracket < 0 && text.indexOf(':', colon + 1) >= 0) {
      throw new IllegalArgumentException("has an IPv6 address without brackets");
    }
    OptionalInt port =
        colon < 0 ? OptionalInt.empty() : OptionalInt.of(port(text.substring(colon + 1)));
    try {
      return new Authority(Host.parse(host), port);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("has a host that is neither an address nor a name", e);
    }
  }

  private static int port(String text) {
    if (text.matches("[0-9]{1,5}")) {
      int port = Integer.parseInt(text);
      if (port >= 1 && port <= HIGHEST_PORT) {
        return port;
      }
    }
    throw new IllegalArgumentException("has a port that is not a number from 1 to 65535");
  }

  @Override
  public String toString() {
    return host.inUrl() + (port.isPresent() ? ":" + port.getAsInt() : "");
  }
}
