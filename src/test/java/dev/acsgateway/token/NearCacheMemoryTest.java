package dev.acsgateway.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.fake.FakeInvalidations;
import dev.acsgateway.identity.AccessToken;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScopes;
import dev.acsgateway.identity.UserId;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NearCacheMemoryTest {
  private static final int ENTRIES = 20_000;
  private static final int MOST_BYTES = 2_048;

  /** As long as those that ACS makes for two scopes. */
  private static final int TOKEN_LENGTH = 780;

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void aRememberedAnswerTakesTwoKibibytesOfHeapAtMost() {
    FakeInvalidations news = new FakeInvalidations();
    news.setUpToDate(true);
    InvalidationEpochs generations = new InvalidationEpochs();
    NearCache cache =
        new NearCache(new NearCacheConfig(true, 1024, Duration.ofMinutes(5)), news, generations);
    long before = liveHeap();

    for (int i = 0; i < ENTRIES; i++) {
      TokenKey key =
          new TokenKey(
              new UserId("user-" + i + "@example.org"),
              TokenScopes.of("chat", "voip"),
              TokenLifetime.DEFAULT);
      cache.remember(key, answer(key), generations.stamp(key.user()));
    }

    long perEntry = (liveHeap() - before) / ENTRIES;
    System.out.println("A remembered answer takes " + perEntry + " bytes of heap");
    assertThat(cache.size()).isEqualTo(ENTRIES);
    assertThat(perEntry).isBetween(1_000L, (long) MOST_BYTES);
  }

  private static TokenAnswer answer(TokenKey key) {
    String value = UUID.randomUUID().toString().repeat(TOKEN_LENGTH / 36 + 1);
    CachedToken entry =
        new CachedToken(
            new Identity("8:acs:1b5cc06b-f352-4571-b1e6-d9ac8ee48a14_" + UUID.randomUUID()),
            new AccessToken(value.substring(0, TOKEN_LENGTH), NOW.plus(Duration.ofDays(1))),
            NOW,
            7,
            "0123456789abcdef");
    return TokenAnswer.of(entry, key.scopes(), NOW.plus(Duration.ofHours(19)), TokenSource.ACS);
  }

  private static long liveHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
