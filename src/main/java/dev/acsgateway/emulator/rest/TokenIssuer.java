package dev.acsgateway.emulator.rest;

import dev.acsgateway.emulator.control.TokenPolicy;
import dev.acsgateway.emulator.state.IdentityRecord;
import dev.acsgateway.emulator.token.TokenClaims;
import dev.acsgateway.emulator.token.TokenCodec;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Makes tokens and the JSON they are answered in. */
final class TokenIssuer {
  /** Seven digits of a second, as .NET writes them [R]. */
  private static final DateTimeFormatter EXPIRES_ON =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'+00:00'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final TokenCodec codec;
  private final TokenPolicy policy;

  TokenIssuer(TokenCodec codec, TokenPolicy policy) {
    this.codec = codec;
    this.policy = policy;
  }

  /** {@code {"token","expiresOn"}} for an identity of the caller's resource. */
  JsonObject issue(
      ApiRequest request,
      String rawId,
      IdentityRecord identity,
      List<String> scopes,
      Duration lifetime) {
    long issuedAt = identity.issuedAt(request.now().toEpochMilli());
    return issue(request, rawId, scopes, issuedAt, request.now().plus(lifetime));
  }

  JsonObject issue(
      ApiRequest request, String rawId, List<String> scopes, long issuedAt, Instant expiresOn) {
    TokenClaims claims =
        new TokenClaims(
            rawId,
            scopes,
            request.caller().resource().id(),
            request.caller().keySerial(),
            issuedAt,
            expiresOn.getEpochSecond());
    return new JsonObject()
        .put("token", policy.encrypted() ? codec.encrypt(claims) : codec.sign(claims))
        .put("expiresOn", EXPIRES_ON.format(expiresOn));
  }
}
