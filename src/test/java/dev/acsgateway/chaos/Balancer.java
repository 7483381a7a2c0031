package dev.acsgateway.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Spreads connections over the nodes that are ready, as a TCP balancer does. A request enters by a
 * door of its own, so that one can tell which node it came to. Close it.
 */
final class Balancer implements AutoCloseable {
  private final List<ChaosNode> nodes;
  private final ReadyNodes ready;
  private final AtomicInteger turns = new AtomicInteger();

  /** Starts to look who is ready. */
  Balancer(List<ChaosNode> nodes) {
    this.nodes = nodes;
    this.ready = new ReadyNodes(nodes);
  }

  /** For one request; to be closed. */
  Door open() {
    try {
      return new Door(this::lead);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** To the next node that is ready and takes the connection; where none is, to any that does. */
  private Optional<Door.Lead> lead() {
    int turn = turns.getAndIncrement();
    List<Integer> inTurn =
        IntStream.range(0, nodes.size()).map(i -> (turn + i) % nodes.size()).boxed().toList();
    return Stream.concat(
            inTurn.stream().filter(ready::has), inTurn.stream().filter(node -> !ready.has(node)))
        .flatMap(node -> connect(node).stream())
        .findFirst();
  }

  private Optional<Door.Lead> connect(int node) {
    ChaosNode.Life life = nodes.get(node).life();
    try {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), life.node().apiPort);
      return Optional.of(new Door.Lead(node, life, socket));
    } catch (IOException refused) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    ready.close();
  }
}
