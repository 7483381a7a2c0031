package dev.acsgateway.authentication;

import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.identity.UserId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it costs to tell who is calling. */
@State(Scope.Benchmark)
public class CredentialBenchmark {
  private static final String ISSUER = "https://login.test";
  private static final String AUDIENCE = "chat-app";

  private final InstantSource clock = InstantSource.system();
  private final SecureRandom random = new SecureRandom();

  private final ApiKeyFactory.NewApiKey made = new ApiKeyFactory(random).make("backend");
  private final String apiKey = made.key().value();
  private final String mistyped = apiKey.substring(0, apiKey.length() - 1) + '_';
  private final ApiKeyVerifier keys =
      new ApiKeyVerifier(
          new ConfiguredApiKeys(
              List.of(
                  new ApiKey(
                      made.id(),
                      made.hash(),
                      Grant.of(Permission.TOKENS_ISSUE),
                      Optional.empty(),
                      ""))),
          clock);

  private final LocalIssuer issuer = new LocalIssuer(ISSUER, AUDIENCE, random);
  private final String jwt =
      issuer.token(new UserId("alice"), clock.instant().plus(Duration.ofDays(1))).value();
  private final VerifiedTokens verified = new VerifiedTokens(1_000, clock);
  private final JwtVerifier jwts = new JwtVerifier(Map.of(ISSUER, trusted()), verified);

  private TrustedIssuer trusted() {
    IssuerConfig config =
        ConfigReader.read(
            new JsonObject()
                .put("issuer", ISSUER)
                .put("audiences", JsonArray.of(AUDIENCE))
                .put("jwks", issuer.jwks()),
            Map.of(),
            IssuerConfig::from);
    KeyLocation.Fixed fixed = (KeyLocation.Fixed) config.keys();
    return new TrustedIssuer(config, KeySource.fixed(fixed.keys()), clock);
  }

  /** A good API key: parsed, hashed, looked up, compared. */
  @Benchmark
  public Caller apiKey() {
    return keys.verify(apiKey);
  }

  /** A key with a typo, which its form gives away: what guessing costs us. */
  @Benchmark
  public Optional<ApiKeyFormat.Presented> mistypedApiKey() {
    return ApiKeyFormat.parse(mistyped);
  }

  /** A JWT that was seen before. */
  @Benchmark
  public Caller repeatedJwt() {
    return Objects.requireNonNull(jwts.verify(jwt).result());
  }

  /** A JWT that is seen for the first time: parsed, its ES256 signature and its claims checked. */
  @Benchmark
  public Caller newJwt() {
    verified.forget();
    return Objects.requireNonNull(jwts.verify(jwt).result());
  }
}
