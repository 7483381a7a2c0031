package dev.acsgateway.cli;

import dev.acsgateway.emulator.AcsEmulator;
import dev.acsgateway.emulator.EmulatorOptions;
import dev.acsgateway.emulator.EmulatorOptionsBuilder;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code emulator}: the ACS emulator alone, for anyone's SDK. */
@Command(
    name = "emulator",
    description = {
      "Runs the emulator of the ACS identity API alone, for any ACS SDK.",
      "Prints its connection string and the certificate that clients must trust."
    },
    mixinStandardHelpOptions = true)
final class EmulatorCommand implements Callable<Integer> {
  private final PrintWriter out;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address to bind (default: ${DEFAULT-VALUE})")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      converter = PortNumber.class,
      description = "Port, 0 for any free one (default: ${DEFAULT-VALUE})")
  private int port = 8443;

  @Option(
      names = "--ca-file",
      paramLabel = "FILE",
      description = "Where to write the certificate to trust (default: a temporary file)")
  private Optional<Path> caFile = Optional.empty();

  @Option(
      names = "--resources",
      paramLabel = "COUNT",
      description = "How many ACS resources to host (default: ${DEFAULT-VALUE})")
  private int resources = 1;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "Where identities and keys come from (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(
      names = "--state-file",
      paramLabel = "FILE",
      description = "Where to keep identities and keys (default: nowhere); needs the same seed")
  private Optional<Path> stateFile = Optional.empty();

  @Option(names = "--quotas", description = "Enforce ACS's documented quotas")
  private boolean quotas;

  EmulatorCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    EmulatorOptions options = options();
    FreePorts.require("--port", port);
    Vertx vertx = Vertx.vertx();
    return ServeUntilSignal.run(() -> start(vertx, options), () -> vertx.close().await());
  }

  private AcsEmulator start(Vertx vertx, EmulatorOptions options) {
    AcsEmulator emulator = new AcsEmulator(options);
    vertx.deployVerticle(emulator).await();
    out.println("The ACS emulator listens at " + emulator.endpoint());
    out.println("EMULATOR_CONNECTION_STRING=" + emulator.connectionString());
    out.println("EMULATOR_CA=" + emulator.caFile());
    out.println(SdkHints.text(emulator.connectionString(), emulator.caFile()));
    out.println("Stop it with Ctrl-C.");
    return emulator;
  }

  private EmulatorOptions options() {
    EmulatorOptionsBuilder builder =
        EmulatorOptions.builder()
            .host(host)
            .port(port)
            .resources(resources)
            .seed(seed)
            .quotas(quotas);
    caFile.ifPresent(builder::caFile);
    stateFile.ifPresent(builder::stateFile);
    try {
      return builder.build();
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(String.valueOf(e.getMessage()));
    }
  }
}
