package dev.acsgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A node as a process of its own, ready to answer. Close it. */
final class NodeProcess implements AutoCloseable {
  private static final Pattern SERVING =
      Pattern.compile(".*Serving: API on port (\\d+), admin on port (\\d+)");

  final GatewayJar process;
  final int apiPort;
  final int adminPort;

  /** Starts it with the configuration in a file. */
  NodeProcess(Path directory, Path configuration) throws IOException {
    process = GatewayJar.start(directory, "serve", "--config", configuration.toString());
    List<String> said = process.readUntil(line -> SERVING.matcher(line).matches());
    Matcher serving = SERVING.matcher(said.getLast());
    assertThat(serving.matches()).as(said.toString()).isTrue();
    apiPort = Integer.parseInt(serving.group(1));
    adminPort = Integer.parseInt(serving.group(2));
    Thread.startVirtualThread(this::readOn);
  }

  /** A process whose output nobody reads stands still before long. */
  private void readOn() {
    try {
      process.readUntil(line -> false);
    } catch (IOException e) {
      assertThat(e).as("the process was killed").isNotNull();
    }
  }

  /** Calls for jobs that go to this node. */
  CleanupJobs jobs(GatewayFixture gateway) {
    return new CleanupJobs(
        (method, path, body) ->
            gateway.send(
                gateway
                    .request(adminPort, method, path, body)
                    .header("X-API-Key", gateway.allPowerful.key().value())));
  }

  @Override
  public void close() {
    process.close();
  }
}
