package dev.acsgateway.redis;

import dev.acsgateway.config.ConfigNode;
import dev.acsgateway.config.Secret;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Where Redis is and how it is used.
 *
 * @param mode how the servers are arranged
 * @param endpoints the servers, or the Sentinels
 * @param masterName the Sentinel's name for the primary
 * @param silence how long a server may be silent before its connection is given up
 * @param shards shards of the key space; written to Redis once, then fixed
 * @param keyset the Tink keyset that encrypts tokens at rest; empty when they are stored in the
 *     clear
 * @param allowEviction start although Redis may evict the ledger
 * @param flight how long one node may take to obtain a token; longer than the ACS timeout
 * @param flightLease how long the others wait for a node that shows no sign of life meanwhile
 * @param replicas how many replicas must have what a failover must not take back
 * @param integrity how much a node trusts what it reads
 */
public record RedisConfig(
    Mode mode,
    RedisEndpoints endpoints,
    String masterName,
    Duration silence,
    int shards,
    Optional<Secret> keyset,
    boolean allowEviction,
    Duration flight,
    Duration flightLease,
    int replicas,
    IntegrityConfig integrity) {

  /** How the Redis servers are arranged. */
  public enum Mode {
    STANDALONE,
    SENTINEL,
    CLUSTER;

    static Mode of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /** Reads the section {@code redis}. */
  public static RedisConfig from(ConfigNode node) {
    Mode mode =
        node.parsed(
            "mode", "standalone, sentinel or cluster", "standalone", Mode.STANDALONE, Mode::of);
    return new RedisConfig(
        mode,
        endpoints(node, mode),
        masterName(node),
        node.duration(
            "silence", Duration.ofSeconds(2), Duration.ofMillis(500), Duration.ofSeconds(30)),
        node.number("shards", 512, 1, 16_384),
        keyset(node),
        node.flag("allow-eviction", false),
        node.duration(
            "flight", Duration.ofSeconds(15), Duration.ofSeconds(2), Duration.ofMinutes(2)),
        node.duration(
            "flight-lease", Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofMinutes(2)),
        node.number("replicas", 0, 0, 10),
        IntegrityConfig.from(node));
  }

  private static RedisEndpoints endpoints(ConfigNode node, Mode mode) {
    Optional<Secret> urls = node.secret("url");
    RedisEndpoints endpoints =
        urls.map(it -> node.checked("url", it.value(), RedisEndpoints.LOCAL, RedisEndpoints::parse))
            .orElse(RedisEndpoints.LOCAL);
    if (mode == Mode.STANDALONE && endpoints.addresses().size() > 1) {
      node.addProblem("url", "names several servers, which need redis.mode: sentinel or cluster");
    }
    if (mode == Mode.CLUSTER && endpoints.database() != 0) {
      node.addProblem("url", "names a database; Redis Cluster has none but 0");
    }
    Optional<EntraCredential> entra = EntraCredential.from(node);
    RedisCredentials credentials =
        entra.isPresent()
            ? withoutPassword(node, endpoints)
            : credentials(node, endpoints.credentials());
    RedisCredentials ofSentinels = RedisCredentials.from(node, "sentinel-", credentials);
    return endpoints.with(
        tls(node, endpoints),
        credentials,
        entra,
        ofSentinels,
        node.parsed(
            "cluster-nodes", "announced or same-host", "announced", false, RedisConfig::sameHost));
  }

  private static RedisCredentials withoutPassword(ConfigNode node, RedisEndpoints endpoints) {
    if (node.secret("password").isPresent() || endpoints.credentials().password().isPresent()) {
      node.addProblem("credential", "excludes a password, also one in redis.url");
    }
    if (endpoints.tls().isEmpty()) {
      node.addProblem(
          "credential", "needs rediss:// in redis.url: a token must not travel in the clear");
    }
    return RedisCredentials.NONE;
  }

  private static RedisCredentials credentials(ConfigNode node, RedisCredentials inUrl) {
    RedisCredentials given = RedisCredentials.from(node, "", inUrl);
    if (!given.equals(inUrl) && !inUrl.equals(RedisCredentials.NONE)) {
      node.addProblem("password", "is given twice, as a setting and in redis.url");
    }
    return given;
  }

  private static Optional<RedisTls> tls(ConfigNode node, RedisEndpoints endpoints) {
    RedisTls given = RedisTls.from(node);
    if (endpoints.tls().isEmpty() && given.isGiven()) {
      node.addProblem("url", "is not encrypted, though certificates are given; write rediss://");
    }
    return endpoints.tls().map(usual -> given);
  }

  private static boolean sameHost(String text) {
    return switch (text) {
      case "announced" -> false;
      case "same-host" -> true;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static String masterName(ConfigNode node) {
    String name = node.text("master-name", "mymaster");
    if (!name.matches("[A-Za-z0-9._-]+")) {
      node.addProblem("master-name", "must be letters, digits, dots, hyphens and underscores");
    }
    return name;
  }

  private static Optional<Secret> keyset(ConfigNode node) {
    boolean encrypt = node.flag("encrypt", true);
    Optional<Secret> keyset = node.secret("keyset");
    if (encrypt && keyset.isEmpty()) {
      node.addProblem("keyset", "is missing; give one, or set redis.encrypt to false");
    }
    keyset
        .flatMap(AeadCipher::problemWith)
        .ifPresent(problem -> node.addProblem("keyset", problem));
    return encrypt ? keyset : Optional.empty();
  }
}
