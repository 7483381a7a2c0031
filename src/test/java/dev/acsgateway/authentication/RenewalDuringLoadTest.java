package dev.acsgateway.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.fake.FakeApiKeys;
import dev.acsgateway.fake.MovableClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A renewal that is asked for while the keys are being read joins no reading from before. */
class RenewalDuringLoadTest {
  private static final Duration NEVER = Duration.ofHours(3);

  private final FakeApiKeys keys = new FakeApiKeys(call -> {});
  private final AtomicInteger readings = new AtomicInteger();
  private final Promise<Void> firstReading = Promise.promise();
  private final ApiKeySync sync =
      new ApiKeySync(
          new ConfiguredApiKeys(List.of()), slowAtFirst(), NEVER, NEVER, new MovableClock());

  /** A store whose first reading answers late, with what there was when it was asked. */
  private ApiKeyStore slowAtFirst() {
    return (ApiKeyStore)
        Proxy.newProxyInstance(
            ApiKeyStore.class.getClassLoader(),
            new Class<?>[] {ApiKeyStore.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("all")) {
                return method.invoke(keys, arguments);
              }
              Future<List<ApiKey>> read = keys.all();
              return readings.incrementAndGet() == 1
                  ? firstReading.future().compose(late -> read)
                  : read;
            });
  }

  private void add(String id) {
    ApiKeyFactory factory = new ApiKeyFactory(new SecureRandom());
    keys.add(
            new ApiKey(
                id,
                factory.make(id).hash(),
                Grant.of(Permission.TOKENS_ISSUE),
                Optional.empty(),
                ""))
        .await();
  }

  @Test
  void aRenewDuringALoadSeesALaterChange() {
    Future<Void> first = sync.renew();
    add("later");
    Future<Void> second = sync.renew();
    Future<Void> third = sync.renew();
    assertThat(second.isComplete()).isFalse();
    firstReading.complete();

    first.await();
    second.await();
    third.await();
    assertThat(sync.find("later")).isPresent();
    assertThat(readings).as("those who wait share a reading").hasValue(2);
  }
}
