package dev.acsgateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TestRedisIT {
  @Test
  void sharesOneServerThatFlushEmpties() {
    TestRedis.flush();
    assertThat(TestRedis.send("SET test-redis 1")).isEqualTo("OK");
    assertThat(TestRedis.send("DBSIZE")).isEqualTo("1");

    TestRedis.flush();

    assertThat(TestRedis.send("DBSIZE")).isEqualTo("0");
  }

  @Test
  void stopsAndRestartsAPrivateServerOnTheSamePort() {
    try (TestRedisProcess redis = TestRedisProcess.start()) {
      String url = redis.url();
      assertThat(url).isNotEqualTo(TestRedis.url());
      assertThat(redis.command("PING")).isEqualTo("PONG");

      redis.stop();
      assertThatThrownBy(() -> redis.command("PING")).isInstanceOf(UncheckedIOException.class);

      redis.restart();
      assertThat(redis.url()).isEqualTo(url);
      assertThat(redis.command("PING")).isEqualTo("PONG");
    }
  }

  @Test
  void keepsItsKeysOverARestartWhenAskedTo() {
    try (TestRedisProcess redis = TestRedisProcess.start("--appendonly", "yes")) {
      redis.command("SET kept yes");
      redis.stop();
      redis.restart();
      assertThat(redis.command("GET kept")).isEqualTo("yes");
    }
  }

  @Test
  void freezesAPrivateServerUntilItResumes() throws IOException {
    try (TestRedisProcess redis = TestRedisProcess.start()) {
      redis.pause();
      URI address = URI.create(redis.url());
      try (Socket socket = new Socket(address.getHost(), address.getPort())) {
        socket.setSoTimeout(200);
        socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> socket.getInputStream().read())
            .isInstanceOf(SocketTimeoutException.class);

        redis.resume();
        socket.setSoTimeout(5_000);
        assertThat(new String(socket.getInputStream().readNBytes(5), StandardCharsets.UTF_8))
            .isEqualTo("+PONG");
      }
    }
  }
}
