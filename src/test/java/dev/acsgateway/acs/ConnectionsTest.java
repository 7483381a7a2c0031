package dev.acsgateway.acs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.failure.AcsTimeout;
import dev.acsgateway.identity.Identity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the adapter does with its connections to ACS. */
@ExtendWith(VertxExtension.class)
class ConnectionsTest {
  private static final Identity IDENTITY = new Identity("8:acs:resource_user");

  private CannedAcs acs;

  @BeforeEach
  void start(Vertx vertx, @TempDir Path directory) {
    acs = new CannedAcs(vertx, directory);
    acs.answers(204, "");
  }

  @Test
  void oneConnectionServesOneCallAfterTheOther(Vertx vertx) {
    SdkIdentityClient client = SdkIdentityClient.create(vertx, acs.config());
    for (int i = 0; i < 10; i++) {
      Await.result(client.delete(IDENTITY));
    }
    assertThat(acs.connections).hasValue(1);
  }

  @Test
  void noMoreConnectionsAreOpenThanConfigured(Vertx vertx) {
    Queue<Runnable> held = new ConcurrentLinkedQueue<>();
    acs.answer = request -> held.add(() -> request.response().setStatusCode(204).end());
    SdkIdentityClient client = SdkIdentityClient.create(vertx, acs.config());
    List<Future<Void>> calls =
        IntStream.range(0, 20).mapToObj(i -> client.delete(IDENTITY)).toList();
    await().until(() -> held.size() == 8);
    assertThat(acs.connections).hasValue(8);
    acs.answers(204, "");
    held.forEach(Runnable::run);
    Await.result(Future.all(new ArrayList<>(calls)));
    assertThat(acs.connections).hasValue(8);
  }

  @Test
  void callsThatNobodyWaitsForLeaveThePoolAndTheQueue(Vertx vertx) {
    Queue<String> arrived = new ConcurrentLinkedQueue<>();
    acs.answer = request -> arrived.add(request.path());
    SdkIdentityClient client = SdkIdentityClient.create(vertx, acs.config(Duration.ofSeconds(1)));
    List<Future<Void>> calls =
        IntStream.range(0, 20).mapToObj(i -> client.delete(IDENTITY)).toList();
    calls.forEach(call -> assertThat(Await.failure(call)).isInstanceOf(AcsTimeout.class));

    acs.answer =
        request -> {
          arrived.add(request.path());
          request.response().setStatusCode(204).end();
        };
    await("connections for later calls")
        .until(() -> Await.succeeded(client.delete(new Identity("8:acs:resource_later"))));

    assertThat(arrived.stream().filter(path -> path.contains("resource_user")))
        .as("queued calls are not sent late")
        .hasSizeLessThanOrEqualTo(8);
  }
}
