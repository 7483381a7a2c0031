package dev.acsgateway;

import dev.acsgateway.config.InvalidConfiguration;
import dev.acsgateway.config.LoadedConfig;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration again and again, puts in effect what can be, and says what waits for a
 * restart. One that is not valid changes nothing.
 */
final class ConfigurationWatch extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(ConfigurationWatch.class);

  private final Supplier<LoadedConfig<GatewayConfig>> source;
  private final LoadedConfig<GatewayConfig> started;
  private final ReloadableSettings live;
  private final SortedSet<String> waiting = new TreeSet<>();
  private LoadedConfig<GatewayConfig> inEffect;
  private LoadedConfig<GatewayConfig> seen;
  private String problem = "";
  private String seenProblem = "";

  /**
   * @param source reads the configuration; may block
   * @param started what the node was started with
   */
  ConfigurationWatch(
      Supplier<LoadedConfig<GatewayConfig>> source,
      LoadedConfig<GatewayConfig> started,
      ReloadableSettings live) {
    this.source = source;
    this.started = started;
    this.live = live;
    this.inEffect = started;
    this.seen = started;
  }

  @Override
  public Future<?> start() {
    long interval = started.configuration().reload().interval().toMillis();
    vertx.setTimer(interval, due -> look().onComplete(looked -> start()));
    return Future.succeededFuture();
  }

  private Future<?> look() {
    return vertx
        .executeBlocking(source::get)
        .onSuccess(this::compare)
        .onFailure(this::complainOnce);
  }

  private void compare(LoadedConfig<GatewayConfig> reading) {
    problem = "";
    seenProblem = "";
    boolean settled = reading.changedSince(seen).isEmpty();
    seen = reading;
    SortedSet<String> changed = reading.changedSince(inEffect);
    if (settled && !changed.isEmpty()) {
      inEffect = reading;
      report(changed, live.use(reading.configuration(), changed));
    }
  }

  private void report(SortedSet<String> changed, SortedSet<String> used) {
    waiting.addAll(changed);
    waiting.removeAll(used);
    waiting.retainAll(inEffect.changedSince(started));
    live.waitForRestart(waiting);
    log.info(
        "The configuration was changed. In effect now: {}. After a restart: {}.",
        listed(used),
        listed(waiting));
  }

  private static String listed(SortedSet<String> settings) {
    return settings.isEmpty() ? "nothing" : String.join(", ", settings);
  }

  /** Files that are just being replaced are no problem that is worth a line. */
  private void complainOnce(Throwable cause) {
    String found =
        cause instanceof InvalidConfiguration invalid
            ? String.valueOf(invalid.getMessage())
            : "Reading it failed: " + cause.getClass().getSimpleName();
    boolean settled = found.equals(seenProblem);
    seenProblem = found;
    if (settled && !found.equals(problem)) {
      problem = found;
      log.error("The changed configuration is not used. {}", found);
      log.debug("The changed configuration is not used", cause);
    }
  }
}
