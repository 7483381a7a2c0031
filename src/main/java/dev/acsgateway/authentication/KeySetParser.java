package dev.acsgateway.authentication;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import dev.acsgateway.authentication.IssuerKeys.Remark;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON Web Key Sets. Of each key, only the members are read that its public part consists of
 * and that say what it is for; all others are ignored, and a key that cannot be used is left out
 * (RFC 7517, sections 4 and 5). So an odd key spoils no other, and neither a private part nor a
 * symmetric key ever checks a signature.
 */
final class KeySetParser {
  private static final int MIN_RSA_BITS = 2048;
  private static final int MAX_RSA_BITS = 16_384;
  private static final int MAX_EXPONENT_BITS = 64;
  private static final Set<String> EC_CURVES = Set.of("P-256", "P-384", "P-521");
  private static final int MAX_SHOWN = 64;

  private final List<IssuerKey> usable = new ArrayList<>();
  private final List<Remark> remarks = new ArrayList<>();

  private KeySetParser() {}

  /** A key that cannot be used, and why. */
  private static final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    Unusable(String why) {
      super(why, null, false, false);
    }
  }

  /**
   * Returns the usable keys of a set.
   *
   * @throws IllegalArgumentException when the text is not a key set as a whole
   */
  static IssuerKeys parse(Buffer json) {
    KeySetParser parser = new KeySetParser();
    JsonArray keys = keysOf(json);
    for (int i = 0; i < keys.size(); i++) {
      parser.add(keys.getValue(i), i);
    }
    return new IssuerKeys(parser.usable, parser.remarks);
  }

  private static JsonArray keysOf(Buffer json) {
    try {
      if (new JsonObject(json).getValue("keys") instanceof JsonArray keys) {
        return keys;
      }
    } catch (DecodeException e) {
      throw new IllegalArgumentException("is not a JSON Web Key Set: it is not a JSON object");
    }
    throw new IllegalArgumentException("is not a JSON Web Key Set: it has no list \"keys\"");
  }

  private void add(@Nullable Object entry, int index) {
    String place = "at index " + index;
    if (!(entry instanceof JsonObject key)) {
      remarks.add(new Remark(place, "is ignored: it is not an object"));
      return;
    }
    String name = text(key, "kid").map(KeySetParser::printable).orElse(place);
    try {
      if (isForSignatures(key)) {
        usable.add(usable(key));
        if (key.getValue("d") != null) {
          remarks.add(new Remark(name, "has its private part beside it: it can sign for anyone"));
        }
      }
    } catch (Unusable e) {
      remarks.add(new Remark(name, "is ignored: " + e.getMessage()));
    }
  }

  /** Keys for encryption are common in the sets of identity providers, and nothing odd. */
  private static boolean isForSignatures(JsonObject key) throws Unusable {
    boolean mayVerify =
        switch (key.getValue("key_ops")) {
          case null -> true;
          case JsonArray operations -> operations.isEmpty() || operations.contains("verify");
          default -> throw new Unusable("its key_ops is not a list");
        };
    return switch (key.getValue("use")) {
      case null -> mayVerify;
      case String use -> mayVerify && (use.isEmpty() || use.equals("sig"));
      default -> throw new Unusable("its use is not a text");
    };
  }

  private static IssuerKey usable(JsonObject key) throws Unusable {
    Map<String, Object> members = new HashMap<>();
    text(key, "kid").ifPresent(id -> members.put("kid", id));
    text(key, "alg").ifPresent(algorithm -> members.put("alg", algorithm));
    String type = required(key, "kty");
    members.put("kty", type);
    for (String member : publicMembers(type)) {
      members.put(member, required(key, member));
    }
    try {
      JWK jwk = JWK.parse(members);
      return new IssuerKey(jwk, verifier(jwk, type));
    } catch (ParseException | JOSEException | RuntimeException e) {
      throw new Unusable("its members are no public key");
    }
  }

  private static List<String> publicMembers(String type) throws Unusable {
    return switch (type) {
      case "RSA" -> List.of("n", "e");
      case "EC" -> List.of("crv", "x", "y");
      case "OKP" -> List.of("crv", "x");
      case "oct" -> throw new Unusable("it is symmetric, so whoever can read it could sign");
      default -> throw new Unusable("its kty is not RSA, EC or OKP");
    };
  }

  private static JWSVerifier verifier(JWK jwk, String type) throws Unusable, JOSEException {
    return switch (type) {
      case "RSA" -> new RSASSAVerifier(strong(jwk.toRSAKey()));
      case "EC" -> {
        requireCurve(EC_CURVES.contains(jwk.toECKey().getCurve().getName()));
        yield new ECDSAVerifier(jwk.toECKey());
      }
      default -> {
        requireCurve(jwk.toOctetKeyPair().getCurve().getName().equals("Ed25519"));
        yield new Ed25519Verifier(jwk.toOctetKeyPair());
      }
    };
  }

  private static void requireCurve(boolean isKnown) throws Unusable {
    if (!isKnown) {
      throw new Unusable("its crv is not P-256, P-384, P-521 or Ed25519");
    }
  }

  private static RSAKey strong(RSAKey key) throws Unusable {
    BigInteger exponent = key.getPublicExponent().decodeToBigInteger();
    int bits = key.getModulus().decodeToBigInteger().bitLength();
    if (bits < MIN_RSA_BITS || bits > MAX_RSA_BITS) {
      throw new Unusable(
          "it has " + bits + " bits; " + MIN_RSA_BITS + " to " + MAX_RSA_BITS + " are accepted");
    }
    if (exponent.bitLength() < 2
        || exponent.bitLength() > MAX_EXPONENT_BITS
        || !exponent.testBit(0)) {
      throw new Unusable("its e is not an odd number from 3 to 64 bits");
    }
    return key;
  }

  private static String required(JsonObject key, String member) throws Unusable {
    return text(key, member)
        .orElseThrow(() -> new Unusable("its " + member + " is missing or not a text"));
  }

  /** Returns a member that is a text and not empty. */
  private static Optional<String> text(JsonObject key, String member) {
    return key.getValue(member) instanceof String text && !text.isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }

  private static String printable(String text) {
    String start = text.substring(0, Math.min(text.length(), MAX_SHOWN));
    return start.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
