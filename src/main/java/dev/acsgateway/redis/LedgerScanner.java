package dev.acsgateway.redis;

import dev.acsgateway.cleanup.Candidate;
import dev.acsgateway.cleanup.CleanupLedger;
import dev.acsgateway.cleanup.CleanupLedger.Page;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.redis.Keyspace.ShardKeys;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Walks the shards of the ledger one after the other, each page by page. */
final class LedgerScanner {
  private static final int PAGE = 500;

  private final RedisCommands redis;
  private final Keyspace keys;

  LedgerScanner(RedisCommands redis, Keyspace keys) {
    this.redis = redis;
    this.keys = keys;
  }

  /**
   * A place in a walk, as text {@code <shard>:<score>:<member>}.
   *
   * @param shard the shard
   * @param score the score of the member that was the last
   * @param member that member; empty before the first one
   */
  private record Place(int shard, String score, String member) {

    static Place parse(String cursor) {
      if (cursor.equals(CleanupLedger.START)) {
        return first(0);
      }
      String[] parts = cursor.split(":", 3);
      return new Place(Integer.parseInt(parts[0]), parts[1], parts[2]);
    }

    static Place first(int shard) {
      return new Place(shard, "-inf", "");
    }

    String cursor() {
      return shard + ":" + score + ":" + member;
    }
  }

  /** Users who own an identity and whose score is at most this. */
  Future<Page> users(String cursor, String highestScore) {
    Place place = Place.parse(cursor);
    ShardKeys shard = Keyspace.shardKeys(place.shard());
    return redis
        .run(
            LuaScript.PAGE_USERS,
            List.of(shard.index()),
            place.score(),
            place.member(),
            highestScore,
            (long) PAGE,
            shard.users())
        .map(reply -> page(place, reply));
  }

  /** How many users have a score of at most this, by the index alone. */
  Future<Long> count(String highestScore) {
    Future<Long> sum = Future.succeededFuture(0L);
    for (int shard = 0; shard < keys.shards(); shard++) {
      String index = Keyspace.shardKeys(shard).index();
      Request count = Request.cmd(Command.ZCOUNT).arg(index).arg("-inf").arg(highestScore);
      sum = sum.compose(before -> redis.send(index, count).map(found -> before + found.number()));
    }
    return sum;
  }

  private Page page(Place place, Reply reply) {
    List<String> last = reply.element(0).texts();
    List<Candidate> found = new ArrayList<>();
    for (int i = 1; i < reply.size(); i += 2) {
      found.add(new Candidate.OfUser(reply.text(i), Optional.of(new Identity(reply.text(i + 1)))));
    }
    return new Page(
        found,
        last.isEmpty()
            ? after(place.shard())
            : new Place(place.shard(), last.get(0), last.get(1)).cursor());
  }

  /** Orphans of one shard are few: each is the trace of a crash or a race. */
  Future<Page> orphans(String cursor) {
    int shard = Place.parse(cursor).shard();
    return redis
        .send(
            Keyspace.shardKeys(shard).orphans(),
            Request.cmd(Command.ZRANGE).arg(Keyspace.shardKeys(shard).orphans()).arg(0).arg(-1))
        .map(
            identities ->
                new Page(
                    identities.texts().stream()
                        .<Candidate>map(
                            id -> new Candidate.Loose(new Identity(id), Optional.of(shard)))
                        .toList(),
                    after(shard)));
  }

  private String after(int shard) {
    return shard + 1 < keys.shards() ? Place.first(shard + 1).cursor() : CleanupLedger.END;
  }
}
