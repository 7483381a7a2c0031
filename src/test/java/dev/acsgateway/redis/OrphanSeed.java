package dev.acsgateway.redis;

/** Files identities as orphans, as a flight does that comes too late. */
public final class OrphanSeed {
  private OrphanSeed() {}

  public static void file(String identity) {
    String key = Keyspace.shardKeys(7).orphans();
    TestRedis.send("ZADD " + key + " 1 " + identity);
  }
}
