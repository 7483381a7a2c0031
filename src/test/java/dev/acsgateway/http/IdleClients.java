package dev.acsgateway.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A process of its own that opens connections and says nothing: two ends of ten thousand of them
 * would be too many file descriptors for one. It prints how many it opened, and, when its input
 * ends, how many of them still are.
 */
final class IdleClients {
  private IdleClients() {}

  /**
   * Opens the connections and stays until its input ends.
   *
   * @param arguments the port, and how many connections
   */
  public static void main(String[] arguments) throws IOException {
    InetSocketAddress server =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
    int count = Integer.parseInt(arguments[1]);
    List<SocketChannel> clients = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      SocketChannel client = SocketChannel.open(server);
      client.configureBlocking(false);
      clients.add(client);
    }
    System.out.println(clients.size());
    while (System.in.read() != -1) {
      // waits for the end
    }
    System.out.println(clients.stream().filter(IdleClients::isOpen).count());
  }

  private static boolean isOpen(SocketChannel client) {
    try {
      return client.read(ByteBuffer.allocate(1)) == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
