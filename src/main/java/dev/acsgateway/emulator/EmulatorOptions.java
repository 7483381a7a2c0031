package dev.acsgateway.emulator;

import dev.acsgateway.emulator.authentication.BearerPolicy;
import dev.acsgateway.emulator.tls.ServerCertificate;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an emulator is to run. Everything has a default; start from {@link #defaults()} or {@link
 * #builder()}.
 *
 * @param host the address to bind, {@code 127.0.0.1} unless set
 * @param port the port to bind, 0 (the default) for any free one
 * @param seed where identities, keys and random faults come from; 1 unless set
 * @param resources how many resources to host, 1 unless set
 * @param location what tokens say as {@code resourceLocation}, {@code unitedstates} unless set
 * @param quotas whether ACS's documented quotas are on from the start; off unless set
 * @param encryptedTokens whether tokens have five segments that no client can read; off unless set
 * @param bearers which Entra tokens are good; none unless set
 * @param tls whether to serve over TLS, as ACS does and Java's SDKs demand; on unless set
 * @param certificate what to serve TLS with; {@code null}, the default, for one made at start
 * @param caFile where to write the certificate that clients must trust; {@code null}, the default,
 *     for a temporary file that goes with the emulator
 * @param stateFile where to keep identities and keys; {@code null}, the default, for nowhere. Every
 *     change is in the file before its answer is sent, so it survives the death of the process. An
 *     existing file wins over {@code seed} and {@code resources}, but tokens made before are only
 *     good under the same seed. The clock and the other controls are not kept
 * @param controlRoutes whether {@code /_emulator/} is served, to loopback clients only; on unless
 *     set
 * @param callLog how many calls the log keeps, 1000 unless set
 * @param eventLoops how many event loops serve, by default one per processor, at most 4
 * @param clock the clock that clients live by, and the emulator's until that is moved; the system's
 *     unless set
 */
public record EmulatorOptions(
    String host,
    int port,
    long seed,
    int resources,
    String location,
    boolean quotas,
    boolean encryptedTokens,
    BearerPolicy bearers,
    boolean tls,
    @Nullable ServerCertificate certificate,
    @Nullable Path caFile,
    @Nullable Path stateFile,
    boolean controlRoutes,
    int callLog,
    int eventLoops,
    InstantSource clock) {
  public EmulatorOptions {
    Objects.requireNonNull(bearers);
    Objects.requireNonNull(clock);
    if (host.isBlank()) {
      throw new IllegalArgumentException("a host is needed");
    }
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("a port is 0 to 65535: " + port);
    }
    if (resources < 1 || resources > 1000) {
      throw new IllegalArgumentException("there are 1 to 1000 resources: " + resources);
    }
    if (!location.matches("[A-Za-z0-9-]+")) {
      throw new IllegalArgumentException("a location is letters, digits and hyphens: " + location);
    }
    if (callLog < 0 || callLog > 1_000_000) {
      throw new IllegalArgumentException("the call log keeps 0 to 1000000 calls: " + callLog);
    }
    if (eventLoops < 1 || eventLoops > 64) {
      throw new IllegalArgumentException("there are 1 to 64 event loops: " + eventLoops);
    }
  }

  /** TLS on a free loopback port, seed 1, one resource, no quotas, no faults, nothing kept. */
  public static EmulatorOptions defaults() {
    return builder().build();
  }

  /** Starts from the defaults. */
  public static EmulatorOptionsBuilder builder() {
    return new EmulatorOptionsBuilder();
  }
}
