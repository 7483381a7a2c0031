package dev.acsgateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.failure.StoreUnavailable;
import dev.acsgateway.local.EmbeddedRedis;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@code redis.url} says is what the server gets to see (issue 20, number 15). */
class RedisConnectorIT {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void authenticatesAsTheUserWithThePasswordThatThePercentEncodingStandsFor() throws Exception {
    try (EmbeddedRedis redis =
        EmbeddedRedis.start(
            "--user", "gate+way", "on", "allcommands", "allkeys", ">p@ss:/?#+% é")) {
      String url =
          redis
              .url()
              .replace("redis://", "redis://gate+way:p%40ss%3A%2F%3F%23+%25%20%C3%A9@")
              .concat("/3");
      RedisConnector connector = connector(url);
      assertThat(ask(client(connector), "ACL", "WHOAMI")).isEqualTo("gate+way");
      assertThat(ask(client(connector), "CLIENT", "LIST")).contains(" db=3 ");
    }
  }

  @Test
  void reachesAnAddressOfVersion6() throws Exception {
    try (EmbeddedRedis redis = EmbeddedRedis.start("--bind", "::1")) {
      String port = ":" + URI.create(redis.url()).getPort();
      assertThat(ask(client(connector("redis://[::1]" + port)), "PING")).isEqualTo("PONG");
      assertThat(ask(connector("redis://a").server("[::1]" + port).client().get(), "PING"))
          .isEqualTo("PONG");
    }
  }

  @Test
  void looksUpAHostWithAnUnderscoreAndDoesNotTakeThisMachineForIt() {
    Throwable failure =
        catchThrowable(() -> ask(client(connector("redis://no_such_host.invalid:6379")), "PING"));
    assertThat(failure).isInstanceOf(StoreUnavailable.class);
    assertThat(((StoreUnavailable) failure).reason())
        .isEqualTo("the host no_such_host.invalid is unknown");
  }

  @Test
  void anAddressThatMakesNoSenseIsAFailureOfTheConnection() {
    Throwable failure =
        catchThrowable(() -> ask(connector("redis://a").server("?:x").client().get(), "PING"));
    assertThat(failure).isInstanceOf(StoreUnavailable.class);
  }

  private static Redis client(RedisConnector connector) {
    return connector.server(connector.addresses().getFirst()).client().get();
  }

  private RedisConnector connector(String url) {
    JsonObject tree = JsonObject.of("redis", JsonObject.of("url", url, "encrypt", "false"));
    return new RedisConnector(
        vertx, ConfigReader.read(tree, Map.of(), root -> RedisConfig.from(root.section("redis"))));
  }

  private static String ask(Redis client, String command, String... arguments) throws Exception {
    Request request = Request.cmd(Command.create(command));
    for (String argument : arguments) {
      request.arg(argument);
    }
    return client
        .connect()
        .compose(connection -> connection.send(request))
        .map(String::valueOf)
        .eventually(client::close)
        .await(20, TimeUnit.SECONDS);
  }
}
