package dev.acsgateway.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acsgateway.failure.KeyNotFound;
import dev.acsgateway.fake.StoreContract;
import dev.acsgateway.fake.StorePorts;
import dev.acsgateway.identity.TokenScope;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store keeps of {@link ApiKeyStore}. */
public abstract class ApiKeyStoreContract extends StoreContract {
  private final ApiKeyFactory factory = new ApiKeyFactory(new SecureRandom());

  private ApiKeyStore keys() {
    return store.apiKeyStore();
  }

  private ApiKey key(String id, String description) {
    return new ApiKey(
        id,
        factory.make(id).hash(),
        Optional.empty(),
        Grant.of(Permission.TOKENS_ISSUE),
        Optional.of(now()),
        Optional.empty(),
        description);
  }

  private static ApiKey described(ApiKey key, String description) {
    return new ApiKey(
        key.id(),
        key.hash(),
        key.superseded(),
        key.grant(),
        key.createdAt(),
        key.expiresAt(),
        description);
  }

  @Test
  void keepsAKeyAsItIs() {
    ApiKey plain = key("plain", "");
    ApiKey full =
        new ApiKey(
                "full",
                factory.make("full").hash(),
                Optional.empty(),
                new Grant(
                    Set.of(Permission.TOKENS_ISSUE, Permission.KEYS_MANAGE),
                    Set.of(TokenScope.CHAT),
                    new UserPattern("tenant-a:*"),
                    Optional.of(RateLimit.parse("5/s"))),
                Optional.of(now()),
                Optional.of(now().plus(Duration.ofDays(1))),
                "a key: \"with\" everything\n")
            .rotated(factory.make("full").hash(), now().plus(Duration.ofHours(1)));
    await(keys().add(plain));
    await(keys().add(full));

    assertThat(await(keys().find("full"))).contains(full);
    assertThat(await(keys().find("plain"))).contains(plain);
    assertThat(await(keys().find("other"))).isEmpty();
    assertThat(await(keys().all())).containsExactlyInAnyOrder(plain, full);
  }

  @Test
  void aKeyIsAddedOnce() {
    ApiKey first = key("same", "first");
    await(keys().add(first));

    assertThatThrownBy(() -> await(keys().add(key("same", "second"))))
        .isInstanceOf(IllegalStateException.class);
    assertThat(await(keys().all())).containsExactly(first);
  }

  @Test
  void changesAKeyInOneStep() {
    await(keys().add(key("key", "0")));
    List<Future<ApiKey>> changes =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    keys()
                        .change(
                            "key",
                            it ->
                                described(
                                    it, Integer.toString(Integer.parseInt(it.description()) + 1))))
            .toList();

    await(Future.all(changes));
    assertThat(await(keys().find("key")).orElseThrow().description()).isEqualTo("20");
    assertThat(await(keys().change("key", it -> described(it, "last"))).description())
        .isEqualTo("last");
  }

  @Test
  void aChangeThatIsRefusedChangesNothing() {
    ApiKey key = key("key", "0");
    await(keys().add(key));

    assertThatThrownBy(
            () ->
                await(
                    keys()
                        .change(
                            "key",
                            it -> {
                              throw new KeyNotFound();
                            })))
        .isInstanceOf(KeyNotFound.class);
    assertThat(await(keys().find("key"))).contains(key);
  }

  @Test
  void whatIsNotThereCanBeNeitherChangedNorRemoved() {
    assertThatThrownBy(() -> await(keys().change("key", it -> it))).isInstanceOf(KeyNotFound.class);
    assertThatThrownBy(() -> await(keys().remove("key"))).isInstanceOf(KeyNotFound.class);
    assertThat(await(keys().all())).isEmpty();
  }

  @Test
  void aRemovedKeyIsForgottenWithItsUse() {
    await(keys().add(key("key", "")));
    await(keys().add(key("other", "")));
    await(keys().noteUse(Set.of("key", "other"), now()));

    await(keys().remove("key"));

    assertThat(await(keys().find("key"))).isEmpty();
    assertThat(await(keys().all())).extracting(ApiKey::id).containsExactly("other");
    assertThat(await(keys().lastUses())).isEqualTo(Map.of("other", now()));
    await(keys().add(key("key", "again")));
  }

  @Test
  void remembersTheLatestUse() {
    assertThat(await(keys().lastUses())).isEmpty();
    Instant later = now().plusSeconds(7);
    await(keys().noteUse(Set.of("a", "b"), now()));
    await(keys().noteUse(Set.of("b", "c"), later));

    assertThat(await(keys().lastUses())).isEqualTo(Map.of("a", now(), "b", later, "c", later));
  }

  @Test
  void everyChangeIsToldToEveryNode() {
    AtomicInteger told = new AtomicInteger();
    try (StorePorts other = store.anotherNode("other")) {
      other.apiKeyStore().onChange(told::incrementAndGet);

      int before = told.get();
      await(keys().add(key("key", "")));
      eventually(() -> told.get() == before + 1);
      await(keys().change("key", it -> described(it, "changed")));
      eventually(() -> told.get() == before + 2);
      await(keys().remove("key"));
      eventually(() -> told.get() == before + 3);
    }
  }
}
