package dev.acsgateway.redis;

import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.token.TeamsKey;
import dev.acsgateway.token.TokenKey;
import java.util.Base64;
import java.util.List;

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
    return ofHash(user.hash());
  }

  /** The same by {@link UserId#hash()}. */
  UserKeys ofHash(String hash) {
    return new UserKeys(shardKeys(shard(hash)).prefix(), hash);
  }

  /** What users and orphans of one shard are listed in. */
  static ShardKeys shardKeys(int shard) {
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

    /** Who owns the identities whose digests belong to this shard. */
    String owners() {
      return prefix + "owners";
    }
  }

  /** The keys of the shard that a user hash, or the digest of an identity, belongs to. */
  ShardKeys shardOf(String hash) {
    return shardKeys(shard(hash));
  }

  /** Where an identity is filed as an orphan that no user ever owned: any shard would do. */
  ShardKeys orphanShard(Identity identity) {
    return shardKeys(Math.floorMod(identity.id().hashCode(), shards));
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
      return new ShardKeys(shard).users() + hash;
    }

    /** What a user's token keys begin with; a {@link #field} follows. */
    String tokenPrefix() {
      return shard + "t:" + hash + ":";
    }

    /** Where the user's record is kept once it was found to be forged. */
    String forged() {
      return shard + "forged:" + hash;
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

  /** Belongs to no shard: nothing else changes together with it. */
  static String teamsToken(TeamsKey key) {
    return "gw:teams:" + key.digest();
  }

  /** A key in the slot of another one that means nothing and passes by itself. */
  static String beside(String key) {
    return "gw:{" + HashSlot.tag(key) + "}:replicated";
  }

  /** What a schedule did last. */
  static String schedule(String name) {
    return "gw:{schedule:" + name + "}";
  }

  /** Where a clean-up job's keys are. */
  static JobKeys job(String id) {
    return new JobKeys("gw:{job:" + id + "}");
  }

  /**
   * The keys of one clean-up job, all in one slot.
   *
   * @param job the job itself
   */
  record JobKeys(String job) {
    /** Who is still to be looked at: a list. */
    String candidates() {
      return job + ":candidates";
    }

    /** Identities that a person listed and of which it is not known yet whose they are: a set. */
    String identities() {
      return job + ":identities";
    }

    /** Whose deletion has begun: a hash from candidate to identity. */
    String inHand() {
      return job + ":in-hand";
    }

    /** Who could not be deleted, and why: a list. */
    String failures() {
      return job + ":failures";
    }

    /** All of them. */
    List<String> all() {
      return List.of(job, candidates(), failures(), inHand(), identities());
    }
  }
}
