package dev.acsgateway.redis;

import dev.acsgateway.config.Authority;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Where the configured Redis servers or Sentinels are, and how all of them are spoken to.
 *
 * @param addresses at least one, each with a port; more than one for Sentinel and Cluster
 * @param tls how connections are encrypted; empty where they are not
 * @param credentials for the servers
 * @param entra where the servers' credentials come from instead; empty where they are configured
 * @param sentinelCredentials for the Sentinels
 * @param database 0 unless configured
 * @param sameHost whether a cluster's nodes are reached at the configured host and the port that
 *     they announce, since no certificate names the addresses that they announce
 */
public record RedisEndpoints(
    List<Authority> addresses,
    Optional<RedisTls> tls,
    RedisCredentials credentials,
    Optional<EntraCredential> entra,
    RedisCredentials sentinelCredentials,
    int database,
    boolean sameHost) {

  /** Where Redis is in development. */
  static final RedisEndpoints LOCAL = parse("redis://127.0.0.1:6379");

  public RedisEndpoints {
    addresses = List.copyOf(addresses);
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("names no server");
    }
    if (new HashSet<>(addresses).size() < addresses.size()) {
      throw new IllegalArgumentException("names a server twice");
    }
  }

  /**
   * Reads one URL, or several joined by commas, which must agree on everything but the server.
   *
   * @throws IllegalArgumentException with what is wrong, which quotes nothing of the text
   */
  static RedisEndpoints parse(String urls) {
    String[] texts = urls.split(",", -1);
    List<RedisUrl> read = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      try {
        read.add(RedisUrl.parse(texts[i].strip()));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            (texts.length == 1 ? "" : "URL " + (i + 1) + " of " + texts.length + " ")
                + e.getMessage()
                + "; it must look like redis[s]://[user:password@]host[:port][/database]",
            e);
      }
    }
    RedisUrl first = read.getFirst();
    for (RedisUrl each : read) {
      if (each.tls() != first.tls()) {
        throw new IllegalArgumentException("mixes redis:// and rediss://");
      }
      if (!each.username().equals(first.username()) || !each.password().equals(first.password())) {
        throw new IllegalArgumentException("has URLs with different users or passwords");
      }
      if (each.database() != first.database()) {
        throw new IllegalArgumentException("has URLs with different databases");
      }
    }
    RedisCredentials credentials = new RedisCredentials(first.username(), first.password());
    return new RedisEndpoints(
        read.stream().map(RedisUrl::address).toList(),
        first.tls() ? Optional.of(RedisTls.USUAL) : Optional.empty(),
        credentials,
        Optional.empty(),
        credentials,
        first.database(),
        false);
  }

  /** The same, reached with these. */
  RedisEndpoints with(
      Optional<RedisTls> tls,
      RedisCredentials credentials,
      Optional<EntraCredential> entra,
      RedisCredentials sentinelCredentials,
      boolean sameHost) {
    return new RedisEndpoints(
        addresses, tls, credentials, entra, sentinelCredentials, database, sameHost);
  }
}
