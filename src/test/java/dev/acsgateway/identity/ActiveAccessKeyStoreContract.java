package dev.acsgateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.fake.StoreContract;
import dev.acsgateway.fake.StorePorts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store keeps of {@link ActiveAccessKeyStore}. */
public abstract class ActiveAccessKeyStoreContract extends StoreContract {
  private static final Duration GRACE = Duration.ofMinutes(30);

  @BeforeEach
  void settle() {
    await(keys().settle());
  }

  private ActiveAccessKeyStore keys() {
    return store.issuingKeys();
  }

  private boolean isServed() {
    return await(store.tokenCache().find(CHAT)).isPresent();
  }

  @Test
  void aNodesFirstKeyIsInUseUntilAnotherIs() {
    assertThat(keys().owned()).startsWith("key-1", "key-2");
    assertThat(keys().known()).isEqualTo(new ActiveAccessKey("key-1", Map.of()));
    assertThat(keys().signing()).isEqualTo("key-1");
    assertThat(granted(CHAT).issuedWith()).isEqualTo("key-1");
  }

  @Test
  void puttingAnotherKeyInUseGivesUpTheFormerOne() {
    Instant dropFrom = now().plus(GRACE);
    ActiveAccessKey used = await(keys().use("key-2", dropFrom));

    assertThat(used).isEqualTo(new ActiveAccessKey("key-2", Map.of("key-1", dropFrom)));
    assertThat(keys().known()).isEqualTo(used);
    assertThat(keys().signing()).isEqualTo("key-2");
    assertThat(granted(CHAT).issuedWith()).isEqualTo("key-2");
  }

  @Test
  void tokensMadeWithAFormerKeyAreServedUntilTheGraceEnds() {
    own(ALICE, "8:acs:r_1");
    await(keys().use("key-2", now().plus(GRACE)));

    store.clock().advance(GRACE.minusMillis(1));
    assertThat(isServed()).isTrue();
    store.clock().advance(Duration.ofMillis(1));
    assertThat(isServed()).isFalse();
  }

  @Test
  void rotatingBackToAFormerAccessKeyServesItsTokens() {
    own(ALICE, "8:acs:r_1");
    await(keys().use("key-2", now()));
    assertThat(isServed()).isFalse();

    assertThat(await(keys().use("key-1", now())))
        .isEqualTo(new ActiveAccessKey("key-1", Map.of("key-2", now())));
    assertThat(isServed()).isTrue();
  }

  @Test
  void everyNodeHearsOfAnotherKey() {
    AtomicInteger changes = new AtomicInteger();
    try (StorePorts other = store.anotherNode("other")) {
      await(other.issuingKeys().settle());
      other.issuingKeys().onChange(changes::incrementAndGet);
      await(keys().use("key-2", now()));

      eventually(() -> changes.get() > 0);
      assertThat(other.issuingKeys().signing()).isEqualTo("key-2");
    }
  }
}
