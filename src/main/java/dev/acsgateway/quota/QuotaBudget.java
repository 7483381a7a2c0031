package dev.acsgateway.quota;

import java.time.Duration;

/**
 * Where an operation stands.
 *
 * @param permits calls per window
 * @param remaining calls that the top lane could make right now, were the operation not closed
 * @param closedFor how long a 429 keeps the operation closed; zero when it is open
 */
public record QuotaBudget(int permits, int remaining, Duration closedFor) {}
