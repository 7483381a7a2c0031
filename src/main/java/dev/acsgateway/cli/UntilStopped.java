package dev.acsgateway.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/**
 * Runs something that serves until SIGTERM or Ctrl-C, then closes it and ends the process with 0.
 */
final class UntilStopped {
  private UntilStopped() {}

  /**
   * Starts and then blocks. Returns only by failing, with everything closed.
   *
   * @param start starts to serve
   * @param stop closes all that was started so far, whenever it is called; blocks until it is done
   */
  static int run(Callable<?> start, Runnable stop) throws Exception {
    Thread atExit = new Thread(() -> stopAndExit(stop), "stop");
    Runtime.getRuntime().addShutdownHook(atExit);
    try {
      start.call();
    } catch (Exception e) {
      if (remove(atExit)) {
        stop.run();
        throw e;
      }
    }
    new CountDownLatch(1).await();
    return 0;
  }

  /** Without the halt, a JVM that was told to stop would end with 143. */
  private static void stopAndExit(Runnable stop) {
    stop.run();
    Runtime.getRuntime().halt(0);
  }

  /** False when the process is on its way out already. */
  private static boolean remove(Thread atExit) {
    try {
      return Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException stopping) {
      return false;
    }
  }
}
