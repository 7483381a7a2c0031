package dev.acsgateway.http.edge;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose request it is: the peer's address, or where the peer is a trusted proxy, the one that it
 * names. Read from the nearest hop outwards, up to the first that is not trusted: what stands
 * further out was written by nobody in particular.
 */
public final class ClientAddress {
  private final ProxyConfig config;

  public ClientAddress(ProxyConfig config) {
    this.config = config;
  }

  /** The client's IP address as text; empty where there is none, as on a Unix socket. */
  public String of(HttpServerRequest request) {
    @Nullable SocketAddress peer = request.remoteAddress();
    String client = Optional.ofNullable(peer).map(SocketAddress::hostAddress).orElse("");
    if (!isTrusted(client)) {
      return client;
    }
    for (String hop : hops(request).reversed()) {
      if (Subnet.bytes(hop).isEmpty()) {
        return client;
      }
      client = hop;
      if (!isTrusted(client)) {
        return client;
      }
    }
    return client;
  }

  private boolean isTrusted(String address) {
    return config.trusted().stream().anyMatch(subnet -> subnet.contains(address));
  }

  private List<String> hops(HttpServerRequest request) {
    List<String> hops = new ArrayList<>();
    for (String line : request.headers().getAll(config.header().value())) {
      for (String element : line.split(",", -1)) {
        hops.add(
            withoutPort(
                switch (config.header()) {
                  case X_FORWARDED_FOR -> element.strip();
                  case FORWARDED -> forParameter(element);
                }));
      }
    }
    return hops;
  }

  /** RFC 7239, section 4: {@code for=192.0.2.43;proto=https}, in quotes where there is a colon. */
  private static String forParameter(String element) {
    for (String pair : element.split(";", -1)) {
      String trimmed = pair.strip();
      if (trimmed.toLowerCase(Locale.ROOT).startsWith("for=")) {
        return trimmed.substring(4).replace("\"", "");
      }
    }
    return "";
  }

  private static String withoutPort(String node) {
    if (node.startsWith("[")) {
      int end = node.indexOf(']');
      return end < 0 ? node : node.substring(1, end);
    }
    int colon = node.indexOf(':');
    return colon >= 0 && colon == node.lastIndexOf(':') ? node.substring(0, colon) : node;
  }
}
