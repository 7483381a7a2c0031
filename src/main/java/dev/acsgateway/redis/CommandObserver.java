package dev.acsgateway.redis;

import io.vertx.core.Future;
import java.util.function.Supplier;

/** Sees every command and every script that a node sends to Redis for somebody. */
@FunctionalInterface
public interface CommandObserver {

  /**
   * Sends a command, and sees what comes of it. Called on the context of whoever wants it sent.
   *
   * @param name the command, for example {@code get}, or the name of the script; one of a few dozen
   * @param command sends it
   * @return the command's own answer
   */
  <T> Future<T> observe(String name, Supplier<Future<T>> command);

  /** Looks at nothing. */
  static CommandObserver none() {
    return CommandObserver::unseen;
  }

  private static <T> Future<T> unseen(String name, Supplier<Future<T>> command) {
    return command.get();
  }
}
