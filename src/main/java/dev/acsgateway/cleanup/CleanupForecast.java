package dev.acsgateway.cleanup;

import java.time.Duration;
import java.util.Optional;

/**
 * How a job gets on.
 *
 * @param ratePerSecond candidates per second right now; empty while it does not run
 * @param eta how long the rest will take; empty when that cannot be told, or there is no rest
 */
public record CleanupForecast(Optional<Double> ratePerSecond, Optional<Duration> eta) {}
