package dev.acsgateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.config.Secret;
import dev.acsgateway.failure.StoreUnavailable;
import dev.acsgateway.fake.MovableClock;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A Redis whose passwords are Entra ID tokens that end soon, as Azure Managed Redis has them. The
 * server takes the newest two tokens, since those of nodes overlap.
 */
class EntraRedisIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LIFE = Duration.ofSeconds(3);
  private static final String OBJECT_ID = "6f0d3c5e-0000-4000-8000-000000000001";

  private final TestAuthority authority = TestAuthority.create();
  private final AtomicInteger issued = new AtomicInteger();
  private final AtomicBoolean issuerIsDown = new AtomicBoolean();
  private final AtomicInteger refused = new AtomicInteger();
  private RedisServer redis;

  @BeforeEach
  void start() {
    redis =
        RedisServer.form()
            .tls(authority.issue("DNS:localhost"), authority)
            .with("user " + OBJECT_ID + " on ~gw:* &gw:invalidate +@all")
            .start();
  }

  @AfterEach
  void stop() {
    redis.close();
    authority.close();
  }

  private RedisConfig config() {
    return RedisAccessIT.config(
        redis.url(),
        "trust-certificate",
        authority.certificate(),
        "credential",
        "managed-identity");
  }

  private StoreFixture node(String name) {
    return StoreFixture.over(config(), name, () -> token(new MovableClock().instant()));
  }

  /** As Entra ID issues one, and Azure's Redis comes to take it. */
  private Future<EntraToken> token(Instant now) {
    if (issuerIsDown.get()) {
      refused.incrementAndGet();
      return Future.failedFuture(new StoreUnavailable("the issuer is down"));
    }
    String token =
        part(JsonObject.of("alg", "none"))
            + "."
            + part(JsonObject.of("oid", OBJECT_ID, "n", issued.incrementAndGet()))
            + ".x";
    redis.command("ACL", "SETUSER", OBJECT_ID, ">" + token);
    return Future.succeededFuture(new EntraToken(new Secret(token), now.plus(LIFE)));
  }

  private static String part(JsonObject content) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(content.encode().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void everyNewTokenAuthenticatesEveryOpenConnectionAndNoneIsLost() {
    try (StoreFixture node = node("node")) {
      await().atMost(PATIENCE).until(node.store.invalidations()::upToDate);
      long connections = RedisAccessIT.connections(redis);
      long before = RedisAccessIT.authentications(redis);

      await().atMost(PATIENCE).until(() -> issued.get() >= 4);

      await().atMost(PATIENCE).until(() -> RedisAccessIT.authentications(redis) >= before + 3 * 2);
      assertThat(node.store.isUp()).isTrue();
      assertThat(node.store.invalidations().upToDate()).isTrue();
      assertThat(RedisAccessIT.connections(redis)).isEqualTo(connections);
      assertThat(redis.command("INFO", "errorstats")).doesNotContain("WRONGPASS");
    }
  }

  @Test
  void anIssuerThatIsDownForAWhileChangesNothing() {
    try (StoreFixture node = node("node")) {
      await().atMost(PATIENCE).until(node.store.invalidations()::upToDate);
      issuerIsDown.set(true);
      await().atMost(PATIENCE).until(() -> refused.get() >= 2);

      assertThat(node.store.isUp()).isTrue();
      assertThat(node.store.problem().orElseThrow())
          .isEqualTo(
              "Entra ID gives no token for Redis: the issuer is down. Check redis.credential.");

      issuerIsDown.set(false);
      int before = issued.get();
      await().atMost(PATIENCE).until(() -> issued.get() > before);
      await().atMost(PATIENCE).until(() -> node.store.problem().isEmpty());
    }
  }

  @Test
  void withoutAFirstTokenANodeWaitsAndSaysWhy() {
    issuerIsDown.set(true);
    try (StoreFixture node = node("node")) {
      await().atMost(PATIENCE).until(() -> refused.get() >= 2);
      assertThat(node.store.isUp()).isFalse();
      assertThat(node.store.problem().orElseThrow()).contains("Check redis.credential.");

      issuerIsDown.set(false);

      await().atMost(PATIENCE).until(node.store::isUp);
      await().atMost(PATIENCE).until(node.store.invalidations()::upToDate);
    }
  }
}
