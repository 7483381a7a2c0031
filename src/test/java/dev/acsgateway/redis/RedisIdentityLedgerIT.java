package dev.acsgateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.fake.StorePorts;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityLedgerContract;
import dev.acsgateway.identity.UserId;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("topology")
class RedisIdentityLedgerIT extends IdentityLedgerContract {
  private static final Keyspace KEYS = new Keyspace(16);

  @Override
  protected StorePorts open() {
    return RedisPorts.empty();
  }

  @Test
  void noKeyOfADeletedUserIsLeft() {
    own(ALICE, "8:acs:r_1");

    await(store.identityLedger().endDeletion(await(store.identityLedger().beginDeletion(ALICE))));

    assertThat(TestRedis.send("KEYS gw:{*")).isEmpty();
  }

  @Test
  void noKeyHoldsAUserIdAndNoValueAToken() {
    own(ALICE, "8:acs:r_1");
    String tokenKey = KEYS.of(ALICE).token(CHAT);

    assertThat(TestRedis.send("KEYS *")).doesNotContain("alice");
    assertThat(TestRedis.send("GET " + tokenKey)).isNotEmpty().doesNotContain("token");
  }

  @Test
  void aValueMovedToAnotherKeyIsAMiss() {
    own(ALICE, "8:acs:r_1");
    UserId neighbour =
        IntStream.range(0, 1_000)
            .mapToObj(i -> new UserId("user-" + i))
            .filter(user -> KEYS.shard(user.hash()) == KEYS.shard(ALICE.hash()))
            .findFirst()
            .orElseThrow();
    own(neighbour, "8:acs:r_2");
    String alices = KEYS.of(ALICE).token(CHAT);
    String others = KEYS.of(neighbour).token(key(neighbour, "chat"));

    TestRedis.send("COPY " + others + " " + alices + " REPLACE");

    assertThat(await(store.tokenCache().find(CHAT))).isEmpty();
    assertThat(granted(CHAT).identity()).as("and is replaced").contains(new Identity("8:acs:r_1"));
  }

  @Test
  void aStoreWithAnotherKeysetSeesNoTokensButTheSameLedger() {
    own(ALICE, "8:acs:r_1");

    try (StoreFixture other =
        StoreFixture.signing(
            AeadCipher.newKeyset(), new IntegrityConfig(IntegrityConfig.Mode.OFF, ""))) {
      assertThat(await(other.store.tokenCache().find(CHAT))).isEmpty();
      assertThat(await(other.store.identityLedger().find(ALICE))).isPresent();
    }
  }
}
