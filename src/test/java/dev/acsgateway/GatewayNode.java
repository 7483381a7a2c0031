package dev.acsgateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A node as a process of its own, ready to answer. Close it. */
final class GatewayNode implements AutoCloseable {
  private static final Pattern SERVING =
      Pattern.compile(".*Serving: API on port (\\d+), admin on port (\\d+)");

  final GatewayJar process;
  final int apiPort;
  final int adminPort;
  private final GatewayFixture gateway;

  private GatewayNode(GatewayJar process, int apiPort, int adminPort, GatewayFixture gateway) {
    this.process = process;
    this.apiPort = apiPort;
    this.adminPort = adminPort;
    this.gateway = gateway;
  }

  /**
   * Starts one and waits until it serves.
   *
   * @param gateway made the configuration; its key may do everything
   */
  static GatewayNode start(GatewayFixture gateway, Path directory, JsonObject config)
      throws IOException {
    Path file = Files.createTempFile(directory, "gateway", ".yaml");
    Files.writeString(file, config.encode());
    GatewayJar process = GatewayJar.start(directory, "serve", "--config", file.toString());
    List<String> said = process.readUntil(line -> SERVING.matcher(line).matches());
    Matcher serving = SERVING.matcher(said.getLast());
    assertThat(serving.matches()).as(said.toString()).isTrue();
    Thread.startVirtualThread(() -> readOn(process));
    return new GatewayNode(
        process, Integer.parseInt(serving.group(1)), Integer.parseInt(serving.group(2)), gateway);
  }

  /** A process whose output nobody reads stands still before long. It is kept, to find out more. */
  private static void readOn(GatewayJar process) {
    Path log = Path.of("target", "nodes", process.pid() + ".log");
    try {
      Files.createDirectories(log.getParent());
      Files.write(log, process.readUntil(line -> false));
    } catch (IOException e) {
      assertThat(e).as("the process was killed").isNotNull();
    }
  }

  /** Calls the admin listener with the key that may do everything. */
  HttpResponse<String> admin(String method, String path, String body) {
    return gateway.send(
        gateway
            .request(adminPort, method, path, body)
            .header("X-API-Key", gateway.allPowerful.key().value()));
  }

  @Override
  public void close() {
    process.close();
  }
}
