package dev.acsgateway;

import dev.acsgateway.authentication.ApiKeyFactory;
import dev.acsgateway.authentication.ApiKeyFactory.NewApiKey;
import dev.acsgateway.authentication.Permission;
import dev.acsgateway.config.Secret;
import dev.acsgateway.redis.AeadCipher;
import java.security.SecureRandom;
import java.util.List;

/** New secrets for an operator to put into a configuration. Needs no network. */
public final class OperatorSecrets {
  private final SecureRandom random;

  public OperatorSecrets(SecureRandom random) {
    this.random = random;
  }

  /**
   * A new API key, and what the configuration keeps of it.
   *
   * @param id names the key; no secret
   * @param key for its owner, who sees it this once
   * @param hash SHA-256 of the secret part, in hexadecimal
   * @param permissions what its holder may do
   */
  public record ApiKey(String id, Secret key, String hash, List<String> permissions) {}

  /**
   * Makes an API key.
   *
   * @param id 1 to 32 letters and digits
   * @param permissions as they are written in the configuration
   * @throws IllegalArgumentException when the id is none or there is no such permission
   */
  public ApiKey apiKey(String id, List<String> permissions) {
    permissions.forEach(Permission::of);
    NewApiKey made = new ApiKeyFactory(random).make(id);
    return new ApiKey(made.id(), made.key(), made.hash().toHex(), List.copyOf(permissions));
  }

  /** Makes a keyset for the setting {@code redis.keyset}. */
  public Secret keyset() {
    return AeadCipher.newKeyset();
  }
}
