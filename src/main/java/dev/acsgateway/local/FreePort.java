package dev.acsgateway.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** TCP ports that nobody listens on. */
public final class FreePort {
  private FreePort() {}

  /** One that is free now; another process may take it before the caller does. */
  static int find() throws IOException {
    return bind(0);
  }

  /** Whether this port of the loopback interface is free now; 0, for any, always is. */
  public static boolean isFree(int port) {
    try {
      bind(port);
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  private static int bind(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
