package dev.acsgateway.redis;

import dev.acsgateway.identity.UserId;
import dev.acsgateway.token.TokenKey;
import java.util.Base64;

/** The names of all keys. What belongs to one shard carries the same hash tag, {@code {shard}}. */
final class Keyspace {
  /** Schema version, shard count, ACS resource, the resource behind each endpoint. */
  static final String META = "gw:meta";

  /** Channel on which nodes tell each other what changed. */
  static final String NOTES = "gw:invalidate";

  /** Matches the records of all users, as {@code SCAN} reads patterns. */
  static final String USERS_PATTERN = "gw:{*}:u:*";

  /** The audit trail. */
  static final String AUDIT = "gw:audit";

  /** Which of ACS's access keys is in use, and which were. */
  static final String ACCESS_KEYS = "gw:access-keys";

  /** All API keys, by id. */
  static final String API_KEYS = "gw:keys";

  /** When each of them was used last, about. */
  static final String API_KEY_USES = "gw:keys:used";

  /** All clean-up jobs, by creation time. */
  static final String JOBS = "gw:jobs";

  /** Those of them that are not finished. */
  static final String OPEN_JOBS = "gw:jobs:open";

  private final int shards;

  Keyspace(int shards) {
    this.shards = shards;
  }

  /** How many shards there are; they are numbered from 0. */
  int shards() {
    return shards;
  }

  /** Where a user's keys are. */
  UserKeys of(UserId user) {
    String hash = user.hash();
    return new UserKeys(shardKeys(shard(hash)).prefix(), hash);
  }

  /** What users and orphans of one shard are listed in. */
  ShardKeys shardKeys(int shard) {
    return new ShardKeys("gw:{" + shard + "}:");
  }

  /**
   * The keys of one shard.
   *
   * @param prefix what all of them begin with
   */
  record ShardKeys(String prefix) {
    /** What the keys of its users begin with; a user's hash follows. */
    String users() {
      return prefix + "u:";
    }

    String index() {
      return prefix + "idx";
    }

    String orphans() {
      return prefix + "orphans";
    }

    String intents() {
      return prefix + "intents";
    }
  }

  /** The shard of a user hash: its first three bytes modulo the number of shards. */
  int shard(String hash) {
    byte[] start = Base64.getUrlDecoder().decode(hash.substring(0, 4));
    return ((start[0] & 0xff) << 16 | (start[1] & 0xff) << 8 | (start[2] & 0xff)) % shards;
  }

  /**
   * The keys of one user and of its shard.
   *
   * @param shard prefix of everything in the shard
   * @param hash the user's hash
   */
  record UserKeys(String shard, String hash) {
    String user() {
      return shard + "u:" + hash;
    }

    /** What a user's token keys begin with; a {@link #field} follows. */
    String tokenPrefix() {
      return shard + "t:" + hash + ":";
    }

    String token(TokenKey key) {
      return tokenPrefix() + field(key);
    }

    String index() {
      return new ShardKeys(shard).index();
    }

    String orphans() {
      return new ShardKeys(shard).orphans();
    }

    String intents() {
      return new ShardKeys(shard).intents();
    }
  }

  /**
   * What tells the tokens of one user apart: the scopes, and the lifetime unless it is the default.
   */
  static String field(TokenKey key) {
    return key.lifetime().isDefault()
        ? key.scopes().toString()
        : key.scopes() + ":" + key.lifetime().minutes();
  }

  static String job(String id) {
    return "gw:{job:" + id + "}";
  }

  static String jobCandidates(String id) {
    return job(id) + ":candidates";
  }

  static String jobFailures(String id) {
    return job(id) + ":failures";
  }
}
