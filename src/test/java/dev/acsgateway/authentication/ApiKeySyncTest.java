package dev.acsgateway.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.failure.StoreUnavailable;
import dev.acsgateway.fake.FakeApiKeys;
import dev.acsgateway.fake.MovableClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * How a node follows the shared keys. The kind of fault: a copy of what others decide that is used
 * for as long as its source is away, so that what was forbidden meanwhile stays allowed.
 */
final class ApiKeySyncTest {
  private static final Duration NEVER = Duration.ofHours(1);
  private static final Duration GRACE = Duration.ofHours(3);
  private static final Duration OFTEN = Duration.ofMillis(20);

  private final Vertx vertx = Vertx.vertx();
  private final MovableClock clock = new MovableClock();
  private final FakeApiKeys store = new FakeApiKeys(call -> {});
  private final ApiKeyFactory factory = new ApiKeyFactory(new SecureRandom());
  private final ApiKey key = key("shared");

  private ApiKey key(String id) {
    return new ApiKey(
        id, factory.make(id).hash(), Grant.of(Permission.TOKENS_ISSUE), Optional.empty(), "");
  }

  private ApiKeySync started(Duration interval, ApiKey... configured) {
    ApiKeySync sync =
        new ApiKeySync(new ConfiguredApiKeys(List.of(configured)), store, interval, GRACE, clock);
    vertx.deployVerticle(sync).await();
    return sync;
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  @Test
  void knowsWhatTheStoreHasFromItsStartOn() {
    store.add(key).await();
    assertThat(started(NEVER).find("shared")).hasValue(key);
    assertThat(started(NEVER).find("other")).isEmpty();
  }

  @Test
  void aChangeThatIsToldHoldsAtOnce() {
    ApiKeySync sync = started(NEVER);
    store.add(key).await();
    await().atMost(Duration.ofSeconds(1)).until(() -> sync.find("shared").isPresent());
    store.remove("shared").await();
    await().atMost(Duration.ofSeconds(1)).until(() -> sync.find("shared").isEmpty());
  }

  @Test
  void aChangeWhoseNoteIsLostHoldsAfterTheInterval() {
    ApiKeySync sync = started(OFTEN);
    store.setMute(true);
    store.add(key).await();
    await().atMost(Duration.ofSeconds(5)).until(() -> sync.find("shared").isPresent());
  }

  @Test
  void aChangeThatIsToldWhileTheStoreIsDownHoldsOnceItIsUp() {
    store.add(key).await();
    ApiKeySync sync = started(NEVER);
    store.setMute(true);
    store.remove("shared").await();

    store.setDown(true);
    int before = store.loads();
    store.tellOfChange();
    await().atMost(Duration.ofSeconds(30)).until(() -> store.loads() > before + 1);
    store.setDown(false);
    await().atMost(Duration.ofSeconds(30)).until(() -> sync.find("shared").isEmpty());
  }

  @Test
  void isLoadedOnceTheStoreIsUpThatWasDownAtItsStart() {
    store.setDown(true);
    ApiKeySync sync = started(NEVER);
    store.setMute(true);
    store.setDown(false);
    store.add(key).await();
    await().atMost(Duration.ofSeconds(30)).until(() -> sync.known().isPresent());
    assertThat(sync.find("shared")).hasValue(key);
  }

  @Test
  void keepsWhatItKnowsWhileTheStoreIsDownAndRecovers() {
    store.add(key).await();
    ApiKeySync sync = started(OFTEN);
    int before = store.loads();
    store.setDown(true);
    await().atMost(Duration.ofSeconds(5)).until(() -> store.loads() > before + 2);
    assertThat(sync.find("shared")).hasValue(key);

    store.setMute(true);
    store.setDown(false);
    store.remove("shared").await();
    await().atMost(Duration.ofSeconds(5)).until(() -> sync.find("shared").isEmpty());
  }

  @Test
  void keysEndWithTheGracePeriodOfANodeThatIsCutOff() {
    store.add(key).await();
    ApiKey configured = key("configured");
    ApiKeySync sync = started(NEVER, configured);
    store.setDown(true);
    clock.advance(GRACE.minusMillis(1));
    assertThat(sync.find("shared")).hasValue(key);
    assertThat(sync.find("unknown")).isEmpty();

    clock.advance(Duration.ofMillis(1));
    assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> sync.find("shared"));
    assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> sync.find("unknown"));
    assertThat(sync.find("configured")).hasValue(configured);
    assertThat(sync.renew().transform(Future::succeededFuture).await().failed()).isTrue();
    assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> sync.find("shared"));

    store.setDown(false);
    sync.renew().await();
    assertThat(sync.find("shared")).hasValue(key);
  }

  @Test
  void aCopyIsAsOldAsTheMomentItsReadingBegan() {
    store.add(key).await();
    ApiKeySync sync = started(NEVER);
    store.beforeAnswer(() -> clock.advance(Duration.ofHours(2)));
    sync.renew().await();
    clock.advance(Duration.ofHours(1));
    assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> sync.find("shared"));
  }

  @Test
  void aShortGracePeriodIsRenewedBeforeItEnds() {
    Duration grace = Duration.ofMillis(40);
    ApiKeySync sync = new ApiKeySync(new ConfiguredApiKeys(List.of()), store, NEVER, grace, clock);
    vertx.deployVerticle(sync).await();
    await().atMost(Duration.ofSeconds(20)).until(() -> store.loads() > 2);
  }

  @Test
  void saysThatItCannotTellBeforeItHasEverLoadedButKnowsTheConfiguredKeys() {
    store.setDown(true);
    ApiKey configured = key("configured");
    ApiKeySync sync = started(NEVER, configured);
    assertThat(sync.find("configured")).hasValue(configured);
    assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> sync.find("shared"));
  }

  @Test
  void aConfiguredKeyWinsOverOneOfTheSameName() {
    store.add(key).await();
    ApiKey configured = key("shared");
    assertThat(started(NEVER, configured).find("shared")).hasValue(configured);
  }

  @Test
  void notesNowAndThenWhichKeysWereUsed() {
    store.add(key).await();
    ApiKeySync sync = started(OFTEN);
    sync.noteUse(key);
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> clock.instant().equals(store.lastUses().await().get("shared")));
  }

  @Test
  void notesWhichKeysWereUsedBeforeItStops() {
    ApiKeySync sync = started(NEVER);
    sync.noteUse(key);
    vertx.undeploy(sync.deploymentID()).await();
    assertThat(store.lastUses().await()).containsKey("shared");
  }
}
