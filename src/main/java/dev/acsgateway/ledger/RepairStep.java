package dev.acsgateway.ledger;

import java.util.Optional;

/**
 * A step of a repair.
 *
 * @param tally what it did
 * @param next where to go on; empty at the end
 */
public record RepairStep(RepairTally tally, Optional<String> next) {}
