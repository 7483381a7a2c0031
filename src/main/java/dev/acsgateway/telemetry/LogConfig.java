package dev.acsgateway.telemetry;

import dev.acsgateway.config.ConfigNode;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.event.Level;

/**
 * What the gateway logs.
 *
 * @param level the least level of its own lines that are written; empty leaves it as the process
 *     was started with
 * @param access whether each request is logged
 */
public record LogConfig(Optional<Level> level, boolean access) {

  /** Reads the section {@code log}. */
  public static LogConfig from(ConfigNode node) {
    return new LogConfig(
        node.parsed(
            "level",
            "one of error, warn, info, debug, trace",
            "",
            Optional.empty(),
            text -> Optional.of(Level.valueOf(text.toUpperCase(Locale.ROOT)))),
        node.flag("access", false));
  }
}
