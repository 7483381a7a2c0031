package dev.acsgateway;

import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.config.YamlFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The gateway as a process whose clock is off. What only tests want is not in the product, where a
 * setting for it could be left on.
 */
final class ShiftedGateway {
  private ShiftedGateway() {}

  /**
   * Serves until it is killed.
   *
   * @param arguments the configuration file; how far the clock is ahead, as {@code PT5M}
   */
  public static void main(String[] arguments) throws InterruptedException {
    Path file = Path.of(arguments[0]);
    Clock clock = Clock.offset(Clock.systemUTC(), Duration.parse(arguments[1]));
    new GatewayProcess(
            "the test",
            () -> ConfigReader.reading(YamlFile.load(file), Map.of(), GatewayConfig::from),
            false,
            clock)
        .start();
    new CountDownLatch(1).await();
  }
}
