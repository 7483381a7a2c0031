package dev.acsgateway.redis;

import dev.acsgateway.authentication.ApiKeyStore;
import dev.acsgateway.cleanup.CleanupConfig;
import dev.acsgateway.cleanup.JobStore;
import dev.acsgateway.identity.IdentityLedger;
import dev.acsgateway.quota.QuotaConfig;
import dev.acsgateway.quota.QuotaGovernor;
import dev.acsgateway.token.Invalidations;
import dev.acsgateway.token.TokenCache;
import dev.acsgateway.token.TokenFlights;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Every port that Redis serves, over one set of connections. */
public final class RedisStore {
  private final RedisLink link;
  private final RedisCommands commands;
  private final RedisNotes notes;
  private final TokenCache tokenCache;
  private final TokenFlights tokenFlights;
  private final IdentityLedger identityLedger;
  private final JobStore jobStore;
  private final ApiKeyStore apiKeyStore;

  /**
   * Starts to connect; what is used before the first connection stands waits for it.
   *
   * @param nonces makes names of holders: unique among all nodes, without colons
   */
  public RedisStore(
      Vertx vertx,
      RedisConfig config,
      CleanupConfig cleanup,
      InstantSource clock,
      RandomGenerator jitter,
      Supplier<String> nonces) {
    RedisConnector connector = new RedisConnector(vertx, config);
    RedisSchema schema = new RedisSchema(config);
    this.link =
        new RedisLink(
            () ->
                new RedisSlot(vertx, connector::client, schema::verify, config.silence(), jitter));
    this.commands = new RedisCommands(link);
    this.notes = new RedisNotes(vertx, connector, commands, config.silence(), jitter);
    Keyspace keys = new Keyspace(config.shards());
    TokenCodec codec =
        new TokenCodec(config.keyset().<ValueCipher>map(AeadCipher::of).orElse(ValueCipher.none()));
    this.tokenCache = new RedisTokenCache(commands, keys, codec);
    this.tokenFlights =
        new RedisTokenFlights(commands, keys, codec, notes, config.flight(), clock, nonces);
    this.identityLedger = new RedisIdentityLedger(commands, keys, notes, config, clock, nonces);
    this.apiKeyStore = new RedisApiKeyStore(commands, notes);
    this.jobStore = new RedisJobStore(commands, cleanup, nonces);
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

  public TokenCache tokenCache() {
    return tokenCache;
  }

  public Invalidations invalidations() {
    return notes;
  }

  public TokenFlights tokenFlights() {
    return tokenFlights;
  }

  public IdentityLedger identityLedger() {
    return identityLedger;
  }

  public ApiKeyStore apiKeyStore() {
    return apiKeyStore;
  }

  public JobStore jobStore() {
    return jobStore;
  }

  /** The shared count of calls to ACS. */
  public QuotaGovernor quotaGovernor(QuotaConfig config) {
    return new RedisQuotaGovernor(commands, config);
  }

  /** Closes every connection. */
  public Future<Void> close() {
    return notes.close().eventually(link::close);
  }
}
