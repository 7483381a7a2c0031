package dev.acsgateway.emulator.rest;

import dev.acsgateway.emulator.authentication.Authentication;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * An authenticated request of a known version, within its quota.
 *
 * @param version the version it speaks
 * @param caller on whose behalf
 * @param identity the decoded id in the path, empty if the method has none
 * @param body empty if there was none
 * @param now the emulator's time
 */
record ApiRequest(
    ApiVersion version,
    Authentication.Accepted caller,
    String identity,
    JsonObject body,
    Instant now) {}
