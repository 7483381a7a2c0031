package dev.acsgateway.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/**
 * Runs something that serves until SIGTERM or Ctrl-C, closes it then and ends the process with 0.
 */
final class ServeUntilSignal {
  /** What a stop may take; Kubernetes' own default until it kills. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private ServeUntilSignal() {}

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
    Thread stopping = Thread.ofPlatform().daemon().name("stopping").start(stop);
    try {
      stopping.join(GRACE);
    } catch (InterruptedException e) {
      Runtime.getRuntime().halt(1);
    }
    Runtime.getRuntime().halt(stopping.isAlive() ? 1 : 0);
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
