package dev.acsgateway.redis;

import static dev.acsgateway.redis.StoreFixture.ALICE;
import static dev.acsgateway.redis.StoreFixture.BOB;
import static dev.acsgateway.redis.StoreFixture.CHAT;
import static dev.acsgateway.redis.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserRecord;
import dev.acsgateway.redis.Keyspace.UserKeys;
import dev.acsgateway.token.CachedToken;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A cluster in which the slot of a user moves from one server to another while it is used. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("fault")
class MovingSlotIT {
  private static final int SHARDS = 16;
  private static final UserKeys KEYS = new Keyspace(SHARDS).of(ALICE);
  private static final int SLOT = HashSlot.of(KEYS.user());

  private TestRedisCluster cluster;
  private StoreFixture redis;
  private TestRedisProcess from;
  private TestRedisProcess to;

  @BeforeAll
  void beginToMove() {
    cluster = TestRedisCluster.start(Duration.ofSeconds(5), 1);
    redis = StoreFixture.replicated(RedisConfig.Mode.CLUSTER, cluster.url());
    redis.own(ALICE, "8:acs:r_1");
    from = cluster.primaryOf(ALICE, SHARDS);
    to =
        cluster.primaries().stream()
            .filter(server -> !server.url().equals(from.url()))
            .findFirst()
            .orElseThrow();
    to.command("CLUSTER SETSLOT " + SLOT + " IMPORTING " + from.command("CLUSTER MYID"));
    from.command("CLUSTER SETSLOT " + SLOT + " MIGRATING " + to.command("CLUSTER MYID"));
  }

  @AfterAll
  void stop() {
    redis.close();
    cluster.close();
  }

  @Test
  void nobodyIsLostWhereverItsKeysAre() {
    assertThat(identity()).as("nothing has moved").contains(new Identity("8:acs:r_1"));

    move(KEYS.token(CHAT));
    assertThat(token()).as("a moved key is asked for where it is").contains("token");
    assertThat(identity()).as("one that stayed, too").contains(new Identity("8:acs:r_1"));

    move(KEYS.user());
    Future<?> split = redis.store.identityLedger().beginRevocation(ALICE);
    assertThat(split.isComplete()).as("what takes keys of both sides waits").isFalse();
    List.of(from.command("CLUSTER GETKEYSINSLOT " + SLOT + " 100").split("\n")).forEach(this::move);
    to.command("CLUSTER SETSLOT " + SLOT + " NODE " + to.command("CLUSTER MYID"));
    from.command("CLUSTER SETSLOT " + SLOT + " NODE " + to.command("CLUSTER MYID"));
    await(split);
    assertThat(identity()).as("all has moved").contains(new Identity("8:acs:r_1"));
    assertThat(redis.own(BOB, "8:acs:r_2")).as("nobody else noticed").isNotNull();
  }

  private void move(String key) {
    from.command("MIGRATE 127.0.0.1 " + URI.create(to.url()).getPort() + " " + key + " 0 1000");
  }

  private Optional<Identity> identity() {
    return await(redis.store.identityLedger().find(ALICE)).flatMap(UserRecord::identity);
  }

  private Optional<String> token() {
    return await(redis.store.tokenCache().find(CHAT)).map(MovingSlotIT::value);
  }

  private static String value(CachedToken found) {
    return found.token().value();
  }
}
