package dev.acsgateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.cleanup.Candidate;
import dev.acsgateway.cleanup.ClaimPrecondition;
import dev.acsgateway.cleanup.CleanupLedger;
import dev.acsgateway.cleanup.CleanupLedgerContract;
import dev.acsgateway.fake.StorePorts;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("topology")
class RedisCleanupLedgerIT extends CleanupLedgerContract {
  @Override
  protected StorePorts open() {
    return RedisPorts.empty();
  }

  /** A page has 500 users, and all of these are in one shard. */
  @Test
  void aWalkOverManyPagesFindsEachUserOnceThoughTheLastOneOfAPageIsGone() {
    Keyspace keys = new Keyspace(16);
    int shard = keys.shard(ALICE.hash());
    List<UserId> users =
        IntStream.iterate(0, i -> i + 1)
            .mapToObj(i -> new UserId("user-" + i))
            .filter(user -> keys.shard(user.hash()) == shard)
            .limit(1_001)
            .toList();
    new LedgerSeed(TestRedis.url(), 16)
        .write(
            users.stream().map(user -> new LedgerSeed.Owner(user, new Identity("8:acs:x"), now())));

    List<Candidate> found = new ArrayList<>();
    String cursor = CleanupLedger.START;
    while (!cursor.equals(CleanupLedger.END)) {
      CleanupLedger.Page page = await(store.cleanupLedger().idleUsers(cursor, now()));
      found.addAll(page.candidates());
      cursor = page.next();
      if (found.size() == 500) {
        Candidate last = found.getLast();
        await(store.cleanupLedger().claim(last, new ClaimPrecondition.MadeBefore(now())));
        await(store.cleanupLedger().forget(last, new Identity("8:acs:x")));
      }
    }
    assertThat(found).hasSize(1_001).doesNotHaveDuplicates();
  }
}
