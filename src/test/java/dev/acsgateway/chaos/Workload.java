package dev.acsgateway.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Who does what in one run: clients that share so few users that they collide.
 *
 * <p>param name what users' names begin with param idle users who were not served for long param
 * active users who come and go param deeds what each client does, one after the other
 */
record Workload(
    String name, List<String> idle, List<String> active, List<List<PlannedOperation>> deeds) {
  private static final int CLIENTS = 9;

  /** How many users there are who were not served for long. */
  static final int IDLE = 4;

  private static final int ACTIVE = 5;

  /** More than a client gets done. */
  private static final int DEEDS = 600;

  /** The workload of a seed: always the same, but for the users' names. */
  static Workload of(long seed, int nodes, String name) {
    SplittableRandom random = new SplittableRandom(~seed);
    List<String> idle = named(idlers(name), IDLE);
    List<String> active = named(name + "-user", ACTIVE);
    List<List<PlannedOperation>> deeds = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) {
      SplittableRandom own = random.split();
      deeds.add(Stream.generate(() -> deed(own, nodes, idle, active)).limit(DEEDS).toList());
    }
    return new Workload(name, idle, active, deeds);
  }

  /** What the names of idle users begin with. */
  static String idlers(String name) {
    return name + "-idle";
  }

  private static List<String> named(String name, int count) {
    return IntStream.range(0, count).mapToObj(i -> name + "-" + i).toList();
  }

  private static PlannedOperation deed(
      SplittableRandom random, int nodes, List<String> idle, List<String> active) {
    Duration pause = Duration.ofMillis(random.nextInt(5, 80));
    // Half the time the API of this very node is asked, whether a balancer would or not.
    Optional<Integer> node = Optional.of(random.nextInt(nodes));
    Optional<Integer> way = random.nextBoolean() ? node : Optional.empty();
    List<String> user = List.of(active.get(random.nextInt(active.size())));
    int dice = random.nextInt(1_000);
    if (dice < 560) {
      return new PlannedOperation(pause, way, OperationType.ISSUE, user);
    } else if (dice < 700) {
      return new PlannedOperation(pause, way, OperationType.ISSUE_OTHER, user);
    } else if (dice < 800) {
      return new PlannedOperation(pause, way, OperationType.REVOKE, user);
    } else if (dice < 860) {
      return new PlannedOperation(pause, way, OperationType.ERASE, user);
    } else if (dice < 930) {
      return new PlannedOperation(pause, way, OperationType.READ, user);
    } else if (dice < 945) {
      return new PlannedOperation(
          pause, way, OperationType.ISSUE, List.of(idle.get(random.nextInt(idle.size()))));
    } else if (dice < 950) {
      return new PlannedOperation(pause, node, OperationType.ROTATE, List.of());
    } else if (dice < 960) {
      return new PlannedOperation(pause, node, OperationType.CLEAN_IDLE, List.of());
    } else if (dice < 974) {
      List<String> both = List.of(user.getFirst(), active.get(random.nextInt(active.size())));
      return new PlannedOperation(
          pause, node, OperationType.CLEAN_NAMED, both.stream().distinct().toList());
    } else if (dice < 979) {
      return new PlannedOperation(pause, node, OperationType.CLEAN_ORPHANS, List.of());
    } else if (dice < 990) {
      return new PlannedOperation(pause, node, OperationType.PAUSE_JOB, List.of());
    } else if (dice < 995) {
      return new PlannedOperation(pause, node, OperationType.RESUME_JOB, List.of());
    }
    return new PlannedOperation(pause, node, OperationType.CANCEL_JOB, List.of());
  }

  /** Everybody. */
  List<String> users() {
    return Stream.concat(idle.stream(), active.stream()).toList();
  }
}
