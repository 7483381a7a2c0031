package dev.acsgateway.redis;

import dev.acsgateway.config.ConfigNode;
import java.util.Locale;

/**
 * How much a node trusts what it reads in Redis, where it has a keyset.
 *
 * @param mode what becomes of a row without a signature
 * @param deployment names this deployment where several share a keyset; a row of another one does
 *     not verify
 */
public record IntegrityConfig(Mode mode, String deployment) {

  /** What becomes of rows that are not signed. */
  public enum Mode {
    /** They count for nothing. */
    REQUIRE,
    /** They count, and reconcile signs them: for the upgrade of a ledger from before. */
    ACCEPT_UNSIGNED,
    /** Nothing is signed, and nothing is verified. */
    OFF;

    static Mode of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  /** Reads two settings of the section {@code redis}. */
  static IntegrityConfig from(ConfigNode node) {
    return new IntegrityConfig(
        node.parsed(
            "integrity", "require, accept-unsigned or off", "require", Mode.REQUIRE, Mode::of),
        node.text("deployment", ""));
  }
}
