package dev.acsgateway;

import dev.acsgateway.cli.GatewayCommand;
import dev.acsgateway.http.edge.TlsRules;
import org.slf4j.LoggerFactory;

/** Where the process starts. */
public final class Main {
  private static final String NETTY_EVENTS = "io.netty.jfr.enabled";

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    keepStartShort();
    TlsRules.refuseRenegotiation();
    Thread.setDefaultUncaughtExceptionHandler(Main::log);
    System.exit(GatewayCommand.execute(arguments));
  }

  /** Logs what ended a thread, where the JVM would print it with every secret in it. */
  private static void log(Thread thread, Throwable cause) {
    LoggerFactory.getLogger(Main.class).error("The thread {} ended", thread.getName(), cause);
  }

  /**
   * Whoever wants Netty's events in a flight recording sets the property to true. By itself Netty
   * would make them ready at every start, which takes a tenth of its time.
   */
  private static void keepStartShort() {
    if (System.getProperty(NETTY_EVENTS) == null) {
      System.setProperty(NETTY_EVENTS, "false");
    }
  }
}
