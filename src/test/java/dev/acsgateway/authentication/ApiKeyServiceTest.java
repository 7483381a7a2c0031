package dev.acsgateway.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acsgateway.authentication.ApiKeyService.Issued;
import dev.acsgateway.authentication.ApiKeyService.Wish;
import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.failure.KeyNotFound;
import dev.acsgateway.failure.PermissionDenied;
import dev.acsgateway.fake.FakeApiKeys;
import dev.acsgateway.fake.MovableClock;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may make, see, rotate and withdraw which API key. */
class ApiKeyServiceTest {
  private static final Duration GRACE = Duration.ofHours(1);
  private static final Duration NEVER = Duration.ofHours(3);
  private static final UserPattern TENANT_A = new UserPattern("tenant-a:*");
  private static final UserPattern TENANT_B = new UserPattern("tenant-b:*");
  private static final Grant MANAGE = Grant.of(Permission.KEYS_MANAGE, Permission.TOKENS_ISSUE);
  private static final Caller EVERYWHERE = caller(MANAGE, Optional.empty());
  private static final Caller IN_TENANT_A = caller(MANAGE.withUsers(TENANT_A), Optional.empty());

  private final MovableClock clock = new MovableClock();
  private final FakeApiKeys store = new FakeApiKeys(call -> {});
  private final ApiKeyFactory factory = new ApiKeyFactory(new SecureRandom());
  private ApiKeyService service;

  private static Caller caller(Grant grant, Optional<Instant> expiresAt) {
    return new Caller("key:maker", grant, Optional.empty(), Optional.empty(), expiresAt);
  }

  @BeforeEach
  void open() {
    ApiKey configured =
        new ApiKey("configured", factory.make("configured").hash(), MANAGE, Optional.empty(), "");
    ConfiguredApiKeys keys = new ConfiguredApiKeys(List.of(configured));
    ApiKeySync sync = new ApiKeySync(keys, store, NEVER, NEVER, clock);
    service = new ApiKeyService(keys, store, sync, factory, clock);
  }

  private Issued made(UserPattern users) {
    return made(EVERYWHERE, Grant.of(Permission.TOKENS_ISSUE).withUsers(users));
  }

  private Issued made(Caller caller, Grant grant) {
    return service.create(caller, new Wish(grant, Optional.empty(), "")).await();
  }

  private static void assertFails(Class<? extends Throwable> how, Future<?> call) {
    assertThatThrownBy(call::await).isInstanceOf(how);
  }

  @Test
  void rotatingAnotherTenantsKeyIsNotFoundAndChangesNothing() {
    ApiKey others = made(TENANT_B).key();

    assertFails(KeyNotFound.class, service.rotate(IN_TENANT_A, others.id(), GRACE));
    assertThat(store.find(others.id()).await()).contains(others);
  }

  @Test
  void withdrawingAnotherTenantsKeyIsNotFoundAndChangesNothing() {
    ApiKey others = made(TENANT_B).key();
    ApiKey everyones = made(UserPattern.ANY).key();

    assertFails(KeyNotFound.class, service.revoke(IN_TENANT_A, others.id()));
    assertFails(KeyNotFound.class, service.revoke(IN_TENANT_A, everyones.id()));
    assertThat(store.all().await()).containsExactlyInAnyOrder(others, everyones);
  }

  @Test
  void aTenantSeesItsOwnKeysAlone() {
    ApiKey own = made(TENANT_A).key();
    made(TENANT_B);
    made(UserPattern.ANY);

    assertThat(service.list(IN_TENANT_A).await())
        .extracting(ApiKeyService.Listed::key)
        .containsExactly(own);
    assertThat(service.list(EVERYWHERE).await()).hasSize(4);
  }

  @Test
  void aTenantRotatesAndWithdrawsItsOwnKeys() {
    ApiKey own = made(TENANT_A).key();

    ApiKey rotated = service.rotate(IN_TENANT_A, own.id(), GRACE).await().key();
    assertThat(rotated.hash()).isNotEqualTo(own.hash());
    assertThat(rotated.superseded().orElseThrow().hash()).isEqualTo(own.hash());
    assertThat(rotated.superseded().orElseThrow().until()).isEqualTo(clock.instant().plus(GRACE));
    service.revoke(IN_TENANT_A, own.id()).await();
    assertThat(store.all().await()).isEmpty();
  }

  @Test
  void nobodyRotatesAKeyThatCanDoMoreThanThemselves() {
    ApiKey stronger =
        made(
                caller(Grant.of(Permission.values()), Optional.empty()),
                Grant.of(Permission.values()).withUsers(TENANT_A))
            .key();

    assertFails(PermissionDenied.class, service.rotate(IN_TENANT_A, stronger.id(), GRACE));
    assertThat(store.find(stronger.id()).await()).contains(stronger);
  }

  @Test
  void nobodyMakesAKeyThatCanDoMoreThanThemselves() {
    Grant more = Grant.of(Permission.values()).withUsers(TENANT_A);
    assertThatThrownBy(() -> made(IN_TENANT_A, more)).isInstanceOf(PermissionDenied.class);
    assertThatThrownBy(() -> made(IN_TENANT_A, MANAGE)).isInstanceOf(PermissionDenied.class);
    assertThat(store.all().await()).isEmpty();
  }

  @Test
  void aKeyEndsNoLaterThanItsMakers() {
    Instant end = clock.instant().plus(GRACE);
    Caller maker = caller(MANAGE, Optional.of(end));
    Grant grant = Grant.of(Permission.TOKENS_ISSUE);

    assertThat(service.create(maker, new Wish(grant, Optional.of(end), "")).await().key())
        .extracting(ApiKey::expiresAt)
        .isEqualTo(Optional.of(end));
    Wish longer = new Wish(grant, Optional.of(end.plusMillis(1)), "");
    assertThatThrownBy(() -> service.create(maker, longer).await())
        .isInstanceOf(PermissionDenied.class);
    assertThatThrownBy(() -> made(maker, grant)).isInstanceOf(PermissionDenied.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void aKeyThatHasEndedIsNotMade(long millis) {
    Wish late =
        new Wish(
            Grant.of(Permission.TOKENS_ISSUE), Optional.of(clock.instant().plusMillis(millis)), "");
    assertThatThrownBy(() -> service.create(EVERYWHERE, late).await())
        .isInstanceOfSatisfying(
            InvalidRequest.class, e -> assertThat(e.field()).isEqualTo("expiresAt"));
  }

  @Test
  void aConfiguredKeyIsChangedInTheConfiguration() {
    assertThatThrownBy(() -> service.rotate(EVERYWHERE, "configured", GRACE).await())
        .isInstanceOf(InvalidRequest.class);
    assertThatThrownBy(() -> service.revoke(EVERYWHERE, "configured").await())
        .isInstanceOf(InvalidRequest.class);
  }

  @Test
  void whatIsNoKeyIsNotFound() {
    assertThatThrownBy(() -> service.revoke(EVERYWHERE, "no id at all").await())
        .isInstanceOf(KeyNotFound.class);
    String unknown = factory.make().id();
    assertFails(KeyNotFound.class, service.revoke(EVERYWHERE, unknown));
    assertFails(KeyNotFound.class, service.rotate(EVERYWHERE, unknown, GRACE));
  }

  @Test
  void aWishNeedsAPermissionAndAShortDescription() {
    assertThatThrownBy(() -> new Wish(Grant.of(), Optional.empty(), ""))
        .isInstanceOf(InvalidRequest.class);
    Grant grant = Grant.of(Permission.TOKENS_ISSUE);
    assertThat(new Wish(grant, Optional.empty(), "x".repeat(256)).description()).hasSize(256);
    assertThatThrownBy(() -> new Wish(grant, Optional.empty(), "x".repeat(257)))
        .isInstanceOf(InvalidRequest.class);
  }

  @Test
  void aListTellsWhenEachKeyWasUsedLast() {
    ApiKey key = made(TENANT_A).key();
    store.noteUse(Set.of(key.id()), clock.instant()).await();

    assertThat(service.list(IN_TENANT_A).await())
        .containsExactly(new ApiKeyService.Listed(key, Optional.of(clock.instant())));
  }
}
