package dev.acsgateway.authentication;

import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.identity.UserId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
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
  private final JwtVerifier jwts = verifier(KeySource::fixed);
  private final JwtVerifier forgetful = verifier(KeysThatChange::new);

  /** Keys of which none is ever the one that vouched for a token: nothing remembered is used. */
  private static final class KeysThatChange implements KeySource {
    private final KeySource keys;
    private long version;

    KeysThatChange(IssuerKeys keys) {
      this.keys = KeySource.fixed(keys);
    }

    @Override
    public Future<Moment> current() {
      return keys.current();
    }

    @Override
    public Future<Moment> newerThan(Moment seen) {
      return keys.newerThan(seen);
    }

    @Override
    public long version() {
      return ++version;
    }
  }

  private JwtVerifier verifier(Function<IssuerKeys, KeySource> source) {
    IssuerConfig config =
        ConfigReader.read(
            new JsonObject()
                .put("issuer", ISSUER)
                .put("audiences", JsonArray.of(AUDIENCE))
                .put("jwks", issuer.jwks()),
            Map.of(),
            IssuerConfig::from);
    JwksSource.Fixed fixed = (JwksSource.Fixed) config.keys();
    return new JwtVerifier(
        Map.of(ISSUER, new TrustedIssuer(config, source.apply(fixed.keys()), clock)),
        new VerifiedTokens(1_000, clock));
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
    return Objects.requireNonNull(forgetful.verify(jwt).result());
  }
}
