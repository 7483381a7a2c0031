package dev.acsgateway.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * Users come and go, as many as there are stay the same; meanwhile they are served, revoked and
 * erased, jobs run and access keys change.
 */
final class SoakLoad {
  private static final int USERS = 600;
  private static final int CLIENTS = 6;
  private static final Duration THINKS = Duration.ofMillis(90);
  private static final Duration NEWCOMER = Duration.ofMillis(500);

  /** A job has so many users, an erasure one. */
  private static final int AT_ONCE = 20;

  private static final int LEAVERS_PER_ROTATION = 200;

  private final Chaos chaos;
  private final Requests requests;
  private final AtomicInteger newest = new AtomicInteger(USERS);
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();
  private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();

  private SoakLoad(Chaos chaos) {
    this.chaos = chaos;
    this.requests = chaos.requests();
  }

  /** Makes the first users, and begins. */
  static SoakLoad start(Chaos chaos) throws InterruptedException {
    SoakLoad load = new SoakLoad(chaos);
    load.fill();
    for (int client = 0; client < CLIENTS; client++) {
      load.threads.add(Thread.startVirtualThread(load::serve));
    }
    load.threads.add(Thread.startVirtualThread(load::churn));
    return load;
  }

  private void fill() throws InterruptedException {
    List<Thread> makers =
        IntStream.range(0, CLIENTS)
            .mapToObj(
                client ->
                    Thread.startVirtualThread(
                        () -> {
                          for (int user = client; user < USERS; user += CLIENTS) {
                            untilServed(user);
                          }
                        }))
            .toList();
    for (Thread maker : makers) {
      maker.join();
    }
  }

  /** Nodes that have only just started may be too slow at first. */
  private void untilServed(int user) {
    int node = user % Chaos.NODES;
    Operation done;
    do {
      done =
          requests.send(
              node, chaos.nodes().get(node).life(), OperationType.ISSUE, List.of(name(user)));
    } while (!(done.answer() instanceof Answer.Served));
  }

  private static String name(int user) {
    return "user-" + user;
  }

  private void send(OperationType verb, List<String> users) {
    int node = ThreadLocalRandom.current().nextInt(Chaos.NODES);
    Operation done = requests.send(node, chaos.nodes().get(node).life(), verb, users);
    String what =
        switch (done.answer()) {
          case Answer.Refused(int status, String problem) -> status + " " + problem;
          case Answer.Served(String token, String identity, boolean near) ->
              near ? "served from memory" : "served";
          case Answer answer -> answer.getClass().getSimpleName();
        };
    answers.computeIfAbsent(verb + " " + what, key -> new LongAdder()).increment();
  }

  private void serve() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    while (!isOver(THINKS)) {
      // Most ask for those who came last; nobody asks for who is about to go.
      int age = Math.min(random.nextInt(USERS - AT_ONCE * 3), random.nextInt(USERS));
      List<String> user = List.of(name(newest.get() - 1 - age));
      int dice = random.nextInt(100);
      send(
          dice < 80
              ? OperationType.ISSUE
              : dice < 90
                  ? OperationType.ISSUE_OTHER
                  : dice < 95 ? OperationType.READ : OperationType.REVOKE,
          user);
    }
  }

  /** For each who comes one goes, some by an erasure, some by a job for several. */
  private void churn() {
    List<String> leaving = new ArrayList<>();
    for (int gone = 0; !isOver(NEWCOMER); gone++) {
      send(OperationType.ISSUE, List.of(name(newest.getAndIncrement())));
      if (gone % (2 * AT_ONCE) < AT_ONCE) {
        send(OperationType.ERASE, List.of(name(gone)));
      } else {
        leaving.add(name(gone));
      }
      if (leaving.size() == AT_ONCE) {
        send(OperationType.CLEAN_NAMED, leaving);
        send(OperationType.CLEAN_ORPHANS, List.of());
        leaving.clear();
      }
      if (gone % LEAVERS_PER_ROTATION == LEAVERS_PER_ROTATION - 1) {
        send(OperationType.ROTATE, List.of());
        send(OperationType.CLEAN_IDLE, List.of());
      }
    }
  }

  private boolean isOver(Duration within) {
    try {
      return over.await(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  /** Ends it, and says how often what was answered to what. */
  Map<String, Long> stop() throws InterruptedException {
    over.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    requests.close();
    Map<String, Long> counts = new TreeMap<>();
    answers.forEach((what, count) -> counts.put(what, count.sum()));
    return counts;
  }
}
