package dev.acsgateway.http;

import io.netty.util.NetUtil;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names that a listener answers to, so that no page can reach it under a name of its own (DNS
 * rebinding): a browser that such a page points at a private address still says the page's name.
 *
 * <p>Addresses are always among them. Rebinding needs a name, and the kubelet, Prometheus and
 * balancers ask a pod by its address, which no configuration knows in advance. So are {@code
 * localhost} and the names under it, which resolve to this machine only (RFC 6761, section 6.3).
 *
 * @param names in lower case and without a dot at the end; empty answers to every name
 */
public record KnownHosts(Set<String> names) {
  /** Of a listener that is public under names that only its proxies know. */
  static final KnownHosts EVERY = new KnownHosts(Set.of());

  private static final String LOOPBACK = "localhost";
  private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*\\.?");

  public KnownHosts {
    names = Set.copyOf(names);
  }

  /** Loopback, this name or address that is listened on, and these. */
  static KnownHosts of(String bound, List<String> others) {
    Set<String> names = new HashSet<>(Set.of(LOOPBACK, normalized(bound)));
    others.forEach(name -> names.add(normalized(name)));
    return new KnownHosts(names);
  }

  /** Returns whether a request can name a host so: without scheme, port or pattern. */
  static boolean isName(String text) {
    return NAME.matcher(text.toLowerCase(Locale.ROOT)).matches();
  }

  /**
   * Returns whether the listener answers to this host.
   *
   * @param host without a port
   */
  boolean contains(String host) {
    if (names.isEmpty() || isAddress(host)) {
      return true;
    }
    String name = normalized(host);
    return names.contains(name) || name.endsWith("." + LOOPBACK);
  }

  private static boolean isAddress(String host) {
    boolean isBracketed = host.startsWith("[") && host.endsWith("]");
    return isBracketed
        ? NetUtil.isValidIpV6Address(host.substring(1, host.length() - 1))
        : NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
  }

  private static String normalized(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
