package dev.acsgateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The kind: state that is read once after an event, and stays wrong when that read fails. */
class RereadTest {
  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicInteger reads = new AtomicInteger();
  private final Queue<Promise<Void>> hanging = new ConcurrentLinkedQueue<>();
  private volatile boolean hangs;

  private final Reread reread = new Reread(vertx, "a test's state", this::read);

  private Future<Void> read() {
    reads.incrementAndGet();
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      return Future.failedFuture(new StoreUnavailable("not back yet"));
    }
    if (!hangs) {
      return Future.succeededFuture();
    }
    Promise<Void> answer = Promise.promise();
    hanging.add(answer);
    return answer.future();
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void readsUntilAReadSucceedsAndIsPendingUntilThen() {
    failures.set(4);
    Future<Void> done = reread.after();
    assertThat(reread.isPending()).isTrue();
    await().until(done::succeeded);
    assertThat(reread.isPending()).isFalse();
    assertThat(reads).hasValue(5);
  }

  @Test
  void anEventDuringAReadIsCoveredByTheNextOne() {
    hangs = true;
    Future<Void> first = reread.after();
    Future<Void> second = reread.after();
    hanging.remove().complete();
    await().until(first::succeeded);
    assertThat(second.isComplete()).isFalse();
    assertThat(reread.isPending()).isTrue();
    hanging.remove().complete();
    await().until(second::succeeded);
    assertThat(reread.isPending()).isFalse();
  }

  @Test
  void aRetryCoversEveryEventBeforeIt() {
    failures.set(1);
    Future<Void> first = reread.after();
    Future<Void> second = reread.after();
    await().until(() -> first.succeeded() && second.succeeded());
    assertThat(reads).hasValue(2);
  }

  @Test
  void whoWaitsForTheStateAsksForNoReadOfItsOwn() {
    hangs = true;
    reread.after();
    Future<Void> waiting = reread.settled();
    assertThat(waiting.isComplete()).isFalse();
    hanging.remove().complete();
    await().until(waiting::succeeded);
    assertThat(reads).hasValue(1);
    assertThat(reread.settled().succeeded()).isTrue();
  }

  @Test
  void isNotReadAnyMoreOnceItIsClosed() {
    hangs = true;
    reread.after();
    reread.close();
    hanging.remove().fail(new StoreUnavailable("closed"));
    assertThat(reread.isPending()).isTrue();
    assertThat(reads).hasValue(1);
  }
}
