package dev.acsgateway.emulator.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes and reads access tokens of the shape seen in Microsoft's documentation: {@code alg kid x5t
 * typ}, then {@code skypeid scp csi exp acsScope resourceId resourceLocation iat}. Immutable, for
 * use by any thread.
 *
 * <p>{@code kid} is the serial of the access key that the issue was signed with, so that
 * regenerating a key can end its tokens. {@code scp} is 1792 whatever the scopes: Microsoft's own
 * samples show that number both for chat (Azure CLI's tests) and for voip (ACS documentation).
 */
public final class TokenCodec {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final int SCP = 1792;

  private final RsaSigningKey key;
  private final TokenSeal seal;
  private final String location;
  private final String thumbprint;

  /**
   * @param location what {@code resourceLocation} says; letters, digits and hyphens
   */
  public TokenCodec(SeededBytes seed, String location) {
    if (!location.matches("[A-Za-z0-9-]+")) {
      throw new IllegalArgumentException("a location is made of letters, digits and hyphens");
    }
    this.key = new RsaSigningKey(seed);
    this.seal = new TokenSeal(seed);
    this.location = location;
    this.thumbprint = ENCODER.encodeToString(key.thumbprint());
  }

  /** A signed token of three segments. */
  public String sign(TokenClaims claims) {
    String signed = segment(header(claims)) + '.' + segment(payload(claims));
    return signed + '.' + ENCODER.encodeToString(key.sign(signed.getBytes(US_ASCII)));
  }

  /** A token of five segments, as clients see encrypted ones; only the emulator can read it. */
  public String encrypt(TokenClaims claims) {
    return seal.seal(claims.keySerial(), payload(claims));
  }

  /** What a genuine token of either form says; empty for anything else. */
  public Optional<TokenClaims> read(String token) {
    List<String> segments = List.of(token.split("\\.", -1));
    try {
      return switch (segments.size()) {
        case 3 -> readSigned(token, segments);
        case 5 -> seal.open(segments).map(opened -> claims(opened.serial(), opened.payload()));
        default -> Optional.empty();
      };
    } catch (RuntimeException notOurs) {
      return Optional.empty();
    }
  }

  /** The key whose signature the three-segment tokens carry. */
  public RsaSigningKey key() {
    return key;
  }

  private Optional<TokenClaims> readSigned(String token, List<String> segments) {
    Base64.Decoder decoder = Base64.getUrlDecoder();
    byte[] signed = token.substring(0, token.lastIndexOf('.')).getBytes(US_ASCII);
    byte[] signature = decoder.decode(segments.get(2));
    boolean canonical = ENCODER.encodeToString(signature).equals(segments.get(2));
    if (!canonical || !key.verify(signed, signature)) {
      return Optional.empty();
    }
    JsonObject header = new JsonObject(new String(decoder.decode(segments.get(0)), UTF_8));
    String payload = new String(decoder.decode(segments.get(1)), UTF_8);
    return Optional.of(claims(Integer.parseInt(header.getString("kid")), payload));
  }

  private String header(TokenClaims claims) {
    return "{\"alg\":\"RS256\",\"kid\":\""
        + claims.keySerial()
        + "\",\"x5t\":\""
        + thumbprint
        + "\",\"typ\":\"JWT\"}";
  }

  /**
   * Compact, because Java's TokenParser looks for {@code "exp":123} without a space; and plain
   * ASCII without {@code > ? ~}, so that its Base64 has neither {@code -} nor {@code _}, which that
   * parser cannot read.
   */
  private String payload(TokenClaims claims) {
    return new StringBuilder(256)
        .append("{\"skypeid\":\"")
        .append(claims.identity(), 2, claims.identity().length())
        .append("\",\"scp\":")
        .append(SCP)
        .append(",\"csi\":\"")
        .append(claims.issuedAt())
        .append("\",\"exp\":")
        .append(claims.expiresAt())
        .append(",\"acsScope\":\"")
        .append(String.join(",", claims.scopes()))
        .append("\",\"resourceId\":\"")
        .append(claims.resource())
        .append("\",\"resourceLocation\":\"")
        .append(location)
        .append("\",\"iat\":")
        .append(claims.issuedAt())
        .append('}')
        .toString();
  }

  private static TokenClaims claims(int serial, String payload) {
    JsonObject json = new JsonObject(payload);
    String scopes = json.getString("acsScope");
    return new TokenClaims(
        "8:" + json.getString("skypeid"),
        scopes.isEmpty() ? List.of() : List.of(scopes.split(",", -1)),
        UUID.fromString(json.getString("resourceId")),
        serial,
        json.getLong("iat"),
        json.getLong("exp"));
  }

  private static String segment(String json) {
    return ENCODER.encodeToString(json.getBytes(US_ASCII));
  }
}
