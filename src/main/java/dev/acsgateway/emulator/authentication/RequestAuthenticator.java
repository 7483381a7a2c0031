package dev.acsgateway.emulator.authentication;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.acsgateway.emulator.state.AcsResource;
import dev.acsgateway.emulator.state.EmulatorState;
import dev.acsgateway.emulator.state.KeySlot;
import dev.acsgateway.emulator.token.TokenClaims;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tells which resource a request may act on. Safe for use by any thread.
 *
 * <p>The string to sign is {@code VERB\n<raw target>\n<values of the signed headers, joined by ;>},
 * the values in the order that the request itself names; its HMAC-SHA256 under the Base64-decoded
 * access key must equal the signature [P]. The host, the content hash and one of the two date
 * headers must be among the signed ones. All resources share one address, so the key decides which
 * one is meant.
 */
public final class RequestAuthenticator {
  private final EmulatorState state;
  private final BearerPolicy bearers;
  private final InstantSource clientClock;

  /**
   * @param clientClock what signed dates are held against: the clock that clients live by, not the
   *     emulator's movable one, since no SDK would follow it
   */
  public RequestAuthenticator(
      EmulatorState state, BearerPolicy bearers, InstantSource clientClock) {
    this.state = state;
    this.bearers = bearers;
    this.clientClock = clientClock;
  }

  /** Judges one request. Never throws. */
  public Authentication authenticate(SignedRequest request) {
    String header = request.headers().get("authorization");
    if (header == null) {
      return Authentication.Denied.CREDENTIALS;
    }
    if (header.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return bearers.accepts(header.substring(7).strip())
          ? new Authentication.Accepted(state.resources().getFirst(), TokenClaims.BEARER)
          : Authentication.Denied.CREDENTIALS;
    }
    return HmacAuthorization.parse(header)
        .filter(authorization -> covers(authorization.signedHeaders()))
        .map(authorization -> authenticate(request, authorization))
        .orElse(Authentication.Denied.CREDENTIALS);
  }

  private static boolean covers(List<String> names) {
    return names.contains("host")
        && names.contains("x-ms-content-sha256")
        && (names.contains("x-ms-date") || names.contains("date"));
  }

  private Authentication authenticate(SignedRequest request, HmacAuthorization authorization) {
    List<String> names = authorization.signedHeaders();
    if (!names.stream().allMatch(request.headers()::contains)) {
      return Authentication.Denied.CREDENTIALS;
    }
    String values =
        names.stream().map(name -> value(request, name)).collect(Collectors.joining(";"));
    String text = request.method() + '\n' + request.target() + '\n' + values;
    Authentication.@Nullable Accepted accepted = signer(text, authorization.signature());
    String date = value(request, names.contains("x-ms-date") ? "x-ms-date" : "date");
    if (accepted == null || !SignedDate.acceptable(date, clientClock.instant())) {
      return Authentication.Denied.CREDENTIALS;
    }
    String claimed = value(request, "x-ms-content-sha256");
    return same(claimed, hash(request.body().getBytes()))
        ? accepted
        : Authentication.Denied.CONTENT_HASH;
  }

  /** A header as received; one that came several times is joined as RFC 9110 §5.3 says. */
  private static String value(SignedRequest request, String name) {
    return String.join(",", request.headers().getAll(name));
  }

  private Authentication.@Nullable Accepted signer(String text, String signature) {
    byte[] bytes = text.getBytes(UTF_8);
    for (AcsResource resource : state.resources()) {
      for (KeySlot slot : KeySlot.values()) {
        if (same(signature, sign(resource.key(slot).secret(), bytes))) {
          return new Authentication.Accepted(resource, resource.key(slot).serial());
        }
      }
    }
    return null;
  }

  private static String sign(String secret, byte[] text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static String hash(byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      return Base64.getEncoder().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static boolean same(String left, String right) {
    return MessageDigest.isEqual(left.getBytes(UTF_8), right.getBytes(UTF_8));
  }
}
