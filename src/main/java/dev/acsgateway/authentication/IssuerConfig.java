package dev.acsgateway.authentication;

import com.nimbusds.jose.JWSAlgorithm;
import dev.acsgateway.config.CertificateAuthorities;
import dev.acsgateway.config.ConfigNode;
import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.identity.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An issuer of JWTs that the gateway trusts.
 *
 * @param issuer exactly what its tokens carry as {@code iss}
 * @param audiences one of these must be in a token's {@code aud}
 * @param algorithms the signatures accepted; asymmetric ones only
 * @param userClaim the claim that names the user
 * @param userPrefix what the gateway puts before that name; may be empty
 * @param scopeClaim the claim that says for which scopes; every scope without one
 * @param leeway how far the issuer's clock may be off
 * @param keys where its public keys come from
 * @param trusted who may have issued the certificates of the servers that publish them, besides the
 *     authorities that the JDK trusts
 */
public record IssuerConfig(
    String issuer,
    Set<String> audiences,
    Set<JWSAlgorithm> algorithms,
    String userClaim,
    String userPrefix,
    Optional<ScopeClaim> scopeClaim,
    Duration leeway,
    JwksSource keys,
    Optional<CertificateAuthorities> trusted) {

  /** So that half of a user id is left for what the claim holds. */
  private static final int MAX_PREFIX = 128;

  public IssuerConfig {
    audiences = Set.copyOf(audiences);
    algorithms = Set.copyOf(algorithms);
  }

  /** Reads one entry of {@code authentication.issuers}. */
  static IssuerConfig from(ConfigNode node) {
    String issuer = node.text("issuer");
    List<String> audiences = node.texts("audiences", List.of());
    if (audiences.isEmpty()) {
      node.addProblem("audiences", "is missing; name at least one audience");
    }
    return new IssuerConfig(
        issuer,
        Set.copyOf(audiences),
        SignatureAlgorithms.read(node, "algorithms"),
        node.text("user-claim", "sub"),
        node.parsed(
            "user-prefix",
            "1 to 128 characters, none of them a control character",
            "",
            "",
            IssuerConfig::prefix),
        ScopeClaim.from(node),
        node.duration("leeway", Duration.ofSeconds(30), Duration.ZERO, Duration.ofMinutes(5)),
        JwksSource.from(node, issuer),
        CertificateAuthorities.from(node, "trust-certificate"));
  }

  private static String prefix(String text) {
    try {
      if (text.length() <= MAX_PREFIX) {
        return new UserId(text).value();
      }
    } catch (InvalidRequest e) {
      throw new IllegalArgumentException("no beginning of a user id", e);
    }
    throw new IllegalArgumentException("too long");
  }
}
