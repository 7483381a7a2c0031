package dev.acsgateway.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A host as a setting names it: an address, or a name that DNS or the machine's own table knows.
 * Underscores are allowed, since Compose and Docker make such names, although {@link java.net.URI}
 * finds no host in them.
 *
 * @param name in lower case; an IPv6 address in its canonical form, without brackets
 */
public record Host(String name) {
  private static final int LONGEST_NAME = 253;
  private static final Pattern NAME =
      Pattern.compile("(?!-)[a-z0-9_-]{1,63}(?<!-)(\\.(?!-)[a-z0-9_-]{1,63}(?<!-))*\\.?");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-f:.]+(%[a-z0-9._-]+)?");

  /** What ends in a number is an address (WHATWG URL, section 3.5), and no name. */
  private static final Pattern ENDS_IN_A_NUMBER = Pattern.compile("(.*\\.)?[0-9]+\\.?");

  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");

  /**
   * Returns the host in a text; an IPv6 address may stand in brackets.
   *
   * @throws IllegalArgumentException if it is neither an address nor a host name
   */
  public static Host parse(String text) {
    String host = text.toLowerCase(Locale.ROOT);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    if (bracketed || host.contains(":")) {
      return new Host(ipv6(bracketed ? host.substring(1, host.length() - 1) : host));
    }
    boolean valid =
        ENDS_IN_A_NUMBER.matcher(host).matches()
            ? IPV4.matcher(host).matches()
            : host.length() <= LONGEST_NAME && NAME.matcher(host).matches();
    if (!valid) {
      throw new IllegalArgumentException("neither an address nor a host name");
    }
    return new Host(host);
  }

  /** In brackets, the JDK takes a text for an address only, and asks no DNS. */
  private static String ipv6(String address) {
    if (!IPV6.matcher(address).matches() || !address.contains(":")) {
      throw new IllegalArgumentException("not an IPv6 address");
    }
    String zone = address.contains("%") ? address.substring(address.indexOf('%')) : "";
    String plain = address.substring(0, address.length() - zone.length());
    try {
      return InetAddress.getByName("[" + plain + "]").getHostAddress() + zone;
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an IPv6 address", e);
    }
  }

  /** Returns whether a server that binds to it listens on every address of its machine. */
  public boolean isEveryAddress() {
    return name.equals("0.0.0.0") || name.equals("0:0:0:0:0:0:0:0");
  }

  /** Returns whether it is this machine, as only this machine reaches it. */
  public boolean isLoopback() {
    return name.equals("localhost")
        || name.equals("localhost.")
        || name.equals("0:0:0:0:0:0:0:1")
        || (IPV4.matcher(name).matches() && name.startsWith("127."));
  }

  /** Returns whether it is a name, which may stand for any address. */
  public boolean isName() {
    return !name.contains(":") && !IPV4.matcher(name).matches();
  }

  /** Returns the host as it stands in a URL. */
  public String inUrl() {
    return name.contains(":") ? "[" + name + "]" : name;
  }

  @Override
  public String toString() {
    return name;
  }
}
