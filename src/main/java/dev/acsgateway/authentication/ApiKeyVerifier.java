package dev.acsgateway.authentication;

import dev.acsgateway.failure.Unauthenticated;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Tells whose API key this is. Costs one hash of one block and one look-up in memory, so there is
 * nothing worth remembering, and a change in the directory holds at once.
 */
public final class ApiKeyVerifier {
  /** Compared with what opens no key, so that an unknown id takes the time of a known one. */
  private static final ApiKey NOBODY =
      new ApiKey("nobody", new Sha256(0, 0, 0, 0), Grant.of(), Optional.empty(), "");

  private final ApiKeyDirectory directory;
  private final InstantSource clock;

  public ApiKeyVerifier(ApiKeyDirectory directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /** Whether the text claims to be an API key, so that this class is the one to ask. */
  static boolean isApiKey(String text) {
    return text.startsWith(ApiKeyFormat.PREFIX);
  }

  /**
   * The holder of the key. An unknown id and a wrong secret take the same time and get the same
   * answer.
   *
   * @throws Unauthenticated when the key is malformed, unknown, wrong or expired
   */
  public Caller verify(String text) {
    ApiKeyFormat.Presented presented =
        ApiKeyFormat.parse(text)
            .orElseThrow(() -> new Unauthenticated("The API key is malformed or mistyped."));
    Optional<ApiKey> known = directory.find(presented.id());
    boolean isOpen = known.orElse(NOBODY).isOpenedBy(presented.secretHash(), clock);
    if (!isOpen || known.isEmpty()) {
      throw new Unauthenticated("The API key is not valid.");
    }
    ApiKey key = known.get();
    if (key.isExpired(clock)) {
      throw new Unauthenticated("The API key has expired.");
    }
    directory.noteUse(key);
    return new Caller("key:" + key.id(), key.grant(), key.expiresAt());
  }
}
