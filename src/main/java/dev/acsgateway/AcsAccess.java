package dev.acsgateway;

import dev.acsgateway.acs.AcsConfig;
import dev.acsgateway.acs.AcsCredential;
import dev.acsgateway.acs.Breakers;
import dev.acsgateway.acs.ResilientIdentityClient;
import dev.acsgateway.acs.SwitchedIdentityClient;
import dev.acsgateway.failure.StoreUnavailable;
import dev.acsgateway.failure.WrongResource;
import dev.acsgateway.http.stats.AcsStats;
import dev.acsgateway.http.stats.StatsSection;
import dev.acsgateway.identity.AccessKeyRotation;
import dev.acsgateway.identity.ActiveAccessKeyStore;
import dev.acsgateway.identity.IdentityClient;
import dev.acsgateway.identity.ResourceBoundIdentityClient;
import dev.acsgateway.identity.ResourceChange;
import dev.acsgateway.identity.ResourceGuard;
import dev.acsgateway.quota.GovernedLanes;
import dev.acsgateway.quota.Lane;
import dev.acsgateway.quota.Operation;
import dev.acsgateway.quota.QuotaBudget;
import dev.acsgateway.redis.RedisStore;
import dev.acsgateway.telemetry.Metrics;
import dev.acsgateway.telemetry.Tracing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to ACS, from the outside in: the ledger's own resource only, repeats and breakers, quota
 * lanes, spans and meters, the access key in use.
 */
final class AcsAccess {
  private static final Logger log = LoggerFactory.getLogger(AcsAccess.class);

  private static final long RETRY_MILLIS = 2_000;

  private final Vertx vertx;
  private final ActiveAccessKeyStore keys;
  private final URI endpoint;
  private final SwitchedIdentityClient client;
  private final GovernedLanes lanes;
  private final Breakers breakers;
  private final Function<Lane, IdentityClient> anyResource;
  private final ResourceGuard resource;
  private final ResourceChange change;
  private final AccessKeyRotation rotation;

  AcsAccess(
      Vertx vertx,
      GatewayConfig config,
      RedisStore store,
      Metrics metrics,
      Optional<Tracing> tracing,
      ResourceChange change,
      NodeClock clock,
      Consumer<Instant> dates,
      RandomGenerator jitter) {
    this.vertx = vertx;
    this.keys = store.issuingKeys();
    this.change = change;
    endpoint = config.acs().account().endpoint();
    client =
        SwitchedIdentityClient.create(
            vertx,
            config.acs(),
            keys,
            tracing.<Supplier<Map<String, String>>>map(it -> it::headers).orElse(Map::of),
            dates);
    IdentityClient metered = metrics.metered(client);
    lanes =
        new GovernedLanes(
            vertx,
            tracing.map(it -> it.traced(metered)).orElse(metered),
            store.quotaGovernor(config.quota()),
            config.quota(),
            clock.own());
    breakers = new Breakers(config.resilience().breaker(), clock.own());
    metrics.acsRefusals(lanes.refusals());
    metrics.acs(() -> lanes.budgets().map(AcsAccess::remaining), openness(breakers));
    anyResource =
        lane ->
            new ResilientIdentityClient(
                lanes.inLane(lane),
                vertx,
                breakers,
                config.resilience().retry(),
                clock.own(),
                jitter);
    resource =
        new ResourceGuard(
            anyResource.apply(Lane.INTERACTIVE), store.resourceBinding(), endpoint(), change);
    rotation = new AccessKeyRotation(keys, clock);
  }

  /** Fingerprints of the configured access keys, the one to begin with first. */
  static List<String> fingerprints(GatewayConfig config) {
    return fingerprints(config.acs());
  }

  private static List<String> fingerprints(AcsConfig acs) {
    return acs.credentials().stream().map(AcsCredential::fingerprint).toList();
  }

  /**
   * Speaks to the same resource with other credentials. Tokens made with one that is in use and no
   * longer there are dropped, on all nodes.
   *
   * @return false, and nothing is changed, when that is another resource
   */
  boolean use(AcsConfig acs) {
    if (!acs.account().endpoint().equals(endpoint)) {
      return false;
    }
    client.add(acs.credentials());
    keys.own(fingerprints(acs)).onFailure(e -> settleLater());
    return true;
  }

  /** Where ACS is: a host with its port. */
  String endpoint() {
    return endpoint.getAuthority();
  }

  /** ACS for the calls of one lane. */
  IdentityClient inLane(Lane lane) {
    return new ResourceBoundIdentityClient(anyResource.apply(lane), resource);
  }

  /** Completes when ACS could be asked; until then, calls wait. */
  Future<Void> ready() {
    return client.ready();
  }

  /** Switches between the access keys. */
  AccessKeyRotation rotation() {
    return rotation;
  }

  /** Whether ACS did lately what it was asked for. */
  boolean isUp() {
    return breakers.noneFailedLately();
  }

  /** Where this node's breakers stand, by operation. */
  JsonObject breakers() {
    JsonObject states = new JsonObject();
    for (Operation operation : Operation.values()) {
      states.put(operation.wireName(), breakers.state(operation).wireName());
    }
    return JsonObject.of("breakers", states);
  }

  /** What may be asked of ACS right now. */
  StatsSection stats() {
    return new StatsSection(
        "acs", new AcsStats(lanes::budgets, it -> breakers.state(it).wireName()));
  }

  /**
   * Makes sure that this is the ledger's resource, and only then that a key of this node is in use.
   * Who cannot tell yet, finds out before the first call to it. Fails with {@link WrongResource}.
   */
  Future<Void> knowResource() {
    return resource
        .verified()
        .compose(own -> keys.settle())
        .recover(
            e -> {
              if (e instanceof WrongResource || change == ResourceChange.ADOPT) {
                return Future.failedFuture(e);
              }
              log.warn("Cannot tell yet whether this is the ledger's ACS resource: {}", reason(e));
              settleLater();
              return Future.succeededFuture();
            });
  }

  private void settleLater() {
    vertx.setTimer(
        RETRY_MILLIS,
        due ->
            resource
                .verified()
                .compose(own -> keys.settle())
                .onFailure(
                    e -> {
                      if (e instanceof WrongResource wrong) {
                        log.error("Nothing is asked of ACS: {}", wrong.reason());
                      } else {
                        settleLater();
                      }
                    }));
  }

  private static String reason(Throwable e) {
    return e instanceof StoreUnavailable store ? store.reason() : String.valueOf(e.getMessage());
  }

  private static Map<String, Integer> remaining(Map<Operation, QuotaBudget> budgets) {
    return budgets.entrySet().stream()
        .collect(Collectors.toMap(it -> it.getKey().wireName(), it -> it.getValue().remaining()));
  }

  private static Map<String, Supplier<Number>> openness(Breakers breakers) {
    return Arrays.stream(Operation.values())
        .collect(Collectors.toMap(Operation::wireName, it -> () -> breakers.state(it).openness()));
  }
}
