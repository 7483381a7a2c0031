package dev.acsgateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.failure.StoreUnavailable;
import dev.acsgateway.redis.RedisServer.Form;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a node demands of a server before it uses it. The kind of fault: a server that answers PING
 * counts as usable, though it cannot do what serving needs, and nobody learns why.
 */
class ConnectionProofIT {

  record Case(String name, Form form, String problem) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> unusable() {
    return Stream.of(
        new Case(
            "the channel is not allowed",
            aclOf("user default on nopass ~gw:* +@all resetchannels"),
            "Add &gw:invalidate to the ACL"),
        new Case(
            "the default of Redis 7 gives a new user no channels",
            aclOf("user default on nopass ~gw:* +@all resetchannels &other"),
            "Add &gw:invalidate to the ACL"),
        new Case(
            "scripts are not allowed",
            aclOf("user default on nopass ~gw:* &gw:invalidate +@all -@scripting"),
            "NOPERM"),
        new Case(
            "keys are not allowed",
            aclOf("user default on nopass ~other:* &gw:invalidate +@all"),
            "NOPERM"),
        new Case(
            "the policy cannot be seen",
            aclOf("user default on nopass ~gw:* &gw:invalidate +@all -info -config"),
            "redis.allow-eviction"),
        new Case(
            "a password is demanded",
            RedisServer.form().password("secret"),
            "demands a password (NOAUTH). Set redis.password."));
  }

  private static Form aclOf(String user) {
    return RedisServer.form().with(user);
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void aServerThatCannotServeIsNotUsedAndTheReasonIsKnown(Case unusable) {
    try (RedisServer redis = unusable.form().start()) {
      expectUnusable(redis.url(), unusable.problem());
    }
  }

  @Test
  void oneNodeOfAClusterIsNotUsedAsIfItWereAlone() {
    try (RedisServerCluster cluster = RedisServerCluster.start(RedisServer::form, 0)) {
      cluster
          .primaries()
          .forEach(server -> expectUnusable(server.url(), "Set redis.mode: cluster."));
    }
  }

  private static void expectUnusable(String url, String problem) {
    try (StoreFixture node = StoreFixture.over(config(url, false), "node")) {
      assertThat(failure(node.store.firstConnection()))
          .isInstanceOfSatisfying(
              StoreUnavailable.class, e -> assertThat(e.reason()).contains(problem));
      assertThat(node.store.isUp()).isFalse();
      assertThat(node.store.problem().orElseThrow()).contains("Redis at 127.0.0.1:");
    }
  }

  private static Throwable failure(Future<?> future) {
    try {
      future.await(10, TimeUnit.SECONDS);
      throw new AssertionError("It succeeded");
    } catch (TimeoutException e) {
      throw new AssertionError("No answer within ten seconds", e);
    } catch (StoreUnavailable | IncompatibleStore e) {
      return e;
    }
  }

  private static RedisConfig config(String url, boolean allowEviction) {
    return RedisAccessIT.config(url, "allow-eviction", allowEviction);
  }

  @Test
  void withEvictionAllowedAUserWithoutInfoWillDo() {
    try (RedisServer redis =
            aclOf("user default on nopass ~gw:* &gw:invalidate +@all -info -config").start();
        StoreFixture node = StoreFixture.over(config(redis.url(), true), "node")) {
      StoreFixture.await(node.store.firstConnection());

      await().until(node.store.invalidations()::upToDate);
    }
  }

  @Test
  void aUserThatIsAllowedMoreLaterIsUsedThen() {
    try (RedisServer redis = aclOf("user default on nopass ~gw:* +@all resetchannels").start();
        StoreFixture node = StoreFixture.over(config(redis.url(), false), "node")) {
      await().until(() -> node.store.problem().isPresent());

      redis.command("ACL", "SETUSER", "default", "&gw:invalidate");

      await().atMost(Duration.ofSeconds(30)).until(node.store::isUp);
      await().until(node.store.invalidations()::upToDate);
      assertThat(node.store.problem()).isEmpty();
    }
  }
}
