package dev.acsgateway.http;

import dev.acsgateway.http.edge.TlsRules;
import java.io.IOException;

/** Serves over TLS in a process of its own, and prints its port; ends with its input. */
final class SecureServer {
  private SecureServer() {}

  /** Starts like the gateway does. */
  public static void main(String[] arguments) throws IOException {
    TlsRules.refuseRenegotiation();
    try (RunningEdge edge = TlsRulesTest.secureEdge()) {
      System.out.println(edge.apiPort());
      while (System.in.read() != -1) {
        // serves until the input ends
      }
    }
  }
}
