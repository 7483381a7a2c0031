package dev.acsgateway.redis;

import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.redis.Keyspace.UserKeys;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Writes users straight into the ledger, in the same keys as the gateway would. */
public final class LedgerSeed {
  private final String url;
  private final Keyspace keys;

  /**
   * @param shards as the gateway has them configured
   */
  public LedgerSeed(String url, int shards) {
    this.url = url;
    this.keys = new Keyspace(shards);
  }

  /** A user who owns an identity, and when it got its last token. */
  public record Owner(UserId user, Identity identity, Instant lastIssuedAt) {}

  /** Writes them all; blocks until Redis has them. */
  public void write(Stream<Owner> owners) {
    UnaryOperator<String> servers = url.equals(TestRedis.url()) ? TestRedis.locator() : key -> url;
    Map<String, RedisPipe> pipes = new HashMap<>();
    try {
      owners.forEach(
          owner -> {
            UserKeys names = keys.of(owner.user());
            String server = servers.apply(names.user());
            write(pipes.computeIfAbsent(server, RedisPipe::new), names, owner);
          });
    } finally {
      pipes.values().forEach(RedisPipe::close);
    }
  }

  private static void write(RedisPipe pipe, UserKeys names, Owner owner) {
    String at = Long.toString(owner.lastIssuedAt().toEpochMilli());
    pipe.send(
        "HSET",
        names.user(),
        "user",
        owner.user().value(),
        "state",
        "active",
        "epoch",
        "1",
        "identity",
        owner.identity().id(),
        "createdAt",
        at,
        "lastIssuedAt",
        at);
    pipe.send("ZADD", names.index(), at, names.hash());
  }
}
