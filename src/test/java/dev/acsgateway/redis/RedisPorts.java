package dev.acsgateway.redis;

import static org.awaitility.Awaitility.await;

import dev.acsgateway.audit.AuditConfig;
import dev.acsgateway.audit.AuditTrail;
import dev.acsgateway.authentication.ApiKeyStore;
import dev.acsgateway.cleanup.CleanupLedger;
import dev.acsgateway.cleanup.JobExecutionStore;
import dev.acsgateway.cleanup.JobStore;
import dev.acsgateway.cleanup.ScheduleTicks;
import dev.acsgateway.config.Secret;
import dev.acsgateway.fake.MovableClock;
import dev.acsgateway.fake.StorePorts;
import dev.acsgateway.identity.ActiveAccessKeyStore;
import dev.acsgateway.identity.IdentityLedger;
import dev.acsgateway.quota.QuotaConfig;
import dev.acsgateway.quota.QuotaGovernor;
import dev.acsgateway.token.Invalidations;
import dev.acsgateway.token.IssueLeases;
import dev.acsgateway.token.TokenCache;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One node's ports over the test Redis, as the contract suites see them. */
final class RedisPorts implements StorePorts {
  final StoreFixture fixture;
  private final Optional<Secret> keyset;

  private RedisPorts(Optional<Secret> keyset, String name) {
    this.keyset = keyset;
    this.fixture = StoreFixture.patient(keyset, name);
    await().atMost(Duration.ofMinutes(1)).until(() -> fixture.store.invalidations().upToDate());
  }

  /** The first node over an empty Redis. */
  static RedisPorts empty() {
    TestRedis.flush();
    return new RedisPorts(Optional.of(AeadCipher.newKeyset()), "node");
  }

  @Override
  public RedisPorts anotherNode(String name) {
    return new RedisPorts(keyset, name);
  }

  @Override
  public MovableClock clock() {
    return fixture.clock;
  }

  @Override
  public TokenCache tokenCache() {
    return fixture.store.tokenCache();
  }

  @Override
  public IssueLeases tokenFlights() {
    return fixture.store.tokenFlights();
  }

  @Override
  public IdentityLedger identityLedger() {
    return fixture.store.identityLedger();
  }

  @Override
  public CleanupLedger cleanupLedger() {
    return fixture.store.cleanupLedger();
  }

  @Override
  public JobStore jobStore() {
    return fixture.store.jobStore();
  }

  @Override
  public JobExecutionStore jobWork() {
    return fixture.store.jobWork();
  }

  @Override
  public ScheduleTicks scheduleTicks() {
    return fixture.store.scheduleTicks();
  }

  @Override
  public ApiKeyStore apiKeyStore() {
    return fixture.store.apiKeyStore();
  }

  @Override
  public ActiveAccessKeyStore issuingKeys() {
    return fixture.store.issuingKeys();
  }

  @Override
  public Invalidations invalidations() {
    return fixture.store.invalidations();
  }

  @Override
  public AuditTrail auditTrail(AuditConfig config) {
    return fixture.store.auditTrail(config);
  }

  @Override
  public QuotaGovernor quotaGovernor(QuotaConfig config) {
    return fixture.store.quotaGovernor(config);
  }

  @Override
  public void elapse(Duration time) {
    TestRedis.elapse(time);
  }

  @Override
  public Set<String> intents() {
    Set<String> users = new TreeSet<>();
    TestRedis.send("KEYS gw:*:intents")
        .lines()
        .flatMap(key -> TestRedis.send("ZRANGE " + key + " 0 -1").lines())
        .forEach(intent -> users.add(intent.substring(0, intent.indexOf(':'))));
    return users;
  }

  @Override
  public void close() {
    fixture.close();
  }
}
