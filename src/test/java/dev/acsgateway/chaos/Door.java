package dev.acsgateway.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.function.Supplier;

/** The way of one connection through the balancer. Close it. */
final class Door implements AutoCloseable {
  private final ServerSocket entrance = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final Supplier<Optional<Lead>> leads;
  private volatile Optional<Lead> lead = Optional.empty();

  /**
   * Where it leads.
   *
   * @param life the node as it was when the connection was made
   */
  record Lead(int node, ChaosNode.Life life, Socket socket) {}

  /** Opens it; who comes in is led there. */
  Door(Supplier<Optional<Lead>> leads) throws IOException {
    this.leads = leads;
    Thread.startVirtualThread(this::pass);
  }

  int port() {
    return entrance.getLocalPort();
  }

  /** The node that who came in was led to; empty when no node took the connection. */
  Optional<Lead> lead() {
    return lead;
  }

  private void pass() {
    try (Socket client = entrance.accept()) {
      lead = leads.get();
      if (lead.isPresent()) {
        try (Socket node = lead.get().socket()) {
          Thread.startVirtualThread(() -> pipe(client, node));
          pipe(node, client);
        }
      }
    } catch (IOException closed) {
      return;
    }
  }

  /** Until one of them is gone; then so is the other. */
  private static void pipe(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException broken) {
      return;
    }
  }

  @Override
  public void close() {
    try {
      entrance.close();
      if (lead.isPresent()) {
        lead.get().socket().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
