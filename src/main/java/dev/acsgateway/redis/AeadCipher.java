package dev.acsgateway.redis;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.acsgateway.config.Secret;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * AES-256-GCM with the stored key as associated data, so that a value moved to another key does not
 * open. The keyset is Tink's JSON; its primary key seals, all of its keys open.
 */
public final class AeadCipher implements ValueCipher {
  private static final Configuration TINK = AeadConfig2026.get();

  private final Aead aead;

  private AeadCipher(Aead aead) {
    this.aead = aead;
  }

  /** The cipher of a keyset that {@link #problemWith} finds nothing wrong with. */
  static AeadCipher of(Secret keyset) {
    try {
      return new AeadCipher(parse(keyset));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("The keyset cannot be used", e);
    }
  }

  /** What is wrong with the keyset, without a word of it; empty when nothing is. */
  static Optional<String> problemWith(Secret keyset) {
    try {
      parse(keyset);
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      return Optional.of("is not a Tink JSON keyset with an AEAD primary key");
    }
  }

  /** Makes a new keyset with one AES-256-GCM key. */
  public static Secret newKeyset() {
    try {
      KeysetHandle handle = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, TINK);
      return new Secret(
          TinkJsonProtoKeysetFormat.serializeKeyset(handle, TINK, InsecureSecretKeyAccess.get()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has AES-GCM", e);
    }
  }

  private static Aead parse(Secret keyset) throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.parseKeyset(
            keyset.value(), TINK, InsecureSecretKeyAccess.get())
        .getPrimitive(TINK, Aead.class);
  }

  @Override
  public byte[] seal(byte[] plain, byte[] key) {
    try {
      return aead.encrypt(plain, key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM cannot seal", e);
    }
  }

  @Override
  public Optional<byte[]> open(byte[] sealed, byte[] key) {
    try {
      return Optional.of(aead.decrypt(sealed, key));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }
}
