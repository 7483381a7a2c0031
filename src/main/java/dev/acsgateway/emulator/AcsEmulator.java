package dev.acsgateway.emulator;

import dev.acsgateway.emulator.admin.ControlRoutes;
import dev.acsgateway.emulator.authentication.RequestAuthenticator;
import dev.acsgateway.emulator.control.Calls;
import dev.acsgateway.emulator.control.EmulatorClock;
import dev.acsgateway.emulator.control.EmulatorControls;
import dev.acsgateway.emulator.control.Faults;
import dev.acsgateway.emulator.control.Latencies;
import dev.acsgateway.emulator.control.Quotas;
import dev.acsgateway.emulator.control.TeamsUserTokens;
import dev.acsgateway.emulator.control.TokenInspector;
import dev.acsgateway.emulator.control.TokenPolicy;
import dev.acsgateway.emulator.rest.AcsApi;
import dev.acsgateway.emulator.state.AcsResource;
import dev.acsgateway.emulator.state.EmulatorState;
import dev.acsgateway.emulator.state.FileJournal;
import dev.acsgateway.emulator.state.KeySlot;
import dev.acsgateway.emulator.state.StateSink;
import dev.acsgateway.emulator.token.SeededBytes;
import dev.acsgateway.emulator.token.TokenCodec;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A fake of one or several Communication Services resources, at one address of this machine.
 *
 * <p>Deploy it once; everything but {@link #port()}, {@link #endpoint()}, {@link
 * #connectionString()}, {@link #caFile()} and {@link #caPem()} works before that, too. All methods
 * may be called by any thread. Undeploying it frees the port and cuts the connections.
 */
public final class AcsEmulator extends VerticleBase {
  private final EmulatorOptions options;
  private final EmulatorControls controls;
  private final SeededBytes seed;
  private final TokenCodec codec;
  private final @Nullable FileJournal journal;
  private volatile @Nullable Listeners listeners;

  /** An emulator with the default options. */
  public AcsEmulator() {
    this(EmulatorOptions.defaults());
  }

  /** An emulator with its identities and keys ready, not yet listening. */
  public AcsEmulator(EmulatorOptions options) {
    this.options = options;
    seed = new SeededBytes(options.seed());
    codec = new TokenCodec(seed, options.location());
    journal = options.stateFile() == null ? null : new FileJournal(options.stateFile());
    StateSink sink = journal == null ? StateSink.none() : journal;
    EmulatorClock clock = new EmulatorClock(options.clock());
    EmulatorState state = new EmulatorState(seed, options.resources(), sink);
    controls =
        new EmulatorControls(
            clock,
            new Quotas(clock, options.quotas()),
            new Latencies(seed),
            new Faults(seed),
            new Calls(options.callLog()),
            new TokenPolicy(options.encryptedTokens()),
            new TeamsUserTokens(clock),
            new TokenInspector(state, codec, clock),
            state);
  }

  @Override
  public Future<?> start() {
    RequestAuthenticator authenticator =
        new RequestAuthenticator(controls.state(), options.bearers(), controls.clock().base());
    AcsApi api = new AcsApi(vertx, authenticator, controls, codec, seed);
    ControlRoutes routes = new ControlRoutes(vertx, controls);
    Listeners made =
        new Listeners(vertx, options, options.controlRoutes() ? routes.before(api) : api);
    return openJournal()
        .compose(opened -> made.open())
        .onSuccess(port -> listeners = made)
        .recover(
            failure ->
                made.close()
                    .eventually(() -> closeJournal())
                    .compose(closed -> Future.failedFuture(failure)));
  }

  @Override
  public Future<?> stop() {
    Listeners open = listeners;
    listeners = null;
    Future<Void> closed = open == null ? Future.succeededFuture() : open.close();
    return closed.eventually(() -> closeJournal());
  }

  private Future<?> openJournal() {
    FileJournal file = journal;
    return file == null ? Future.succeededFuture() : blocking(() -> file.open(controls.state()));
  }

  private Future<?> closeJournal() {
    FileJournal file = journal;
    return file == null ? Future.succeededFuture() : blocking(file::close);
  }

  private Future<?> blocking(Runnable work) {
    return vertx.executeBlocking(
        () -> {
          work.run();
          return true;
        });
  }

  /** The port that is listened on. */
  public int port() {
    return listening().port();
  }

  /** Such as {@code https://127.0.0.1:8443/}; the certificate is good for that host. */
  public URI endpoint() {
    return listening().endpoint();
  }

  /** {@code endpoint=…;accesskey=…} with the first resource's present primary key. */
  public String connectionString() {
    return connectionString(controls.resources().getFirst(), KeySlot.PRIMARY);
  }

  /** {@code endpoint=…;accesskey=…} with a resource's present key. */
  public String connectionString(AcsResource resource, KeySlot slot) {
    return "endpoint=" + endpoint() + ";accesskey=" + resource.key(slot).secret();
  }

  /**
   * The file with the certificate that clients must trust, PEM.
   *
   * @throws IllegalStateException if it does not serve TLS
   */
  public Path caFile() {
    return listening().caFile();
  }

  /** What is in {@link #caFile()}. */
  public String caPem() {
    return listening().caPem();
  }

  /** Everything that can be turned and read. */
  public EmulatorControls controls() {
    return controls;
  }

  /** Short for {@code controls().calls()}. */
  public Calls calls() {
    return controls.calls();
  }

  private Listeners listening() {
    Listeners open = listeners;
    if (open == null) {
      throw new IllegalStateException("the emulator is not deployed");
    }
    return open;
  }
}
