package dev.acsgateway.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acsgateway.emulator.control.Fault;
import dev.acsgateway.emulator.control.FaultRule;
import dev.acsgateway.emulator.control.Faults;
import dev.acsgateway.emulator.control.Latency;
import dev.acsgateway.emulator.control.Operation;
import dev.acsgateway.emulator.control.Outcome;
import io.vertx.core.http.HttpClosedException;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each fault as a raw client sees it. */
class FaultsTest {
  private final RunningEmulator running = new RunningEmulator();
  private final Faults faults = running.emulator.controls().faults();

  @AfterEach
  void stop() {
    running.close();
  }

  private Answer create() {
    return running.client.call("POST", "/identities" + RunningEmulator.GA, "");
  }

  @Test
  void answersAStatusAsOftenAsToldAndDoesNothing() {
    faults.next(Operation.CREATE, Fault.status(503, Duration.ofSeconds(7)), 2);
    assertThat(create().header("retry-after")).isEqualTo("7");
    Answer second = create();
    assertThat(second.status()).isEqualTo(503);
    assertThat(second.code()).isEqualTo("InjectedFault");
    assertThat(running.resource().size()).isZero();
    assertThat(create().status()).isEqualTo(201);
    assertThat(running.emulator.calls().count(Operation.CREATE, Outcome.FAULT)).isEqualTo(2);
  }

  @Test
  void answersAProxysPage() {
    faults.next(Operation.CREATE, new Fault.Status(502, null, "<html>bad gateway</html>"), 1);
    Answer answer = create();
    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.header("content-type")).isEqualTo("text/html");
    assertThat(answer.body().toString()).isEqualTo("<html>bad gateway</html>");
  }

  @Test
  void closesTheConnectionWithoutDoingAnything() {
    faults.next(Operation.CREATE, Fault.reset(), 1);
    assertThatThrownBy(this::create).hasRootCauseInstanceOf(HttpClosedException.class);
    assertThat(running.resource().size()).isZero();
  }

  @Test
  void losesTheAnswerToSomethingDone() {
    faults.next(Operation.CREATE, Fault.lostAnswer(), 1);
    assertThatThrownBy(this::create).hasRootCauseInstanceOf(HttpClosedException.class);
    assertThat(running.resource().size()).isEqualTo(1);
  }

  @Test
  void cutsTheBodyOff() {
    faults.next(Operation.CREATE, Fault.truncatedBody(), 1);
    assertThatThrownBy(this::create).hasRootCauseInstanceOf(HttpClosedException.class);
    assertThat(running.resource().size()).isEqualTo(1);
  }

  @Test
  void neverAnswers() {
    faults.next(Operation.CREATE, Fault.hang(), 1);
    assertThatThrownBy(
            () ->
                running.client.within(
                    Duration.ofMillis(700), "POST", "/identities" + RunningEmulator.GA))
        .hasRootCauseInstanceOf(TimeoutException.class);
    assertThat(running.emulator.calls().count(Operation.CREATE, Outcome.FAULT)).isEqualTo(1);
    assertThat(running.resource().size()).isZero();
    assertThat(create().status()).isEqualTo(201);
  }

  @Test
  void strikesAtARateThatFollowsFromTheSeed() {
    faults.rate(Operation.CREATE, Fault.status(500), 0.3);
    int struck = 0;
    for (int i = 0; i < 200; i++) {
      struck += create().status() == 500 ? 1 : 0;
    }
    assertThat(struck).isBetween(35, 85);
    faults.clear();
    assertThat(create().status()).isEqualTo(201);
  }

  @Test
  void takesEverythingDown() {
    faults.always(Fault.status(500));
    assertThat(create().status()).isEqualTo(500);
    assertThat(running.delete("x").status()).isEqualTo(500);
    assertThat(faults.rules()).hasSize(1);
  }

  @Test
  void refusesNonsense() {
    assertThatThrownBy(() -> Fault.status(200)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> faults.next(Operation.ISSUE, Fault.reset(), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FaultRule(Set.of(Operation.ISSUE), Fault.hang(), 1, 1.1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void takesAsLongAsTold() {
    running
        .emulator
        .controls()
        .latency()
        .set(Operation.CREATE, Latency.fixed(Duration.ofMillis(80)));
    long start = System.nanoTime();
    assertThat(create().status()).isEqualTo(201);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(79));
  }

  @Test
  void drawsLatenciesFromTheirDistributions() {
    SplittableRandom random = new SplittableRandom(1);
    Latency uniform = Latency.uniform(Duration.ofMillis(10), Duration.ofMillis(20));
    Latency skewed = Latency.logNormal(Duration.ofMillis(100), 0.5);
    int below = 0;
    for (int i = 0; i < 1000; i++) {
      assertThat(uniform.draw(random)).isBetween(Duration.ofMillis(10), Duration.ofMillis(20));
      below += skewed.draw(random).compareTo(Duration.ofMillis(100)) < 0 ? 1 : 0;
    }
    assertThat(below).isBetween(430, 570);
  }
}
