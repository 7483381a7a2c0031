package dev.acsgateway.acs;

import dev.acsgateway.config.Secret;
import java.time.Instant;

/**
 * An Entra ID access token of the gateway's own.
 *
 * @param expiresAt when it ends
 */
public record EntraIdToken(Secret value, Instant expiresAt) {}
