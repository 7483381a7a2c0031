package dev.acsgateway.authentication;

import dev.acsgateway.authentication.IssuerKeys.Remark;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what is odd about one issuer's keys: each remark once for as long as it applies, and a
 * failure when its reason changes and at most once a minute while it does not.
 */
final class KeyLog {
  private static final Logger log = LoggerFactory.getLogger(KeyLog.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final String issuer;
  private final InstantSource clock;
  private Set<Remark> known = Set.of();
  private boolean isEmpty;
  private String failure = "";
  private Instant failureLogged = Instant.MIN;

  KeyLog(String issuer, InstantSource clock) {
    this.issuer = issuer;
    this.clock = clock;
  }

  /**
   * Logs that keys were read.
   *
   * @param from the address or the setting
   */
  synchronized void read(IssuerKeys keys, String from) {
    if (!failure.isEmpty()) {
      log.info("The keys of the issuer {} are available again", issuer);
      failure = "";
    }
    Set<Remark> now = new HashSet<>(keys.remarks());
    now.stream()
        .filter(remark -> !known.contains(remark))
        .forEach(it -> log.warn("Issuer {}, {}: key '{}' {}", issuer, from, it.key(), it.text()));
    known = now;
    if (keys.usable().isEmpty() && !isEmpty) {
      log.warn(
          "Issuer {}, {}: no key can check a signature; all its tokens are refused", issuer, from);
    }
    isEmpty = keys.usable().isEmpty();
  }

  /** Logs that the keys could not be fetched. */
  synchronized void failed(String reason) {
    Instant now = clock.instant();
    if (!reason.equals(failure) || !now.isBefore(failureLogged.plus(PAUSE))) {
      log.warn("The keys of the issuer {} cannot be fetched: {}", issuer, reason);
      failure = reason;
      failureLogged = now;
    }
  }
}
