package dev.acsgateway.authentication;

import dev.acsgateway.failure.Unauthenticated;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells who is calling. One instance serves all event loops of a node. */
public final class Authenticator {
  private static final String BEARER = "Bearer ";

  private final ApiKeyVerifier keys;
  private final JwtVerifier tokens;
  private final IssuerKeyRefresh refresh;

  private Authenticator(ApiKeyVerifier keys, JwtVerifier tokens, IssuerKeyRefresh refresh) {
    this.keys = keys;
    this.tokens = tokens;
    this.refresh = refresh;
  }

  /**
   * An authenticator for the configured issuers and the directory's keys.
   *
   * @param directory the API keys that are valid
   */
  public static Authenticator create(
      Vertx vertx, AuthenticationConfig config, ApiKeyDirectory directory, InstantSource clock) {
    VerifiedTokens verified = new VerifiedTokens(config.rememberedTokens(), clock);
    JwksFetcher usual = new JwksFetcher(vertx, config.proxy());
    Set<JwksFetcher> fetchers = new HashSet<>(Set.of(usual));
    Map<String, TrustedIssuer> issuers = new HashMap<>();
    List<JwksCache> remote = new ArrayList<>();
    for (IssuerConfig issuer : config.issuers()) {
      JwksFetcher fetcher =
          issuer
              .trusted()
              .map(it -> new HttpClientOptions().setTrustOptions(it.andThoseOfTheJdk()))
              .map(options -> new JwksFetcher(vertx, config.proxy(), options))
              .orElse(usual);
      fetchers.add(fetcher);
      KeyLog log = new KeyLog(issuer.issuer(), clock);
      KeySource source =
          switch (issuer.keys()) {
            case JwksSource.Fixed(IssuerKeys keys) -> {
              log.read(keys, JwksSource.SETTING);
              yield KeySource.fixed(keys);
            }
            case JwksSource.Published(KeyUrl url) ->
                new JwksCache(vertx, () -> fetcher.published(url), log, clock);
            case JwksSource.Discovered(KeyUrl url) ->
                new JwksCache(vertx, () -> fetcher.discovered(url, issuer.issuer()), log, clock);
          };
      if (source instanceof JwksCache keys) {
        remote.add(keys);
      }
      issuers.put(issuer.issuer(), new TrustedIssuer(issuer, source, clock));
    }
    return new Authenticator(
        new ApiKeyVerifier(directory, clock),
        new JwtVerifier(issuers, verified),
        new IssuerKeyRefresh(remote, List.copyOf(fetchers)));
  }

  /** Returns what refreshes the issuers' keys in the background, to be deployed once. */
  public IssuerKeyRefresh keyRefresh() {
    return refresh;
  }

  /**
   * The holder of an API key.
   *
   * @param key the value of the header {@code X-API-Key}
   * @return the caller; fails with {@link Unauthenticated}
   */
  public Future<Caller> withApiKey(String key) {
    try {
      return Future.succeededFuture(holderOf(key));
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  /**
   * The same for who needs the answer at once.
   *
   * @throws Unauthenticated when the key is not good
   */
  public Caller holderOf(String key) {
    return keys.verify(key);
  }

  /**
   * The holder of a bearer credential, which is an API key or a JWT.
   *
   * @param authorization the value of the header {@code Authorization}
   * @return the caller; fails with {@link Unauthenticated} when the credential is not good, and
   *     with another failure when that could not be found out
   */
  public Future<Caller> withAuthorization(String authorization) {
    if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Future.failedFuture(new Unauthenticated("Only the scheme Bearer is accepted."));
    }
    String credential = authorization.substring(BEARER.length()).strip();
    return ApiKeyVerifier.isApiKey(credential) ? withApiKey(credential) : tokens.verify(credential);
  }
}
