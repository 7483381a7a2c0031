package dev.acsgateway.http.stats;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.function.Supplier;

/**
 * Some figures of one subject.
 *
 * @param name the field that they are shown under
 * @param figures asked anew for every request; cheap, whatever there is to count
 */
public record StatsSection(String name, Supplier<Future<JsonObject>> figures) {}
