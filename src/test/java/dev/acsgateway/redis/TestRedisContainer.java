package dev.acsgateway.redis;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** A Redis from an image, where this machine can run one. Removed when the JVM ends. */
final class TestRedisContainer {
  /** What {@code -Dredis.test.image} says where no container is to be started. */
  private static final String NO_IMAGE = "none";

  private static final int PORT = 6379;
  private static final int PULL_SECONDS = 60;

  private TestRedisContainer() {}

  /** What came of the attempt. */
  sealed interface Outcome {}

  /** The server accepts connections. */
  record Started(String url, String image) implements Outcome {}

  /** There is none; the reason is a half sentence. */
  record Unavailable(String reason) implements Outcome {}

  static Outcome start() {
    String image = System.getProperty("redis.test.image", "redis:7-alpine");
    if (image.equals(NO_IMAGE)) {
      return new Unavailable("these tests start no container");
    }
    try {
      if (!DockerClientFactory.instance().isDockerAvailable()) {
        return new Unavailable("no Docker engine answers");
      }
      return fetched(image) ? started(image) : new Unavailable(image + " cannot be pulled");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Unavailable("the pull of " + image + " was interrupted");
    } catch (RuntimeException e) {
      return new Unavailable("Docker does not run " + image + ": " + e.getMessage());
    }
  }

  /** Whether the image is here, after at most {@value #PULL_SECONDS} seconds of pulling. */
  private static boolean fetched(String image) throws InterruptedException {
    DockerClient docker = DockerClientFactory.lazyClient();
    try {
      docker.inspectImageCmd(image).exec();
      return true;
    } catch (NotFoundException absent) {
      try {
        return docker.pullImageCmd(image).start().awaitCompletion(PULL_SECONDS, TimeUnit.SECONDS);
      } catch (RuntimeException e) {
        return false;
      }
    }
  }

  // Testcontainers removes the container when the JVM ends.
  @SuppressWarnings("resource")
  private static Outcome started(String image) {
    GenericContainer<?> container =
        new GenericContainer<>(DockerImageName.parse(image))
            .withExposedPorts(PORT)
            .withCommand("redis-server", "--save", "", "--protected-mode", "no")
            // Not the port check: it needs a shell in the image, and ours is built from scratch.
            .waitingFor(Wait.forLogMessage(".*Ready to accept connections.*", 1))
            .withStartupTimeout(Duration.ofSeconds(60));
    container.start();
    return new Started(
        "redis://" + container.getHost() + ":" + container.getMappedPort(PORT), image);
  }
}
