package dev.acsgateway.redis;

import dev.acsgateway.audit.AuditConfig;
import dev.acsgateway.audit.AuditTrail;
import dev.acsgateway.authentication.ApiKeyStore;
import dev.acsgateway.cleanup.CleanupConfig;
import dev.acsgateway.cleanup.CleanupLedger;
import dev.acsgateway.cleanup.JobExecutionStore;
import dev.acsgateway.cleanup.JobStore;
import dev.acsgateway.cleanup.ScheduleTicks;
import dev.acsgateway.identity.ActiveAccessKeyStore;
import dev.acsgateway.identity.IdentityLedger;
import dev.acsgateway.identity.ResourceBinding;
import dev.acsgateway.ledger.LedgerArchive;
import dev.acsgateway.ledger.LedgerRepair;
import dev.acsgateway.quota.QuotaConfig;
import dev.acsgateway.quota.QuotaGovernor;
import dev.acsgateway.token.Invalidations;
import dev.acsgateway.token.IssueLeases;
import dev.acsgateway.token.TeamsTokenCache;
import dev.acsgateway.token.TokenCache;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Every port that Redis serves, over one set of connections. */
public final class RedisStore {
  private final ConnectionLog attempts;
  private final Optional<EntraAuthentication> authentication;
  private final RedisConnector connector;
  private final CommandRouter link;
  private final RedisCommands commands;
  private final InvalidationBus notes;
  private final WriteCheck writes;
  private final Keyspace keys;
  private final RedisConfig.Mode mode;
  private final InstantSource clock;
  private final RedisActiveAccessKey issuingKeys;
  private final MonitoredCipher cipher;
  private final RowIntegrity integrity;
  private final UserRows rows;
  private final OwnerIndex owners;
  private final TokenCache tokenCache;
  private final IssueLeases tokenFlights;
  private final TeamsTokenCache teamsTokenCache;
  private final IdentityLedger identityLedger;
  private final CleanupLedger cleanupLedger;
  private final JobStore jobStore;
  private final JobExecutionStore jobWork;
  private final ScheduleTicks scheduleTicks;
  private final RedisApiKeyStore apiKeyStore;

  /**
   * Starts to connect; what is used before the first connection stands waits for it.
   *
   * @param accessKeys fingerprints of this node's access keys of ACS, the one to begin with first
   * @param nonces makes names of holders: unique among all nodes, without colons
   */
  public RedisStore(
      Vertx vertx,
      RedisConfig config,
      CleanupConfig cleanup,
      List<String> accessKeys,
      InstantSource clock,
      RandomGenerator jitter,
      Supplier<String> nonces) {
    this(
        vertx,
        config,
        cleanup,
        accessKeys,
        clock,
        jitter,
        nonces,
        CommandObserver.none(),
        EntraTokenSource.none());
  }

  /**
   * The same.
   *
   * @param observer sees every command
   * @param entra fetches tokens, where {@code redis.credential} asks for them
   */
  public RedisStore(
      Vertx vertx,
      RedisConfig config,
      CleanupConfig cleanup,
      List<String> accessKeys,
      InstantSource clock,
      RandomGenerator jitter,
      Supplier<String> nonces,
      CommandObserver observer,
      EntraTokenSource entra) {
    this.attempts = new ConnectionLog(clock);
    this.authentication =
        config
            .endpoints()
            .entra()
            .map(
                it ->
                    new EntraAuthentication(vertx, it, entra, clock, attempts, this::authenticate));
    this.connector =
        authentication
            .map(it -> new RedisConnector(vertx, config, it.first()))
            .orElseGet(() -> new RedisConnector(vertx, config));
    authentication.ifPresent(EntraAuthentication::start);
    Servers servers = Servers.of(vertx, config, connector, jitter, attempts);
    this.link = servers.link();
    this.commands = new RedisCommands(link, observer);
    this.notes =
        new InvalidationBus(vertx, servers, commands, config.silence(), jitter, nonces.get());
    this.writes = new WriteCheck(vertx, commands, link, config.shards(), config.silence());
    writes.start();
    this.mode = config.mode();
    this.clock = clock;
    this.keys = new Keyspace(config.shards());
    this.issuingKeys =
        new RedisActiveAccessKey(
            vertx, commands, notes, accessKeys, config.silence(), clock, nonces);
    this.cipher =
        new MonitoredCipher(
            config.keyset().<ValueCipher>map(AeadCipher::of).orElse(ValueCipher.none()), clock);
    TokenCodec codec =
        new TokenCodec(
            cipher, entry -> issuingKeys.known().counts(entry.issuedWith(), clock.instant()));
    this.tokenCache = new RedisTokenCache(commands, keys, codec, issuingKeys);
    this.integrity = RowIntegrity.of(config, clock);
    this.rows = new UserRows(commands, keys, integrity);
    this.owners = new OwnerIndex(commands, keys, rows);
    this.tokenFlights =
        new RedisIssueLeases(
            commands,
            keys,
            codec,
            notes,
            issuingKeys,
            new LeaseRenewal(vertx, commands, keys, config.flightLease(), config.flight()),
            owners,
            integrity,
            clock,
            nonces);
    this.teamsTokenCache =
        new RedisTeamsTokenCache(commands, new TeamsTokenCodec(cipher), issuingKeys);
    FenceEnds ends = new FenceEnds(vertx, commands, config.flight());
    Fences fences =
        new Fences(
            commands,
            keys,
            notes,
            config,
            clock,
            nonces,
            ends,
            new ForgedUsers(commands, integrity));
    this.identityLedger = new RedisIdentityLedger(keys, fences, ends, rows, owners);
    this.cleanupLedger = new RedisCleanupLedger(commands, keys, fences, ends, owners);
    this.jobStore = new RedisJobStore(commands, keys, cleanup);
    this.jobWork = new RedisJobExecutionStore(commands, cleanup, nonces);
    this.scheduleTicks = new RedisScheduleTicks(commands);
    this.apiKeyStore = new RedisApiKeyStore(commands, notes, integrity);
  }

  /**
   * The outcome of the first attempt to connect. Fails with {@link IncompatibleStore} when the
   * server must not be used; any other failure is passing, and attempts go on.
   */
  public Future<Void> firstConnection() {
    return link.firstConnection();
  }

  /** Whether commands are answered right now. */
  public boolean isUp() {
    return link.isUp();
  }

  /** What Redis's clock says. */
  public Future<Instant> time() {
    return commands
        .send(Keyspace.META, Request.cmd(Command.TIME))
        .map(
            time ->
                Instant.ofEpochSecond(
                    Long.parseLong(time.text(0)), Long.parseLong(time.text(1)) * 1_000));
  }

  /** By which code Redis refuses writes, for example {@code OOM}; empty while it takes them. */
  public Optional<String> writeRefusal() {
    return writes.refusal();
  }

  private void authenticate(RedisCredentials credentials) {
    connector.use(credentials);
  }

  /**
   * Puts changed credentials and certificates in effect: new connections are made with them, open
   * ones authenticate again.
   */
  public void use(RedisConfig changed) {
    connector.use(changed.endpoints());
  }

  /** Why the newest attempt to connect failed; empty once one has succeeded since. */
  public Optional<String> problem() {
    return attempts.problem();
  }

  /** Returns how many values this node could not decrypt, and rows it could not verify, so far. */
  public long unreadableValues() {
    return cipher.unreadable() + integrity.forged();
  }

  /** Which access key of ACS is in use. */
  public ActiveAccessKeyStore issuingKeys() {
    return issuingKeys;
  }

  public TokenCache tokenCache() {
    return tokenCache;
  }

  public Invalidations invalidations() {
    return notes;
  }

  public IssueLeases tokenFlights() {
    return tokenFlights;
  }

  public TeamsTokenCache teamsTokenCache() {
    return teamsTokenCache;
  }

  public IdentityLedger identityLedger() {
    return identityLedger;
  }

  public CleanupLedger cleanupLedger() {
    return cleanupLedger;
  }

  public ApiKeyStore apiKeyStore() {
    return apiKeyStore;
  }

  public JobStore jobStore() {
    return jobStore;
  }

  public JobExecutionStore jobWork() {
    return jobWork;
  }

  public ScheduleTicks scheduleTicks() {
    return scheduleTicks;
  }

  /** Which ACS resource the ledger belongs to. */
  public ResourceBinding resourceBinding() {
    return new RedisResourceBinding(commands, keys, owners);
  }

  /** The ledger as a whole. */
  public LedgerArchive ledgerArchive() {
    return new RedisLedgerArchive(commands, keys, owners, integrity, clock);
  }

  /** What mends the ledger. */
  public LedgerRepair ledgerRepair() {
    return new RedisLedgerRepair(
        commands,
        keys,
        new OwnerIndexRepair(commands, owners, rows),
        new LedgerSigning(commands, integrity, apiKeyStore),
        mode,
        clock);
  }

  /** How many nodes listen for changes. */
  public Future<Long> nodes() {
    return notes.listeners();
  }

  /** The trail that all nodes write. */
  public AuditTrail auditTrail(AuditConfig config) {
    return new RedisAuditTrail(commands, config);
  }

  /** The shared count of calls to ACS. */
  public QuotaGovernor quotaGovernor(QuotaConfig config) {
    return new RedisQuotaGovernor(commands, config);
  }

  /** Closes every connection. */
  public Future<Void> close() {
    authentication.ifPresent(EntraAuthentication::close);
    issuingKeys.close();
    writes.close();
    return notes.close().eventually(link::close);
  }
}
