package dev.acsgateway.authentication;

import dev.acsgateway.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** Makes API keys. */
public final class ApiKeyFactory {
  private static final int ID_LENGTH = 12;

  private final SecureRandom random;

  public ApiKeyFactory(SecureRandom random) {
    this.random = random;
  }

  /**
   * A key that was just made; the only moment at which its secret is known.
   *
   * @param id names the key; no secret
   * @param key the whole key, to be handed to its owner once
   * @param hash SHA-256 of the key's secret part: what the gateway keeps
   */
  public record NewApiKey(String id, Secret key, Sha256 hash) {}

  /** A new key with a random id. */
  public NewApiKey make() {
    return make(Base62.random(random, ID_LENGTH));
  }

  /**
   * A new key with a given id.
   *
   * @param id 1 to 32 letters and digits
   * @throws IllegalArgumentException when it is not
   */
  public NewApiKey make(String id) {
    if (!ApiKeyFormat.isId(id)) {
      throw new IllegalArgumentException("A key id has 1 to 32 letters and digits");
    }
    String secret = Base62.random(random, ApiKeyFormat.SECRET_LENGTH);
    byte[] bytes = secret.getBytes(StandardCharsets.ISO_8859_1);
    return new NewApiKey(
        id, new Secret(ApiKeyFormat.write(id, secret)), Sha256.of(bytes, 0, bytes.length));
  }
}
