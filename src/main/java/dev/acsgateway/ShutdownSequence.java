package dev.acsgateway;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was started and is to be stopped: in reverse order, once, and each whether or not the others
 * could be. Usable from any thread, also while the start is still going on.
 */
public final class ShutdownSequence {
  private static final Logger LOG = LoggerFactory.getLogger(ShutdownSequence.class);

  private record Step(String what, Runnable stop) {}

  private final Deque<Step> steps = new ArrayDeque<>();
  private boolean over;

  /**
   * Adds what was just started.
   *
   * @throws IllegalStateException when everything else was stopped meanwhile; this was, too, then
   */
  public synchronized void add(String what, Runnable stop) {
    if (over) {
      run(new Step(what, stop));
      throw new IllegalStateException("stopped while it was starting");
    }
    steps.push(new Step(what, stop));
  }

  /**
   * Begins something, unless everything was stopped already, and adds it in the same moment.
   *
   * @param begin must not block
   * @throws IllegalStateException when everything else was stopped meanwhile
   */
  public synchronized <T> T begin(String what, Supplier<T> begin, Consumer<T> stop) {
    if (over) {
      throw new IllegalStateException("stopped while it was starting");
    }
    T begun = begin.get();
    steps.push(new Step(what, () -> stop.accept(begun)));
    return begun;
  }

  /** Stops everything; blocks until that is done. */
  public synchronized void run() {
    over = true;
    while (!steps.isEmpty()) {
      run(steps.pop());
    }
  }

  private static void run(Step step) {
    try {
      step.stop().run();
    } catch (RuntimeException e) {
      LOG.warn("Could not stop the {}: {}", step.what(), e.toString());
    }
  }
}
