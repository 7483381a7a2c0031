package dev.acsgateway.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Clients that do their deeds, each one after the other, and write down what they see. */
final class Clients {
  private final Requests requests;
  private final List<ChaosNode> nodes;
  private final Balancer balancer;
  private final Queue<Operation> seen = new ConcurrentLinkedQueue<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();
  private volatile Optional<String> newestJob = Optional.empty();

  private Clients(Requests requests, List<ChaosNode> nodes) {
    this.requests = requests;
    this.nodes = nodes;
    this.balancer = new Balancer(nodes);
  }

  /** Lets them begin. */
  static Clients start(
      Requests requests, List<ChaosNode> nodes, List<List<PlannedOperation>> deeds) {
    Clients clients = new Clients(requests, nodes);
    for (List<PlannedOperation> own : deeds) {
      clients.threads.add(Thread.startVirtualThread(() -> clients.run(own)));
    }
    return clients;
  }

  private void run(List<PlannedOperation> deeds) {
    for (PlannedOperation deed : deeds) {
      if (isOver(deed.pause())) {
        return;
      }
      if (!deed.verb().orders()) {
        send(deed, deed.users());
      } else {
        newestJob.ifPresent(job -> send(deed, List.of(job)));
      }
    }
  }

  private void send(PlannedOperation deed, List<String> about) {
    Operation done =
        deed.node()
            .map(node -> requests.send(node, nodes.get(node).life(), deed.verb(), about))
            .orElseGet(() -> requests.send(balancer, deed.verb(), about));
    seen.add(done);
    if (done.answer() instanceof Answer.Accepted(String job)) {
      newestJob = Optional.of(job);
    }
  }

  private boolean isOver(Duration within) {
    try {
      return over.await(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  /** Lets them finish what they are at, and says what they saw. */
  List<Operation> stop() throws InterruptedException {
    over.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    balancer.close();
    return List.copyOf(seen);
  }
}
