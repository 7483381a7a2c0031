package dev.acsgateway.http;

import dev.acsgateway.config.ConfigNode;
import java.util.List;

/**
 * The admin listener: on loopback unless configured otherwise.
 *
 * @param listener where it listens, and how much it takes
 * @param hosts the names that it answers to besides loopback names, addresses and its own host
 */
public record AdminConfig(ListenerConfig listener, List<String> hosts) {

  public AdminConfig {
    hosts = List.copyOf(hosts);
  }

  /** Reads the section {@code admin}. */
  public static AdminConfig from(ConfigNode node) {
    ListenerConfig listener = ListenerConfig.from(node, "127.0.0.1", 8081);
    List<String> hosts = node.texts("hosts", List.of());
    hosts.stream()
        .filter(host -> !KnownHosts.isName(host))
        .forEach(
            host ->
                node.addProblem(
                    "hosts",
                    "'" + host + "' is not a host name; write it without scheme, port or pattern"));
    return new AdminConfig(listener, hosts);
  }

  /** Returns all the names that it answers to. */
  public KnownHosts knownHosts() {
    return KnownHosts.of(listener.host(), hosts);
  }
}
