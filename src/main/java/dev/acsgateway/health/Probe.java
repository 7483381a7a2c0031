package dev.acsgateway.health;

import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * A look at one thing that the gateway depends on.
 *
 * @param name names it in answers, for example {@code redis}
 * @param check whether it works right now; a failed future counts as no, and so does one that takes
 *     longer than the probe's time limit
 */
public record Probe(String name, Supplier<Future<Boolean>> check) {}
