package dev.acsgateway.redis;

import dev.acsgateway.cleanup.CleanupConfig;
import dev.acsgateway.config.Secret;
import dev.acsgateway.fake.CountedIds;
import dev.acsgateway.fake.MovableClock;
import dev.acsgateway.fake.StorePorts;
import dev.acsgateway.identity.AccessToken;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityWithToken;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScopes;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.token.IssueLease;
import dev.acsgateway.token.LeaseResult;
import dev.acsgateway.token.TokenKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** A store over an empty test Redis, with short deadlines and a clock that stands still. */
public final class StoreFixture implements AutoCloseable {
  /**
   * Long enough for a few commands on a busy machine, and short enough to be waited for. From
   * servers that were just met, a fence takes the time of silence, and must outlast it.
   */
  public static final Duration FLIGHT =
      Duration.ofMillis(TestTopology.configured() == TestTopology.STANDALONE ? 1_000 : 2_000);

  /** The same for all: two stores of one test must not take each other's rows for forged. */
  private static final Secret KEYSET = AeadCipher.newKeyset();

  private static final Duration SILENCE = Duration.ofSeconds(5);
  private static final Duration FAILOVER_SILENCE = Duration.ofSeconds(1);
  private static final int SHARDS = 16;
  public static final Duration LEASE = Duration.ofSeconds(1);

  /** Fingerprints of access keys, more than a resource has at a time: a regenerated one is new. */
  static final List<String> ACCESS_KEYS =
      IntStream.rangeClosed(1, 1000).mapToObj(n -> "key-" + n).toList();

  public static final UserId ALICE = new UserId("alice@example.org");
  public static final UserId BOB = new UserId("bob");
  public static final TokenKey CHAT = key(ALICE, "chat");

  public final MovableClock clock = new MovableClock();
  public final Vertx vertx = Vertx.vertx();
  public final RedisStore store;
  private final Optional<Secret> keyset;

  public StoreFixture() {
    this(emptied(), Optional.of(KEYSET));
  }

  public StoreFixture(String url, Optional<Secret> keyset) {
    this(url, keyset, FLIGHT);
  }

  private static String emptied() {
    TestRedis.flush();
    return TestRedis.url();
  }

  /** A store whose flights last longer, for tests in which nobody is to take one over. */
  public static StoreFixture withLongFlights() {
    return new StoreFixture(emptied(), Optional.of(KEYSET), Duration.ofMinutes(1));
  }

  /** The same, whose commands may be disturbed. */
  static StoreFixture withLongFlights(CommandObserver commands) {
    return new StoreFixture(
        config(emptied(), Optional.empty(), Duration.ofMinutes(1)),
        Optional.empty(),
        "nonce",
        commands,
        EntraTokenSource.none());
  }

  /** A store in which nothing lapses unless a test says so; nobody renews a flight. */
  static StoreFixture patient(Optional<Secret> keyset, String name) {
    RedisConfig config = config(TestRedis.url(), keyset, StorePorts.FLIGHT);
    return new StoreFixture(
        config,
        new CleanupConfig(Duration.ofSeconds(1), StorePorts.LEASE, StorePorts.RETENTION, List.of()),
        keyset,
        name,
        CommandObserver.none(),
        EntraTokenSource.none());
  }

  /** A store whose flights last no longer than a lease without a sign of life. */
  static StoreFixture withLease(Duration flight, Duration lease) {
    return new StoreFixture(
        config(emptied(), Optional.empty(), flight, lease, SHARDS), Optional.empty(), "nonce");
  }

  /** A look at what a gateway with so many shards has written to this Redis. */
  public static StoreFixture lookingAt(String url, int shards) {
    return new StoreFixture(
        config(url, Optional.empty(), FLIGHT, FLIGHT, shards), Optional.empty(), "onlooker");
  }

  private StoreFixture(String url, Optional<Secret> keyset, Duration flight) {
    this(config(url, keyset, flight), keyset, "nonce");
  }

  /** A store over servers that may fail over, where a replica must have what is not to be lost. */
  static StoreFixture replicated(RedisConfig.Mode mode, String url) {
    return replicated(mode, url, 1);
  }

  /** The same with so many replicas that must have it. */
  static StoreFixture replicated(RedisConfig.Mode mode, String url, int replicas) {
    return new StoreFixture(
        new RedisConfig(
            mode,
            RedisEndpoints.parse(url),
            TestRedisSentinels.MASTER,
            FAILOVER_SILENCE,
            SHARDS,
            Optional.empty(),
            false,
            SILENCE,
            SILENCE,
            replicas,
            new IntegrityConfig(IntegrityConfig.Mode.OFF, "")),
        Optional.empty(),
        "nonce");
  }

  /** The same with Entra ID tokens for passwords. */
  static StoreFixture over(RedisConfig config, String name, EntraTokenSource entra) {
    return new StoreFixture(config, Optional.empty(), name, CommandObserver.none(), entra);
  }

  /** A node of that name over a server of the test's own. */
  static StoreFixture over(RedisConfig config, String name) {
    return new StoreFixture(config, Optional.empty(), name);
  }

  private StoreFixture(RedisConfig config, Optional<Secret> keyset, String nonces) {
    this(config, keyset, nonces, CommandObserver.none(), EntraTokenSource.none());
  }

  private StoreFixture(
      RedisConfig config,
      Optional<Secret> keyset,
      String nonces,
      CommandObserver commands,
      EntraTokenSource entra) {
    this(
        config,
        new CleanupConfig(Duration.ofSeconds(1), LEASE, Duration.ofDays(1), List.of()),
        keyset,
        nonces,
        commands,
        entra);
  }

  private StoreFixture(
      RedisConfig config,
      CleanupConfig cleanup,
      Optional<Secret> keyset,
      String nonces,
      CommandObserver commands,
      EntraTokenSource entra) {
    this.keyset = keyset;
    store =
        new RedisStore(
            vertx,
            config,
            cleanup,
            ACCESS_KEYS,
            clock,
            new SecureRandom(),
            new CountedIds(nonces),
            commands,
            entra);
  }

  /** A store of another node over the same Redis; to be closed, too. */
  public StoreFixture anotherNode(String name) {
    return new StoreFixture(config(TestRedis.url(), keyset, FLIGHT), keyset, name);
  }

  static RedisConfig config(String url, Optional<Secret> keyset, Duration flight) {
    return config(url, keyset, flight, flight, SHARDS);
  }

  private static RedisConfig config(
      String url, Optional<Secret> keyset, Duration flight, Duration lease, int shards) {
    RedisConfig.Mode mode =
        url.equals(TestRedis.url())
            ? RedisConfig.Mode.valueOf(TestRedis.topology().name())
            : RedisConfig.Mode.STANDALONE;
    return new RedisConfig(
        mode,
        RedisEndpoints.parse(url),
        "mymaster",
        mode == RedisConfig.Mode.STANDALONE ? SILENCE : FAILOVER_SILENCE,
        shards,
        keyset,
        false,
        flight,
        lease,
        0,
        new IntegrityConfig(
            keyset.isPresent() ? IntegrityConfig.Mode.ACCEPT_UNSIGNED : IntegrityConfig.Mode.OFF,
            ""));
  }

  /** A node of a deployment in which rows count only if they are signed; Redis is left as it is. */
  static StoreFixture requiring(Secret keyset, String deployment) {
    return signing(keyset, new IntegrityConfig(IntegrityConfig.Mode.REQUIRE, deployment));
  }

  /** A node with this keyset and this trust; Redis is left as it is. */
  static StoreFixture signing(Secret keyset, IntegrityConfig integrity) {
    RedisConfig usual = config(TestRedis.url(), Optional.of(keyset), FLIGHT);
    return new StoreFixture(
        new RedisConfig(
            usual.mode(),
            usual.endpoints(),
            usual.masterName(),
            usual.silence(),
            usual.shards(),
            usual.keyset(),
            usual.allowEviction(),
            usual.flight(),
            usual.flightLease(),
            usual.replicas(),
            integrity),
        Optional.of(keyset),
        "nonce");
  }

  public static TokenKey key(UserId user, String... scopes) {
    return new TokenKey(user, TokenScopes.of(scopes), TokenLifetime.DEFAULT);
  }

  public static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("No answer within a minute", e);
    }
  }

  LeaseResult begin(TokenKey key) {
    return await(store.tokenFlights().begin(key, clock.instant()));
  }

  IssueLease granted(TokenKey key) {
    return ((LeaseResult.Acquired) begin(key)).flight();
  }

  /** Gives the user an identity and a token that lives for an hour. */
  Identity own(UserId user, String identity) {
    IssueLease flight = granted(key(user, "chat"));
    await(store.tokenFlights().land(flight, brought(identity, "token"), clock.instant()));
    return new Identity(identity);
  }

  IdentityWithToken brought(String identity, String token) {
    Instant expiresOn = clock.instant().plus(Duration.ofHours(1));
    return new IdentityWithToken(new Identity(identity), new AccessToken(token, expiresOn));
  }

  @Override
  public void close() {
    await(store.close());
    await(vertx.close());
  }
}
