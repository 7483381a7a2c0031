package dev.acsgateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.config.ConfigReader;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Servers with TLS, certificates and passwords, as managed services have them. The kind of fault:
 * what only a server of that form shows, and no test had ever started one.
 */
class RedisAccessIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String PASSWORD = "p+ss/w=rd%40";

  private static TestAuthority authority;
  private static TestAuthority stranger;

  @TempDir private Path folder;

  @BeforeAll
  static void createAuthorities() {
    authority = TestAuthority.create();
    stranger = TestAuthority.create();
  }

  @AfterAll
  static void removeAuthorities() {
    authority.close();
    stranger.close();
  }

  private static RedisServer.Form tls() {
    return RedisServer.form().tls(authority.issue("DNS:localhost", "IP:127.0.0.1"), authority);
  }

  /** Reads the section as {@code serve} does. */
  static RedisConfig config(String url, Object... settings) {
    JsonObject redis = JsonObject.of("url", url, "encrypt", false, "shards", 16);
    for (int i = 0; i < settings.length; i += 2) {
      redis.put((String) settings[i], settings[i + 1].toString());
    }
    return ConfigReader.read(
        JsonObject.of("redis", redis), Map.of(), root -> RedisConfig.from(root.section("redis")));
  }

  private static void expectUsable(RedisConfig config) {
    try (StoreFixture one = StoreFixture.over(config, "one");
        StoreFixture other = StoreFixture.over(config, "other")) {
      List<String> heard = new CopyOnWriteArrayList<>();
      other.store.invalidations().onTokenChange(heard::add);
      await().atMost(PATIENCE).until(other.store.invalidations()::upToDate);
      await().atMost(PATIENCE).until(one.store.invalidations()::upToDate);

      one.own(StoreFixture.ALICE, "8:acs:resource_alice");

      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(heard).contains(StoreFixture.ALICE.hash()));
    }
  }

  private static void expectUnusable(RedisConfig config, String problem) {
    try (StoreFixture node = StoreFixture.over(config, "node")) {
      await().atMost(PATIENCE).until(() -> node.store.problem().isPresent());
      assertThat(node.store.problem().orElseThrow()).contains(problem).doesNotContain(PASSWORD);
      assertThat(node.store.isUp()).isFalse();
    }
  }

  @Test
  void servesOverTlsWithAPrivateAuthorityAndAPasswordFromAFile() throws IOException {
    Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    try (RedisServer redis = tls().password(PASSWORD).start()) {
      expectUsable(
          config(
              redis.url(),
              "trust-certificate-file",
              authority.certificate(),
              "password-file",
              password));
    }
  }

  @Test
  void takesThePathOfACertificateAndItsTextAlike() throws IOException {
    try (RedisServer redis = tls().start()) {
      expectUsable(config(redis.url(), "trust-certificate", authority.certificate()));
      redis.command("FLUSHALL");
      expectUsable(
          config(redis.url(), "trust-certificate", Files.readString(authority.certificate())));
    }
  }

  @Test
  void authenticatesAsAnAclUser() {
    try (RedisServer redis =
        tls()
            .with("user default off")
            .with("user gateway on >" + PASSWORD + " ~gw:* &gw:invalidate +@all")
            .start()) {
      expectUsable(
          config(
              redis.url(),
              "trust-certificate",
              authority.certificate(),
              "username",
              "gateway",
              "password",
              PASSWORD));
      expectUnusable(
          config(
              redis.url(),
              "trust-certificate",
              authority.certificate(),
              "username",
              "gateway",
              "password",
              "wrong"),
          "refused the user name or the password (WRONGPASS). Check redis.username and");
    }
  }

  @Test
  void provesItselfWithAClientCertificate() {
    try (RedisServer redis = tls().clientCertificates().start()) {
      TestAuthority.Leaf client = authority.issue("DNS:gateway");
      expectUsable(
          config(
              redis.url(),
              "trust-certificate",
              authority.certificate(),
              "client-certificate",
              client.certificate(),
              "client-key",
              client.key()));
      expectUnusable(
          config(redis.url(), "trust-certificate", authority.certificate()),
          "redis.client-certificate");
    }
  }

  @Test
  void refusesACertificateOfAnAuthorityThatIsNotTrusted() {
    try (RedisServer redis = tls().start()) {
      expectUnusable(config(redis.url()), "Set redis.trust-certificate.");
      expectUnusable(
          config(redis.url(), "trust-certificate", stranger.certificate()),
          "Set redis.trust-certificate.");
    }
  }

  @Test
  void refusesACertificateForAnotherName() {
    try (RedisServer redis =
        RedisServer.form().tls(authority.issue("DNS:redis.example"), authority).start()) {
      expectUnusable(
          config(redis.url(), "trust-certificate", authority.certificate()),
          "has a TLS certificate for other names");
    }
  }

  @Test
  void refusesACertificateThatHasExpired() {
    try (RedisServer redis =
        RedisServer.form().tls(authority.issueExpired("DNS:localhost"), authority).start()) {
      expectUnusable(
          config(redis.url(), "trust-certificate", authority.certificate()),
          "certificate that has expired");
    }
  }

  @Test
  void saysThatAServerSpeaksNoTlsOrNothingElse() {
    try (RedisServer plain = RedisServer.form().start();
        RedisServer encrypted = tls().start()) {
      expectUnusable(
          config("rediss://localhost:" + plain.port()), "rediss:// is for a port with TLS");
      expectUnusable(config("redis://localhost:" + encrypted.port()), "use rediss://");
    }
  }

  @Test
  void openConnectionsAuthenticateWithAChangedPassword() {
    try (RedisServer redis =
        tls()
            .with("user gateway on >first ~gw:* &gw:invalidate +@all")
            .with("acllog-max-len 128")
            .start()) {
      try (StoreFixture node = StoreFixture.over(as(redis, "first"), "node")) {
        await().atMost(PATIENCE).until(node.store.invalidations()::upToDate);
        redis.command("ACL", "SETUSER", "gateway", "resetpass", ">second");
        long before = authentications(redis);

        node.store.use(as(redis, "second"));

        await()
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(authentications(redis)).isGreaterThan(before + 1));
        assertThat(redis.command("INFO", "errorstats")).doesNotContain("WRONGPASS");
        assertThat(node.store.invalidations().upToDate()).isTrue();

        redis.command("CLIENT", "KILL", "TYPE", "normal");
        redis.command("CLIENT", "KILL", "TYPE", "pubsub");
        await().atMost(PATIENCE).until(node.store.invalidations()::upToDate);
        assertThat(redis.command("INFO", "errorstats")).doesNotContain("WRONGPASS");
      }
    }
  }

  private static RedisConfig as(RedisServer redis, String password) {
    return config(
        redis.url(),
        "trust-certificate",
        authority.certificate(),
        "username",
        "gateway",
        "password",
        password);
  }

  /** Calls of AUTH: {@code cmdstat_auth:calls=2,usec=…}. */
  static long authentications(RedisServer redis) {
    return redis
        .command("INFO", "commandstats")
        .lines()
        .filter(line -> line.startsWith("cmdstat_auth:"))
        .map(line -> line.replaceAll("cmdstat_auth:calls=(\\d+).*", "$1"))
        .mapToLong(Long::parseLong)
        .sum();
  }

  /** Connections of the node, without that of the command itself. */
  static long connections(RedisServer redis) {
    return redis.command("CLIENT", "LIST").lines().filter(it -> !it.contains("cmd=client")).count();
  }

  @Test
  void reachesSentinelsWithTheirOwnPassword() {
    try (RedisServer primary = tls().password("of-redis").start();
        RedisServer sentinel =
            tls()
                .sentinel()
                .with("requirepass of-sentinel")
                .with("sentinel resolve-hostnames yes")
                .with("sentinel announce-hostnames yes")
                .with("sentinel monitor mymaster localhost " + primary.port() + " 1")
                .with("sentinel auth-pass mymaster of-redis")
                .start()) {
      String url = "rediss://localhost:" + sentinel.port();
      expectUsable(
          config(
              url,
              "mode",
              "sentinel",
              "trust-certificate",
              authority.certificate(),
              "password",
              "of-redis",
              "sentinel-password",
              "of-sentinel"));
      expectUnusable(
          config(
              url,
              "mode",
              "sentinel",
              "trust-certificate",
              authority.certificate(),
              "password",
              "of-redis"),
          "WRONGPASS");
    }
  }

  @Test
  void reachesTheNodesOfAClusterAtTheHostThatTheirCertificateNames() {
    try (RedisServerCluster cluster =
        RedisServerCluster.start(
            () -> RedisServer.form().tls(authority.issue("DNS:localhost"), authority), 0)) {
      String url = cluster.servers().getFirst().url();
      expectUnusable(
          config(url, "mode", "cluster", "trust-certificate", authority.certificate()),
          "need redis.cluster-nodes: same-host");
      expectUsable(
          config(
              url,
              "mode",
              "cluster",
              "trust-certificate",
              authority.certificate(),
              "cluster-nodes",
              "same-host"));
    }
  }
}
