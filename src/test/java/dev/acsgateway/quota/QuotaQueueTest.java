package dev.acsgateway.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.canary.LogsErrors;
import dev.acsgateway.fake.MovableClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a queue does when those whom it works with fail in ways that they should not. */
@ExtendWith(VertxExtension.class)
class QuotaQueueTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final QuotaConfig CONFIG =
      QuotaSettings.of(
          100, Duration.ofSeconds(30), Duration.ofMillis(300), Duration.ofMinutes(5), 10, 1);

  private final MovableClock clock = new MovableClock();
  private final BrokenGovernor governor = new BrokenGovernor();
  private QuotaQueue queue;

  /** Fails as often as it is told to, and grants everything else. */
  private static final class BrokenGovernor implements QuotaGovernor {
    final Deque<RuntimeException> faults = new ArrayDeque<>();
    final AtomicInteger questions = new AtomicInteger();

    @Override
    public Future<PermitGrant> acquire(Operation operation, Lane lane, int wanted) {
      questions.incrementAndGet();
      RuntimeException fault = faults.poll();
      return fault == null
          ? Future.succeededFuture(PermitGrant.all(wanted, 1))
          : Future.failedFuture(fault);
    }

    @Override
    public Future<Void> recount(Operation operation, Permit permit) {
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> close(Operation operation, Duration retryAfter) {
      return Future.succeededFuture();
    }

    @Override
    public Future<Map<Operation, QuotaBudget>> budgets() {
      return Future.succeededFuture(Map.of());
    }
  }

  @BeforeEach
  void open(Vertx vertx) {
    queue =
        new QuotaQueues(vertx, governor, CONFIG, clock, new QuotaRefusals())
            .of(Operation.ISSUE, Lane.INTERACTIVE);
  }

  private static <T> Future<T> ended(Future<T> call) {
    await().atMost(PATIENCE).until(call::isComplete);
    return call;
  }

  @Test
  void aClientThatThrowsGivesItsSlotBack() {
    Supplier<Future<String>> throwing =
        () -> {
          throw new IllegalStateException("a fault");
        };
    assertThat(ended(queue.run(throwing)).cause()).hasMessage("a fault");

    assertThat(ended(queue.run(() -> Future.succeededFuture("next"))).result())
        .as("there is one slot only")
        .isEqualTo("next");
  }

  @Test
  void aCallThatFailsGivesItsSlotBack() {
    assertThat(ended(queue.run(() -> Future.failedFuture("no"))).cause()).hasMessage("no");

    assertThat(ended(queue.run(() -> Future.succeededFuture("next"))).succeeded()).isTrue();
  }

  @Test
  @LogsErrors("QuotaQueue: No quota for issue")
  void aFailingGovernorDoesNotStopTheQueue() {
    governor.faults.add(new IllegalStateException("a fault"));
    Future<String> first = queue.run(() -> Future.succeededFuture("first"));

    assertThat(ended(first).result()).as("asked again after a pause").isEqualTo("first");
    assertThat(governor.questions).hasValue(2);
    assertThat(governor.faults).isEmpty();
  }
}
