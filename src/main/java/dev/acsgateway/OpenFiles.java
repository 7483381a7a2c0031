package dev.acsgateway;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many files, and so connections, this process may have open. */
final class OpenFiles {
  private static final Logger log = LoggerFactory.getLogger(OpenFiles.class);

  /** Jars, Redis, ACS, issuers of JWTs, and what a JVM opens. */
  private static final long OTHERS = 500;

  private OpenFiles() {}

  /** Warns where the configuration lets in more connections than the process may open. */
  static void warn(GatewayConfig config) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
      warn(config, system.getMaxFileDescriptorCount(), Runtime.getRuntime().availableProcessors());
    }
  }

  /**
   * The same for another machine.
   *
   * @param limit what {@code ulimit -n} says
   * @param loops how many event loops serve the API
   */
  static void warn(GatewayConfig config, long limit, int loops) {
    long api = (long) config.api().listener().load().maxConnections() * loops;
    long needed = api + config.admin().listener().load().maxConnections() + OTHERS;
    if (limit > 0 && limit < needed) {
      log.warn(
          "This process may open {} files; api.load.max-connections on {} event loops and"
              + " admin.load.max-connections need {}. Raise the limit (ulimit -n, LimitNOFILE) or"
              + " lower the settings; past the limit, connections are refused.",
          limit,
          loops,
          needed);
    }
  }
}
