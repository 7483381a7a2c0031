package dev.acsgateway;

import dev.acsgateway.config.ConfigNode;
import java.time.Duration;

/**
 * How a node notices that its configuration was changed.
 *
 * @param interval between two looks at the file and the files of secrets; a change holds once two
 *     looks in a row saw the same, so that none is taken over half written
 */
public record ReloadConfig(Duration interval) {

  /** Reads the section {@code reload}. */
  static ReloadConfig from(ConfigNode node) {
    return new ReloadConfig(
        node.duration(
            "interval", Duration.ofSeconds(2), Duration.ofMillis(100), Duration.ofHours(1)));
  }
}
