package dev.acsgateway.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.acsgateway.failure.StoreUnavailable;
import dev.acsgateway.failure.Unauthenticated;
import dev.acsgateway.fake.MovableClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ApiKeyVerifierTest {
  private final MovableClock clock = new MovableClock();
  private final ApiKeyFactory factory = new ApiKeyFactory(new SecureRandom());
  private final ApiKeyFactory.NewApiKey made = factory.make("backend");
  private final Grant grant = Grant.of(Permission.TOKENS_ISSUE);
  private final AtomicInteger lookUps = new AtomicInteger();

  private ApiKeyVerifier verifier(Optional<Instant> expiresAt) {
    ConfiguredApiKeys keys =
        new ConfiguredApiKeys(
            List.of(new ApiKey("backend", made.hash(), grant, expiresAt, "the backend")));
    return new ApiKeyVerifier(
        id -> {
          lookUps.incrementAndGet();
          return keys.find(id);
        },
        clock);
  }

  @Test
  void aKeyIsWrittenSoThatSecretScannersFindIt() {
    assertThat(made.key().value())
        .matches("acsgw_[0-9A-Za-z]{1,32}_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}")
        .startsWith("acsgw_backend_");
    assertThat(factory.make().id()).hasSize(12);
  }

  @Test
  void neverShowsAKeyByAccident() {
    assertThat(made.toString()).doesNotContain(made.key().value());
  }

  @Test
  void tellsWhoHoldsTheKeyAndWhatItGrants() {
    assertThat(verifier(Optional.empty()).verify(made.key().value()))
        .isEqualTo(new Caller("key:backend", grant, Optional.empty()));
  }

  @Test
  void refusesEveryMistypedCharacterWithoutALookUp() {
    ApiKeyVerifier verifier = verifier(Optional.empty());
    String key = made.key().value();
    for (int i = 0; i < key.length(); i++) {
      String mistyped =
          key.substring(0, i) + (key.charAt(i) == 'a' ? 'b' : 'a') + key.substring(i + 1);
      assertThatExceptionOfType(Unauthenticated.class).isThrownBy(() -> verifier.verify(mistyped));
    }
    assertThat(lookUps).hasValue(0);
  }

  @Test
  void answersAnUnknownIdAndAWrongSecretAlike() {
    ApiKeyVerifier verifier = verifier(Optional.empty());
    String unknownId = factory.make().key().value();
    String wrongSecret = factory.make("backend").key().value();
    assertThatExceptionOfType(Unauthenticated.class)
        .isThrownBy(() -> verifier.verify(unknownId))
        .withMessage("The API key is not valid.");
    assertThatExceptionOfType(Unauthenticated.class)
        .isThrownBy(() -> verifier.verify(wrongSecret))
        .withMessage("The API key is not valid.");
  }

  @Test
  void refusesAKeyFromItsExpiryOn() {
    ApiKeyVerifier verifier = verifier(Optional.of(clock.instant().plusSeconds(1)));
    verifier.verify(made.key().value());
    clock.advance(Duration.ofSeconds(1));
    assertThatExceptionOfType(Unauthenticated.class)
        .isThrownBy(() -> verifier.verify(made.key().value()))
        .withMessage("The API key has expired.");
  }

  @Test
  void saysThatItCannotTellWhileTheKeysAreNotLoaded() {
    ApiKeyVerifier verifier =
        new ApiKeyVerifier(
            id -> {
              throw new StoreUnavailable("not loaded yet");
            },
            clock);
    assertThatExceptionOfType(StoreUnavailable.class)
        .isThrownBy(() -> verifier.verify(made.key().value()));
  }
}
