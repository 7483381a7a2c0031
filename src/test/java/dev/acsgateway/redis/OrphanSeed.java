package dev.acsgateway.redis;

/** Files identities as orphans, as a flight does that comes too late. */
public final class OrphanSeed {
  private OrphanSeed() {}

  public static void file(String identity) {
    String key = Keyspace.shardKeys(7).orphans();
    TestRedisCommand.send(TestRedis.url(), "ZADD " + key + " 1 " + identity);
  }
}
