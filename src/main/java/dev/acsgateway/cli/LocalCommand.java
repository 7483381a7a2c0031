package dev.acsgateway.cli;

import dev.acsgateway.local.LocalEnvironment;
import dev.acsgateway.local.LocalOptions;
import dev.acsgateway.local.LocalStack;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code local}: Redis, the emulator and a gateway in one process. */
@Command(
    name = "local",
    description = {
      "Runs a gateway with everything around it on this machine: a Redis and an emulator of ACS.",
      "Prints curl lines to paste, and writes where everything is to target/local/env."
    },
    mixinStandardHelpOptions = true)
final class LocalCommand implements Callable<Integer> {
  private final PrintWriter out;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address that the gateway binds; 0.0.0.0 in a container (default: 127.0.0.1)")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      converter = PortNumber.class,
      description = "The API's port, 0 for any free one (default: ${DEFAULT-VALUE})")
  private int port = 8080;

  @Option(
      names = "--admin-port",
      paramLabel = "PORT",
      converter = PortNumber.class,
      description = "The admin listener's, 0 for any free one (default: ${DEFAULT-VALUE})")
  private int adminPort = 8081;

  @Option(
      names = "--emulator-port",
      paramLabel = "PORT",
      converter = PortNumber.class,
      description = "The ACS emulator's, 0 for any free one (default: ${DEFAULT-VALUE})")
  private int emulatorPort = 8443;

  @Option(
      names = "--redis-url",
      paramLabel = "URL",
      description = "Use this Redis instead of starting one; the emulator knows no users of old")
  private Optional<String> redisUrl = Optional.empty();

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "Where env and the emulator's certificate go (default: ${DEFAULT-VALUE})")
  private Path directory = Path.of("target", "local");

  LocalCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    FreePorts.require("--port", port);
    FreePorts.require("--admin-port", adminPort);
    FreePorts.require("--emulator-port", emulatorPort);
    LocalOptions options =
        new LocalOptions(host, port, adminPort, emulatorPort, redisUrl, directory);
    LocalStack stack = new LocalStack(options);
    return ServeUntilSignal.run(() -> start(stack, options), stack::close);
  }

  private LocalEnvironment start(LocalStack stack, LocalOptions options) throws IOException {
    LocalEnvironment environment = stack.start();
    out.println("The gateway runs, with an emulator of ACS in place of Azure:");
    out.println();
    out.println("  API       " + environment.api());
    out.println(
        "  client    " + environment.api() + "/demo/, a page that keeps a user's token fresh");
    out.println("  docs      " + environment.api() + "/docs/");
    out.println("  admin     " + environment.admin());
    out.println(
        "  console   " + environment.admin() + "/console/, for the ADMIN_KEY in the settings");
    out.println("  emulator  " + environment.emulator());
    out.println("  Redis     " + redis(environment));
    out.println("  settings  " + options.environmentFile());
    for (CurlExample example : CurlExample.all(environment)) {
      out.println();
      out.println(example.purpose() + ":");
      out.println(example.line());
    }
    out.println();
    out.printf(Locale.ROOT, "Ready after %.1f s. Stop with Ctrl-C.%n", seconds());
    return environment;
  }

  /** Never the URL of a Redis that was given: it may hold a password. */
  private String redis(LocalEnvironment environment) {
    return redisUrl.isPresent()
        ? "as given with --redis-url"
        : environment.redis().value() + ", a real one that goes with this process";
  }

  /** Since the JVM started. */
  private static double seconds() {
    return (System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime())
        / 1000.0;
  }
}
