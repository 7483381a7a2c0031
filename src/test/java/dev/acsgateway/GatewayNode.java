package dev.acsgateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A node as a process of its own, ready to answer. Close it. */
public final class GatewayNode implements AutoCloseable {
  private static final Pattern SERVING =
      Pattern.compile(".*Serving: API on port (\\d+), admin on port (\\d+)");

  /** Leaves room for others. */
  private static final List<String> SMALL = List.of("-Xmx192m");

  public final GatewayJar process;
  public final int apiPort;
  public final int adminPort;
  private final GatewayFixture gateway;

  /** Whatever it may log is looked through for secrets. */
  private static final List<String> TALKATIVE = List.of("-DLOG_LEVEL=trace");

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
    return started(
        gateway,
        GatewayJar.start(
            TALKATIVE, directory, "serve", "--config", written(directory, config).toString()));
  }

  /**
   * Starts one whose clock is off, and which takes little of this machine.
   *
   * @param offset how far it is ahead
   */
  public static GatewayNode start(
      GatewayFixture gateway, Path directory, JsonObject config, Duration offset)
      throws IOException {
    String file = written(directory, config).toString();
    return started(
        gateway,
        offset.isZero()
            ? GatewayJar.start(SMALL, directory, "serve", "--config", file)
            : GatewayJar.startClass(
                SMALL, ShiftedGateway.class, directory, file, offset.toString()));
  }

  private static Path written(Path directory, JsonObject config) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "gateway", ".yaml"), config.encode());
  }

  private static GatewayNode started(GatewayFixture gateway, GatewayJar process)
      throws IOException {
    List<String> said = process.readUntil(line -> SERVING.matcher(line).matches());
    Matcher serving = SERVING.matcher(said.getLast());
    assertThat(serving.matches()).as(said.toString()).isTrue();
    Thread.ofPlatform().daemon().start(() -> readOn(process));
    return new GatewayNode(
        process, Integer.parseInt(serving.group(1)), Integer.parseInt(serving.group(2)), gateway);
  }

  /** A process whose output nobody reads stands still before long. It is kept, to find out more. */
  private static void readOn(GatewayJar process) {
    Path log = Path.of("target", "nodes", process.pid() + ".log");
    try {
      Files.createDirectories(log.getParent());
      Files.write(log, process.readToItsEnd());
    } catch (IOException e) {
      assertThat(e).as("the process was killed").isNotNull();
    }
  }

  /** Calls the admin listener with the key that may do everything. */
  public HttpResponse<String> admin(String method, String path, String body) {
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
