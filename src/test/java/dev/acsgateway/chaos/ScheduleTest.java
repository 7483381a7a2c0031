package dev.acsgateway.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.chaos.Schedule.Step;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final int NODES = 3;
  private static final int SEEDS = 200;

  private static List<Schedule> schedules() {
    return LongStream.rangeClosed(1, SEEDS).mapToObj(seed -> Schedule.of(seed, NODES)).toList();
  }

  @Test
  void aSeedHasOneScheduleAndOneWorkload() {
    assertThat(Schedule.of(7, NODES)).isEqualTo(Schedule.of(7, NODES));
    assertThat(Workload.of(7, NODES, "a")).isEqualTo(Workload.of(7, NODES, "a"));
    assertThat(Schedule.of(8, NODES)).isNotEqualTo(Schedule.of(7, NODES));
    assertThat(Workload.of(8, NODES, "a")).isNotEqualTo(Workload.of(7, NODES, "a"));
  }

  @Test
  void everythingIsMendedInTimeAndNoPlaceIsDisturbedTwiceAtATime() {
    for (Schedule schedule : schedules()) {
      assertThat(schedule.steps()).allMatch(step -> step.end().compareTo(Schedule.LENGTH) <= 0);
      schedule.steps().stream()
          .collect(Collectors.groupingBy(step -> step.what().place()))
          .values()
          .forEach(ScheduleTest::assertApart);
    }
  }

  private static void assertApart(List<Step> steps) {
    for (int i = 1; i < steps.size(); i++) {
      assertThat(steps.get(i).at()).isGreaterThan(steps.get(i - 1).end());
    }
  }

  @Test
  void seedsTogetherHaveEveryKindOfDisturbance() {
    assertThat(
            schedules().stream()
                .flatMap(schedule -> schedule.steps().stream())
                .map(step -> step.what().getClass())
                .distinct())
        .hasSize(ChaosFault.class.getPermittedSubclasses().length);
  }
}
