package dev.acsgateway.health;

import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * A look at one thing that the gateway depends on.
 *
 * @param name names it in answers, for example {@code redis}
 * @param check whether it works right now; a failed future counts as no, and so does one that takes
 *     longer than the probe's time limit
 * @param need when the node cannot do without it
 */
public record Probe(String name, Supplier<Future<Boolean>> check, Need need) {

  /** When a node is not ready without something. */
  public enum Need {
    /** Until it has worked once; later on the node is degraded without it. */
    TO_START,
    /** Always, since nothing can be served without it. */
    ALWAYS,
    /** Never; the node is degraded without it. */
    NEVER
  }

  /** A look at something that a node needs to start. */
  public Probe(String name, Supplier<Future<Boolean>> check) {
    this(name, check, Need.TO_START);
  }
}
