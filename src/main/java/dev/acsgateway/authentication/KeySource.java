package dev.acsgateway.authentication;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import io.vertx.core.Future;
import java.util.List;

/** An issuer's public keys. Safe for use from any thread. */
interface KeySource {

  /**
   * The keys that may have signed a token with this header; none when the issuer has no such key.
   * Fails only when that could not be found out.
   */
  Future<List<JWK>> candidates(JWSHeader header);

  /** Keys that never change. */
  static KeySource fixed(JWKSet keys) {
    return header -> Future.succeededFuture(select(keys, header));
  }

  static List<JWK> select(JWKSet keys, JWSHeader header) {
    return new JWKSelector(JWKMatcher.forJWSHeader(header)).select(keys);
  }
}
