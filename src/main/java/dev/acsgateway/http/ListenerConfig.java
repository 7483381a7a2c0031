package dev.acsgateway.http;

import dev.acsgateway.config.ConfigNode;
import dev.acsgateway.config.Host;
import dev.acsgateway.http.edge.LoadConfig;
import dev.acsgateway.http.edge.TlsConfig;
import dev.acsgateway.http.edge.WebOrigin;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Where a listener listens, and how much it takes.
 *
 * @param host address to bind to
 * @param port 0 for any free one
 * @param maxBodyBytes the longest request body
 * @param maxHeaderBytes all request headers together
 * @param maxUriBytes the longest request line
 * @param requestDeadline after which a request that has no answer gets 504
 * @param idleTimeout after which a silent connection is closed; longer than the deadline, and than
 *     proxies keep an idle connection to the gateway
 * @param load how much one event loop takes
 * @param tls how it speaks TLS; plain HTTP/1.1 without
 * @param corsOrigins the origins whose pages may read answers, as browsers write them
 */
public record ListenerConfig(
    String host,
    int port,
    int maxBodyBytes,
    int maxHeaderBytes,
    int maxUriBytes,
    Duration requestDeadline,
    Duration idleTimeout,
    LoadConfig load,
    Optional<TlsConfig> tls,
    List<String> corsOrigins) {
  private static final int KIB = 1024;

  public ListenerConfig {
    corsOrigins = List.copyOf(corsOrigins);
  }

  static ListenerConfig from(ConfigNode node, String defaultHost, int defaultPort) {
    ListenerConfig listener =
        new ListenerConfig(
            node.parsed(
                "host",
                "an address or a host name, 0.0.0.0 for every address",
                defaultHost,
                defaultHost,
                text -> Host.parse(text).name()),
            node.number("port", defaultPort, 0, 65_535),
            node.number("max-body-bytes", 64 * KIB, KIB, KIB * KIB),
            node.number("max-header-bytes", 16 * KIB, KIB, 128 * KIB),
            node.number("max-uri-bytes", 4 * KIB, KIB, 64 * KIB),
            node.duration(
                "request-deadline",
                Duration.ofSeconds(10),
                Duration.ofMillis(100),
                Duration.ofMinutes(2)),
            node.duration(
                "idle-timeout", Duration.ofMinutes(2), Duration.ofSeconds(1), Duration.ofHours(1)),
            LoadConfig.from(node.section("load")),
            TlsConfig.from(node.section("tls")),
            origins(node));
    if (listener.idleTimeout.compareTo(listener.requestDeadline) <= 0) {
      node.addProblem(
          "idle-timeout",
          "must be longer than request-deadline: a client that waits for its answer says nothing");
    }
    return listener;
  }

  private static List<String> origins(ConfigNode node) {
    return node.texts("cors-origins", List.of()).stream()
        .flatMap(text -> origin(node, text))
        .distinct()
        .toList();
  }

  private static Stream<String> origin(ConfigNode node, String text) {
    try {
      return Stream.of(WebOrigin.parse(text).value());
    } catch (IllegalArgumentException e) {
      node.addProblem("cors-origins", "'" + text + "' " + e.getMessage());
      return Stream.empty();
    }
  }

  /**
   * What Vert.x needs to know. There is no HTTP/2 without TLS: RFC 9113 withdrew the upgrade to it,
   * and Vert.x leaves a request hanging whose upgrade is half asked for. There are no WebSockets
   * either, and Netty's handler for their compression would drop clients that pipeline more than
   * 128 requests.
   *
   * @param group where any free port will do, servers with the same number share one; at least 1
   * @param longAnswers whether what is written is a sign of life, too; each answer costs more then
   */
  HttpServerOptions toOptions(int group, boolean longAnswers) {
    int silence = (int) idleTimeout.toMillis();
    HttpServerOptions options =
        longAnswers
            ? new HttpServerOptions().setIdleTimeout(silence)
            : new HttpServerOptions().setReadIdleTimeout(silence);
    return options
        .setHost(host)
        .setPort(port == 0 ? -group : port)
        .setMaxHeaderSize(maxHeaderBytes)
        .setMaxInitialLineLength(maxUriBytes)
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setInitialSettings(new Http2Settings().setMaxHeaderListSize(maxHeaderBytes))
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setHandle100ContinueAutomatically(false)
        .setHttp2ClearTextEnabled(false);
  }
}
