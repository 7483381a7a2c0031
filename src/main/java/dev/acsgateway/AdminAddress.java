package dev.acsgateway;

import dev.acsgateway.config.ConfigNode;
import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.config.Host;
import dev.acsgateway.http.edge.LocalTls;
import dev.acsgateway.http.edge.TlsConfig;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * How a health check on the same machine reaches the admin listener.
 *
 * @param tls empty where the listener speaks plain HTTP
 */
public record AdminAddress(URI url, Optional<SSLContext> tls) {
  private static final String ADMIN = "admin";
  private static final Set<String> SETTINGS = Set.of("host", "port");
  private static final Set<String> FILES = Set.of("certificate", "key", "client-ca");
  private static final Set<String> VARIABLES =
      Set.of(
          "ACSGW_ADMIN_HOST",
          "ACSGW_ADMIN_PORT",
          "ACSGW_ADMIN_TLS_CERTIFICATE",
          "ACSGW_ADMIN_TLS_KEY",
          "ACSGW_ADMIN_TLS_CLIENT_CA");

  /**
   * Reads no more of a configuration than it takes, since a health check is run all the time.
   *
   * @throws dev.acsgateway.config.InvalidConfiguration with what is wrong with that
   */
  public static AdminAddress read(JsonObject tree, Map<String, String> environment) {
    return ConfigReader.read(
        partOf(tree),
        environment.entrySet().stream()
            .filter(variable -> VARIABLES.contains(variable.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
        root -> from(root.section(ADMIN)));
  }

  private static JsonObject partOf(JsonObject tree) {
    if (!(tree.getValue(ADMIN) instanceof JsonObject admin)) {
      return new JsonObject();
    }
    JsonObject part = only(admin, SETTINGS);
    if (admin.getValue("tls") instanceof JsonObject tls) {
      part.put("tls", only(tls, FILES));
    }
    return new JsonObject().put(ADMIN, part);
  }

  private static JsonObject only(JsonObject section, Set<String> names) {
    JsonObject part = new JsonObject();
    names.stream()
        .filter(section::containsKey)
        .forEach(name -> part.put(name, section.getValue(name)));
    return part;
  }

  private static AdminAddress from(ConfigNode node) {
    Host host =
        node.parsed(
            "host", "an address or a host name", "127.0.0.1", Host.parse("127.0.0.1"), Host::parse);
    int port = node.number("port", 8081, 0, 65_535);
    if (port == 0) {
      node.addProblem("port", "is 0, for any free one; name the listener with --admin-url");
    }
    ConfigNode tls = node.section("tls");
    Optional<Path> certificate = tls.file("certificate");
    Optional<Path> key = tls.file("key");
    Optional<Path> clientCa = tls.file("client-ca");
    Optional<SSLContext> context =
        certificate.map(
            chain ->
                LocalTls.context(new TlsConfig(chain, key.orElse(chain), clientCa, Duration.ZERO)));
    return new AdminAddress(
        URI.create((context.isPresent() ? "https://" : "http://") + reached(host) + ":" + port),
        context);
  }

  private static String reached(Host host) {
    if (!host.isEveryAddress()) {
      return host.inUrl();
    }
    return host.isName() || !host.name().contains(":") ? "127.0.0.1" : "[::1]";
  }
}
