package dev.acsgateway.fake;

import dev.acsgateway.audit.AuditConfig;
import dev.acsgateway.audit.AuditTrail;
import dev.acsgateway.authentication.ApiKeyStore;
import dev.acsgateway.cleanup.CleanupLedger;
import dev.acsgateway.cleanup.JobExecutionStore;
import dev.acsgateway.cleanup.JobStore;
import dev.acsgateway.cleanup.ScheduleTicks;
import dev.acsgateway.identity.ActiveAccessKeyStore;
import dev.acsgateway.identity.IdentityLedger;
import dev.acsgateway.quota.QuotaConfig;
import dev.acsgateway.quota.QuotaGovernor;
import dev.acsgateway.token.Invalidations;
import dev.acsgateway.token.IssueLeases;
import dev.acsgateway.token.TokenCache;
import java.time.Duration;
import java.util.Set;

/**
 * The ports of one node's store, and what the contract suites need beyond them. Each suite runs
 * over the in-memory store and over Redis, so that neither can differ from the contract unnoticed.
 */
public interface StorePorts extends AutoCloseable {
  /** How long flights and fences last. */
  Duration FLIGHT = Duration.ofMinutes(1);

  /** How long a lease of a clean-up job lasts. */
  Duration LEASE = Duration.ofMinutes(2);

  /** How long a finished clean-up job is kept. */
  Duration RETENTION = Duration.ofDays(1);

  /** The gateway's clock, which stands still. The store's own clock is moved by {@link #elapse}. */
  MovableClock clock();

  TokenCache tokenCache();

  IssueLeases tokenFlights();

  IdentityLedger identityLedger();

  CleanupLedger cleanupLedger();

  JobStore jobStore();

  JobExecutionStore jobWork();

  ScheduleTicks scheduleTicks();

  ApiKeyStore apiKeyStore();

  ActiveAccessKeyStore issuingKeys();

  Invalidations invalidations();

  AuditTrail auditTrail(AuditConfig config);

  QuotaGovernor quotaGovernor(QuotaConfig config);

  /** Lets time pass by the store's clock: locks, permits and kept values age by it. */
  void elapse(Duration time);

  /** Users whose identity may have been created by a node that did not say so, by hash. */
  Set<String> intents();

  /** Another node over the same store. */
  StorePorts anotherNode(String name);

  @Override
  void close();
}
