package dev.acsgateway.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class LocalWindowTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final int WINDOW_MILLIS = 1000;
  private static final int LIMIT = 10;

  /** One question to the window. */
  private record Question(int afterMillis, int wanted, int limit) {}

  private static List<Long> grants(List<Integer> steps, LocalWindow window) {
    List<Long> grants = new ArrayList<>();
    long now = 0;
    for (int step : steps) {
      Question question = new Question(step % 300, 1 + step % 5, step % 2 == 0 ? LIMIT : LIMIT / 2);
      now += question.afterMillis();
      PermitGrant grant = window.take(question.wanted(), question.limit(), START.plusMillis(now));
      for (int i = 0; i < grant.permits(); i++) {
        grants.add(now);
      }
      assertThat(grant.pause().isZero()).isEqualTo(grant.permits() == question.wanted());
    }
    return grants;
  }

  @Property
  void noSlidingWindowHoldsMoreThanTheLimit(
      @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 10_000) Integer> steps) {
    List<Long> grants = grants(steps, new LocalWindow(LIMIT, Duration.ofMillis(WINDOW_MILLIS)));

    for (int i = LIMIT; i < grants.size(); i++) {
      assertThat(grants.get(i) - grants.get(i - LIMIT)).isGreaterThanOrEqualTo(WINDOW_MILLIS);
    }
  }

  /**
   * Calls that ACS counts at any moment between their permit and their end, however long that is:
   * with those slower than the spread counted again, ACS never counts more than the limit.
   */
  @Property
  void howeverSlowCallsAreNoWindowOfArrivalsHoldsMoreThanTheLimit(
      @ForAll @Size(max = 300) List<@IntRange(min = 0, max = 10_000) Integer> steps,
      @ForAll @IntRange(min = 0, max = 100) int spread) {
    LocalWindow window = new LocalWindow(LIMIT, Duration.ofMillis(WINDOW_MILLIS + spread));
    PriorityQueue<SlowCall> underWay = new PriorityQueue<>();
    List<Long> arrivals = new ArrayList<>();
    long now = 0;
    for (int step : steps) {
      now += step % 60;
      while (!underWay.isEmpty() && underWay.peek().endsAt() <= now) {
        SlowCall ended = underWay.remove();
        if (ended.endsAt() - ended.beganAt() > spread) {
          Instant end = START.plusMillis(ended.endsAt());
          window.move(START.plusMillis(ended.beganAt()), end.minusMillis(spread));
        }
      }
      if (window.take(1, LIMIT, START.plusMillis(now)).permits() == 1) {
        long takes = step % 700;
        arrivals.add(now + takes * (step % 5) / 4);
        underWay.add(new SlowCall(now, now + takes));
      }
    }

    arrivals.sort(Comparator.naturalOrder());
    for (int i = LIMIT; i < arrivals.size(); i++) {
      assertThat(arrivals.get(i) - arrivals.get(i - LIMIT)).isGreaterThanOrEqualTo(WINDOW_MILLIS);
    }
  }

  /** A call under way, in ms since the start. */
  private record SlowCall(long beganAt, long endsAt) implements Comparable<SlowCall> {
    @Override
    public int compareTo(SlowCall other) {
      return Long.compare(endsAt, other.endsAt);
    }
  }

  @Property
  void afterThePauseThereIsAPermit(
      @ForAll @Size(max = 50) List<@IntRange(min = 0, max = 10_000) Integer> steps,
      @ForAll @IntRange(min = 1, max = LIMIT) int limit) {
    LocalWindow window = new LocalWindow(LIMIT, Duration.ofMillis(WINDOW_MILLIS));
    grants(steps, window);
    Instant later = START.plusMillis(steps.stream().mapToInt(step -> step % 300).sum());

    PermitGrant refused = window.take(LIMIT + 1, limit, later);
    Instant open = later.plus(refused.pause());
    assertThat(window.take(1, limit, open.minusMillis(1)).permits()).isZero();
    assertThat(window.take(1, limit, open).permits()).isEqualTo(1);
  }
}
