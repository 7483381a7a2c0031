package dev.acsgateway.http;

import dev.acsgateway.config.ConfigNode;

/**
 * The admin listener: on loopback unless configured otherwise.
 *
 * @param listener where it listens, and how much it takes
 */
public record AdminConfig(ListenerConfig listener) {

  /** Reads the section {@code admin}. */
  public static AdminConfig from(ConfigNode node) {
    return new AdminConfig(ListenerConfig.from(node, "127.0.0.1", 8081));
  }
}
