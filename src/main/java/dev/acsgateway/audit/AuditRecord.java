package dev.acsgateway.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * One action.
 *
 * @param at when its outcome was known
 * @param caller who did it: {@code key:<id>} for an API key, {@code user:<hash>} for a user
 * @param action what was done
 * @param target what it was done to; empty when that is everything, or was not said
 * @param result what came of it
 * @param detail why it was refused or failed, or how much was done; fit to be shown to an operator
 * @param requestId the request that asked for it, as in the log
 */
public record AuditRecord(
    Instant at,
    String caller,
    AuditAction action,
    Optional<AuditTarget> target,
    AuditResult result,
    Optional<String> detail,
    String requestId) {}
