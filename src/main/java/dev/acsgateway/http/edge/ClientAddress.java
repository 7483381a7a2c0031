package dev.acsgateway.http.edge;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose request it is: the peer's address, or where the peer is a trusted proxy, the one that it
 * names. Read from the nearest hop outwards, up to the first that is not trusted: what stands
 * further out was written by nobody in particular.
 */
public final class ClientAddress {
  private static final int IPV4_BYTES = 4;
  private static final int NETWORK_BYTES = 8;

  private final ProxyConfig config;

  public ClientAddress(ProxyConfig config) {
    this.config = config;
  }

  /**
   * What stands for the client when it is counted: its IPv4 address, or the first half of its IPv6
   * address, since whoever has one has all that begin alike. In one spelling; empty where there is
   * no address, as on a Unix socket.
   */
  public String of(HttpServerRequest request) {
    return Subnet.bytes(address(request)).map(ClientAddress::counted).orElse("");
  }

  private static String counted(byte[] address) {
    if (address.length == IPV4_BYTES) {
      return NetUtil.bytesToIpAddress(address);
    }
    byte[] network = Arrays.copyOf(Arrays.copyOf(address, NETWORK_BYTES), address.length);
    return NetUtil.bytesToIpAddress(network) + "/64";
  }

  /** Returns whether there are proxies that are trusted. */
  public boolean trustsProxies() {
    return !config.trusted().isEmpty();
  }

  /** Returns whether the request comes from a trusted proxy. */
  boolean isTrustedPeer(HttpServerRequest request) {
    return isTrusted(peer(request));
  }

  private static String peer(HttpServerRequest request) {
    @Nullable SocketAddress peer = request.remoteAddress();
    return Optional.ofNullable(peer).map(SocketAddress::hostAddress).orElse("");
  }

  private String address(HttpServerRequest request) {
    String client = peer(request);
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
      List<String> nodes =
          switch (config.header()) {
            case X_FORWARDED_FOR -> List.of(line.split(",", -1));
            case FORWARDED -> ForwardedHeader.nodes(line);
          };
      nodes.forEach(node -> hops.add(withoutPort(node.strip())));
    }
    return hops;
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
