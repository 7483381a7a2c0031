package dev.acsgateway.http.edge;

import dev.acsgateway.config.ConfigNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The proxies in front of the gateway.
 *
 * @param trusted whose word counts
 * @param header where they say for whom they ask. One only: a proxy that writes the one header
 *     passes the other on as the client wrote it
 */
public record ProxyConfig(List<Subnet> trusted, Header header) {

  public ProxyConfig {
    trusted = List.copyOf(trusted);
  }

  /** Where a proxy says for whom it asks. */
  public enum Header {
    X_FORWARDED_FOR("x-forwarded-for"),
    /** RFC 7239. */
    FORWARDED("forwarded");

    private final String value;

    Header(String value) {
      this.value = value;
    }

    /** The header's name, in lower case. */
    public String value() {
      return value;
    }

    static Header of(String text) {
      for (Header header : values()) {
        if (header.value.equals(text)) {
          return header;
        }
      }
      throw new IllegalArgumentException("no such header");
    }
  }

  /** Reads the section {@code proxies}. */
  public static ProxyConfig from(ConfigNode node) {
    List<Subnet> trusted = new ArrayList<>();
    for (String text : node.texts("trusted", List.of())) {
      try {
        trusted.add(Subnet.parse(text));
      } catch (IllegalArgumentException e) {
        node.addProblem("trusted", "'" + text + "' is not an address or a subnet like 10.0.0.0/8");
      }
    }
    return new ProxyConfig(
        trusted,
        node.parsed(
            "header",
            "x-forwarded-for or forwarded",
            "x-forwarded-for",
            Header.X_FORWARDED_FOR,
            Header::of));
  }
}
