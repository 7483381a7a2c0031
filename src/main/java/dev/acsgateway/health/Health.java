package dev.acsgateway.health;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Runs the probes of a node. Safe for use from any thread. */
public final class Health {
  private static final long PROBE_TIMEOUT_MILLIS = 1_000;

  private final HealthChecks checks;
  private final Set<String> neededToStart;
  private final Set<String> neededAlways;
  private final Set<String> everWorked = ConcurrentHashMap.newKeySet();
  private volatile boolean draining;

  /**
   * @param probes what this node depends on, no two with the same name
   */
  public Health(Vertx vertx, Collection<Probe> probes) {
    this.checks = HealthChecks.create(vertx);
    this.neededToStart = names(probes, Probe.Need.TO_START);
    this.neededAlways = names(probes, Probe.Need.ALWAYS);
    probes.forEach(this::register);
  }

  private static Set<String> names(Collection<Probe> probes, Probe.Need need) {
    return probes.stream()
        .filter(probe -> probe.need() == need)
        .map(Probe::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  private void register(Probe probe) {
    checks.register(
        probe.name(),
        PROBE_TIMEOUT_MILLIS,
        promise ->
            probe
                .check()
                .get()
                .onComplete(
                    result ->
                        promise.tryComplete(
                            result.succeeded() && result.result() ? Status.OK() : Status.KO())));
  }

  /** From now on this node is not ready; it stays alive. */
  public void drain() {
    draining = true;
  }

  /** Whether this node is going away. */
  public boolean isDraining() {
    return draining;
  }

  /** Runs every probe; never fails. */
  public Future<HealthReport> check() {
    return checks
        .checkStatus()
        .map(result -> report(result.getChecks() == null ? List.of() : result.getChecks()));
  }

  private HealthReport report(List<CheckResult> results) {
    Map<String, Boolean> found =
        results.stream()
            .collect(
                Collectors.toMap(
                    CheckResult::getId, result -> Boolean.TRUE.equals(result.getUp())));
    found.forEach(
        (name, works) -> {
          if (works) {
            everWorked.add(name);
          }
        });
    return new HealthReport(readiness(found), found);
  }

  private Readiness readiness(Map<String, Boolean> found) {
    if (draining) {
      return Readiness.DRAINING;
    }
    if (!everWorked.containsAll(neededToStart)) {
      return Readiness.STARTING;
    }
    if (neededAlways.stream().anyMatch(name -> Boolean.FALSE.equals(found.get(name)))) {
      return Readiness.UNABLE;
    }
    return found.containsValue(false) ? Readiness.DEGRADED : Readiness.READY;
  }
}
