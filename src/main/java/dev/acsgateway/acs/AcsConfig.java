package dev.acsgateway.acs;

import dev.acsgateway.config.ConfigNode;
import dev.acsgateway.config.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How ACS is reached.
 *
 * @param account which ACS resource, and as whom
 * @param secondAccessKey the other access key of the resource, to rotate to
 * @param timeout how long one call may take, from the moment it is made to its last byte
 * @param maxConnections most connections to ACS that are open at a time
 * @param trustCertificate a PEM file with certificates to trust besides the JDK's own; for the
 *     emulator, or behind a proxy that inspects TLS
 */
public record AcsConfig(
    AcsAccount account,
    Optional<AccessKey> secondAccessKey,
    Duration timeout,
    int maxConnections,
    Optional<Path> trustCertificate) {

  private static final String SECOND_ACCESS_KEY = "second-access-key";

  /** With one credential alone. */
  public AcsConfig(
      AcsAccount account, Duration timeout, int maxConnections, Optional<Path> trustCertificate) {
    this(account, Optional.empty(), timeout, maxConnections, trustCertificate);
  }

  /** Reads the section {@code acs}. */
  public static AcsConfig from(ConfigNode node) {
    AcsAccount account = AcsAccount.from(node);
    return new AcsConfig(
        account,
        secondAccessKey(node, account),
        node.duration(
            "timeout", Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofSeconds(30)),
        node.number("max-connections", 32, 1, 1000),
        trustCertificate(node));
  }

  private static Optional<AccessKey> secondAccessKey(ConfigNode node, AcsAccount account) {
    Optional<Secret> text = node.secret(SECOND_ACCESS_KEY);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      AccessKey second = new AccessKey(text.get());
      if (!(account.credential() instanceof AccessKey first)) {
        node.addProblem(SECOND_ACCESS_KEY, "excludes credential");
      } else if (second.fingerprint().equals(first.fingerprint())) {
        node.addProblem(SECOND_ACCESS_KEY, "is the first access key again");
      }
      return Optional.of(second);
    } catch (IllegalArgumentException e) {
      node.addProblem(SECOND_ACCESS_KEY, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** Every credential for the account, the one to begin with first. */
  public List<AcsCredential> credentials() {
    return secondAccessKey
        .map(second -> List.of(account.credential(), second))
        .orElseGet(() -> List.of(account.credential()));
  }

  /** The same with this credential alone. */
  AcsConfig with(AcsCredential credential) {
    return new AcsConfig(
        new AcsAccount(account.endpoint(), credential), timeout, maxConnections, trustCertificate);
  }

  private static Optional<Path> trustCertificate(ConfigNode node) {
    Optional<Path> file = node.file("trust-certificate");
    file.filter(Files::isReadable)
        .flatMap(AcsTrust::problemWith)
        .ifPresent(problem -> node.addProblem("trust-certificate", problem));
    return file;
  }
}
