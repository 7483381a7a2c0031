package dev.acsgateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.NettyWrapper;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequest;
import no.nav.security.mock.oauth2.http.OAuth2HttpResponse;
import no.nav.security.mock.oauth2.http.Route;
import no.nav.security.mock.oauth2.token.KeyProvider;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import okhttp3.Headers;

/** An OpenID Connect provider that rotates its keys as one does: published, signing, withdrawn. */
final class OidcProvider implements AutoCloseable {
  static final String AUDIENCE = "chat-app";
  private static final String REALM = "realm";

  private final Keys keys = new Keys();
  private final MockOAuth2Server server;

  OidcProvider() {
    server =
        new MockOAuth2Server(
            new OAuth2Config(
                false,
                null,
                null,
                false,
                new OAuth2TokenProvider(keys),
                Set.of(),
                new NettyWrapper()),
            new PublishedKeys(keys));
    server.start();
  }

  String issuer() {
    return server.issuerUrl(REALM).toString();
  }

  /** How often the keys were fetched. */
  int fetches() {
    return keys.fetches.get();
  }

  /** A new access token, signed with the current key. */
  String token(String user) {
    return server.issueToken(REALM, user, AUDIENCE, Map.of()).serialize();
  }

  /** Publishes a new key beside those that there are. */
  void publishNewKey() {
    keys.published.add(newKey("key-" + keys.made.incrementAndGet()));
  }

  /** Signs with the newest key from now on. */
  void signWithNewestKey() {
    keys.signing = keys.published.getLast();
  }

  /** Publishes none but the newest key any more. */
  void withdrawOlderKeys() {
    keys.published.removeIf(key -> !key.equals(keys.signing));
  }

  private static RSAKey newKey(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).keyUse(KeyUse.SIGNATURE).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.shutdown();
  }

  /** What the provider signs with and publishes. */
  private static final class Keys extends KeyProvider {
    final List<JWK> published = new CopyOnWriteArrayList<>(List.of(newKey("key-0")));
    final AtomicInteger made = new AtomicInteger();
    final AtomicInteger fetches = new AtomicInteger();
    volatile JWK signing = published.getFirst();

    Keys() {
      super(List.of());
    }

    @Override
    public JWK signingKey(String realm) {
      return signing;
    }
  }

  /** The provider's own answer would name one key only. */
  private record PublishedKeys(Keys keys) implements Route {

    @Override
    public boolean match(OAuth2HttpRequest request) {
      return request.getUrl().encodedPath().endsWith("/jwks");
    }

    @Override
    public OAuth2HttpResponse invoke(OAuth2HttpRequest request) {
      keys.fetches.incrementAndGet();
      return new OAuth2HttpResponse(
          Headers.of("content-type", "application/json"),
          200,
          new JWKSet(keys.published).toString(),
          null);
    }
  }
}
