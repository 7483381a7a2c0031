package dev.acsgateway.health;

import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * A look at one thing that the gateway depends on.
 *
 * @param name names it in answers, for example {@code redis}
 * @param check whether it works right now; a failed future counts as no, and so does one that takes
 *     longer than the probe's time limit
 * @param vital whether nothing can be served while it does not work, so that the node is not ready
 */
public record Probe(String name, Supplier<Future<Boolean>> check, boolean vital) {

  /** A look at something that much can be served without. */
  public Probe(String name, Supplier<Future<Boolean>> check) {
    this(name, check, false);
  }
}
