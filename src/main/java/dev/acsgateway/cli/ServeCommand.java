package dev.acsgateway.cli;

import dev.acsgateway.GatewayProcess;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code serve}: the gateway, as it runs in production. */
@Command(
    name = "serve",
    description = {
      "Runs the gateway until SIGTERM, which it obeys gracefully.",
      "A setting may also come from the environment, which wins: redis.url as ACSGW_REDIS_URL,",
      "or as ACSGW_REDIS_URL_FILE from a file. conf/gateway-full.yaml explains every setting.",
      "Changed API keys, limits, access keys and log level hold without a restart."
    },
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @Mixin private final ConfigurationFile configuration;

  @Option(
      names = "--adopt-resource",
      description = {
        "Bind the ledger to the ACS resource that is configured now, and forget the identities of",
        "any other. Export them first; stop all other nodes."
      })
  private boolean adopt;

  ServeCommand(ConfigurationFile configuration) {
    this.configuration = configuration;
  }

  @Override
  public Integer call() throws Exception {
    GatewayProcess process =
        new GatewayProcess(configuration.toString(), configuration::reading, adopt);
    return ServeUntilSignal.run(process::start, process::close);
  }
}
