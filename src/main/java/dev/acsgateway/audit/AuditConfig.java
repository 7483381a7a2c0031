package dev.acsgateway.audit;

import dev.acsgateway.config.ConfigNode;

/**
 * How much of the audit trail is kept.
 *
 * @param length how many records, about; the oldest go first
 */
public record AuditConfig(int length) {

  /** Reads the section {@code audit}. */
  public static AuditConfig from(ConfigNode node) {
    return new AuditConfig(node.number("length", 100_000, 1_000, 10_000_000));
  }
}
