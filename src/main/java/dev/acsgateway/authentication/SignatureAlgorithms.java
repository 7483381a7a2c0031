package dev.acsgateway.authentication;

import com.nimbusds.jose.JWSAlgorithm;
import dev.acsgateway.config.ConfigNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The signatures that a JWT may carry. Symmetric ones and {@code none} are not among them and
 * cannot be configured: whoever could check an HMAC could also forge it.
 */
final class SignatureAlgorithms {
  private static final List<String> ALLOWED =
      List.of(
          "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA",
          "Ed25519");

  private SignatureAlgorithms() {}

  static Set<JWSAlgorithm> read(ConfigNode node, String key) {
    List<String> names = node.texts(key, ALLOWED);
    if (names.isEmpty() || !ALLOWED.containsAll(names)) {
      node.addProblem(key, "may hold only " + String.join(", ", ALLOWED));
    }
    return names.stream().map(JWSAlgorithm::parse).collect(Collectors.toUnmodifiableSet());
  }
}
