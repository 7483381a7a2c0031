package dev.acsgateway.emulator.rest;

import dev.acsgateway.emulator.control.EmulatorClock;
import dev.acsgateway.emulator.control.TokenPolicy;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * {@code PATCH /identities/{id}} with {@code {"tokensValidFrom":"<ISO UTC>"}}: ends every token
 * issued before that instant.
 *
 * <p>The instant is the client's, so it is read on the clock that clients live by and moved along
 * with the emulator's; else an SDK's revocation would mean nothing once the emulator's clock was
 * advanced.
 */
final class RevokeTokensPreview implements ApiHandler {
  private static final String FIELD = "TokensValidFrom";

  private final EmulatorClock clock;
  private final TokenPolicy policy;

  RevokeTokensPreview(EmulatorClock clock, TokenPolicy policy) {
    this.clock = clock;
    this.policy = policy;
  }

  @Override
  public ApiResponse handle(ApiRequest request) {
    Instant wanted = tokensValidFrom(request.body().getValue("tokensValidFrom"));
    OwnedIdentity owned = OwnedIdentity.of(request);
    Duration moved = Duration.between(clock.base().instant(), request.now());
    long now = request.now().toEpochMilli();
    boolean revoked =
        owned
            .resource()
            .revokeBefore(
                owned.guid(),
                wanted.plus(moved).toEpochMilli(),
                now,
                now + policy.revocationDelay().toMillis());
    if (!revoked) {
      throw Failures.unknownIdentity();
    }
    return ApiResponse.noContent();
  }

  private static Instant tokensValidFrom(@Nullable Object value) {
    if (value == null) {
      throw ApiFailure.required(FIELD);
    }
    try {
      return OffsetDateTime.parse(value.toString()).toInstant();
    } catch (DateTimeException malformed) {
      throw ApiFailure.invalid(FIELD + ": The " + FIELD + " field is invalid.", FIELD);
    }
  }
}
