package dev.acsgateway.emulator;

import dev.acsgateway.emulator.authentication.BearerPolicy;
import dev.acsgateway.emulator.tls.ServerCertificate;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Builds {@link EmulatorOptions}, where each setting is explained. Not safe for several threads.
 */
public final class EmulatorOptionsBuilder {
  private String host = "127.0.0.1";
  private int port = 0;
  private long seed = 1;
  private int resources = 1;
  private String location = "unitedstates";
  private boolean quotas;
  private boolean encryptedTokens;
  private BearerPolicy bearers = BearerPolicy.refuse();
  private boolean tls = true;
  private @Nullable ServerCertificate certificate;
  private @Nullable Path caFile;
  private @Nullable Path stateFile;
  private boolean controlRoutes = true;
  private int callLog = 1000;
  private int eventLoops = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);
  private InstantSource clock = InstantSource.system();

  EmulatorOptionsBuilder() {}

  /** Sets {@link EmulatorOptions#host()}. */
  public EmulatorOptionsBuilder host(String value) {
    host = value;
    return this;
  }

  /** Sets {@link EmulatorOptions#port()}. */
  public EmulatorOptionsBuilder port(int value) {
    port = value;
    return this;
  }

  /** Sets {@link EmulatorOptions#seed()}. */
  public EmulatorOptionsBuilder seed(long value) {
    seed = value;
    return this;
  }

  /** Sets {@link EmulatorOptions#resources()}. */
  public EmulatorOptionsBuilder resources(int value) {
    resources = value;
    return this;
  }

  /** Sets {@link EmulatorOptions#location()}. */
  public EmulatorOptionsBuilder location(String value) {
    location = value;
    return this;
  }

  /** Sets {@link EmulatorOptions#quotas()}. */
  public EmulatorOptionsBuilder quotas(boolean value) {
    quotas = value;
    return this;
  }

  /** Sets {@link EmulatorOptions#encryptedTokens()}. */
  public EmulatorOptionsBuilder encryptedTokens(boolean value) {
    encryptedTokens = value;
    return this;
  }

  /** Sets {@link EmulatorOptions#bearers()}. */
  public EmulatorOptionsBuilder bearers(BearerPolicy value) {
    bearers = value;
    return this;
  }

  /** Sets {@link EmulatorOptions#tls()}. */
  public EmulatorOptionsBuilder tls(boolean value) {
    tls = value;
    return this;
  }

  /** Sets {@link EmulatorOptions#certificate()}. */
  public EmulatorOptionsBuilder certificate(ServerCertificate value) {
    certificate = value;
    return this;
  }

  /** Sets {@link EmulatorOptions#caFile()}. */
  public EmulatorOptionsBuilder caFile(Path value) {
    caFile = value;
    return this;
  }

  /** Sets {@link EmulatorOptions#stateFile()}. */
  public EmulatorOptionsBuilder stateFile(Path value) {
    stateFile = value;
    return this;
  }

  /** Sets {@link EmulatorOptions#controlRoutes()}. */
  public EmulatorOptionsBuilder controlRoutes(boolean value) {
    controlRoutes = value;
    return this;
  }

  /** Sets {@link EmulatorOptions#callLog()}. */
  public EmulatorOptionsBuilder callLog(int value) {
    callLog = value;
    return this;
  }

  /** Sets {@link EmulatorOptions#eventLoops()}. */
  public EmulatorOptionsBuilder eventLoops(int value) {
    eventLoops = value;
    return this;
  }

  /** Sets {@link EmulatorOptions#clock()}. */
  public EmulatorOptionsBuilder clock(InstantSource value) {
    clock = value;
    return this;
  }

  /**
   * The options.
   *
   * @throws IllegalArgumentException naming the setting that is out of its range
   */
  public EmulatorOptions build() {
    return new EmulatorOptions(
        host,
        port,
        seed,
        resources,
        location,
        quotas,
        encryptedTokens,
        bearers,
        tls,
        certificate,
        caFile,
        stateFile,
        controlRoutes,
        callLog,
        eventLoops,
        clock);
  }
}
