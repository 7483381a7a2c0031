package dev.acsgateway.fake;

import dev.acsgateway.audit.AuditConfig;
import dev.acsgateway.audit.AuditTrail;
import dev.acsgateway.authentication.ApiKeyStore;
import dev.acsgateway.cleanup.CleanupLedger;
import dev.acsgateway.cleanup.JobExecutionStore;
import dev.acsgateway.cleanup.JobStore;
import dev.acsgateway.cleanup.ScheduleTicks;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityLedger;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.quota.QuotaConfig;
import dev.acsgateway.quota.QuotaGovernor;
import dev.acsgateway.token.IssueLeases;
import dev.acsgateway.token.TokenCache;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** One node's ports over a store in memory that nodes share. */
public final class MemoryStore implements StorePorts {
  private static final int PAGE = 3;

  private final MovableClock clock = new MovableClock();
  private final FakeInvalidations invalidations = new FakeInvalidations();
  private final Shared shared;
  private final MemoryIssueLeases flights;
  private final IdentityLedger identityLedger;
  private final CleanupLedger cleanupLedger;
  private final JobStore jobStore;
  private final JobExecutionStore jobWork;

  /** What all nodes share. */
  private static final class Shared {
    final MemoryUsers users = new MemoryUsers();
    final MemoryJobs jobs = new MemoryJobs();
    final MemoryScheduleTicks ticks = new MemoryScheduleTicks();
    final FakeApiKeys keys = new FakeApiKeys(call -> {});
    final FakeActiveAccessKey accessKeys = new FakeActiveAccessKey(call -> {});
    final MemoryAuditTrail.Records records = new MemoryAuditTrail.Records();
    final MemoryQuotaGovernor.Counts counts = new MemoryQuotaGovernor.Counts();
  }

  public MemoryStore() {
    this(new Shared(), "node");
  }

  private MemoryStore(Shared shared, String name) {
    this.shared = shared;
    CountedIds nonces = new CountedIds(name + "-");
    shared.users.listen(invalidations);
    invalidations.setUpToDate(true);
    flights = new MemoryIssueLeases(shared.users, shared.accessKeys, clock, nonces);
    identityLedger = new MemoryIdentityLedger(shared.users, clock, nonces);
    cleanupLedger = new MemoryCleanupLedger(shared.users, clock, nonces, PAGE);
    jobStore = new MemoryJobStore(shared.jobs, shared.users);
    jobWork = new MemoryJobExecutionStore(shared.jobs, nonces);
  }

  @Override
  public MovableClock clock() {
    return clock;
  }

  @Override
  public TokenCache tokenCache() {
    return flights;
  }

  @Override
  public IssueLeases tokenFlights() {
    return flights;
  }

  @Override
  public IdentityLedger identityLedger() {
    return identityLedger;
  }

  @Override
  public CleanupLedger cleanupLedger() {
    return cleanupLedger;
  }

  @Override
  public JobStore jobStore() {
    return jobStore;
  }

  @Override
  public JobExecutionStore jobWork() {
    return jobWork;
  }

  @Override
  public ScheduleTicks scheduleTicks() {
    return shared.ticks;
  }

  @Override
  public ApiKeyStore apiKeyStore() {
    return shared.keys;
  }

  @Override
  public FakeActiveAccessKey issuingKeys() {
    return shared.accessKeys;
  }

  @Override
  public FakeInvalidations invalidations() {
    return invalidations;
  }

  @Override
  public AuditTrail auditTrail(AuditConfig config) {
    return new MemoryAuditTrail(shared.records, config);
  }

  @Override
  public QuotaGovernor quotaGovernor(QuotaConfig config) {
    return new MemoryQuotaGovernor(shared.counts, config);
  }

  @Override
  public void elapse(Duration time) {
    shared.users.elapse(time);
    shared.jobs.elapse(time);
    shared.counts.elapse(time);
  }

  @Override
  public Set<String> intents() {
    return shared.users.intents();
  }

  /** Puts a user in who owns an identity and was served at this time, with no token cached. */
  public void own(UserId user, Identity identity, Instant servedAt) {
    flights.own(user, identity, servedAt);
  }

  @Override
  public MemoryStore anotherNode(String name) {
    return new MemoryStore(shared, name);
  }

  @Override
  public void close() {}
}
