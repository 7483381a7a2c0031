package dev.acsgateway.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.acsgateway.fake.MovableClock;
import dev.acsgateway.identity.UserId;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ValuesTest {
  private static final String SHA_256_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void aDigestIsReadFromHexAndBase64AndWrittenAsHex() {
    byte[] bytes = HexFormat.of().parseHex(SHA_256_OF_ABC);
    assertThat(Sha256.of("abc".getBytes(StandardCharsets.US_ASCII), 0, 3).toHex())
        .isEqualTo(SHA_256_OF_ABC);
    assertThat(
            List.of(
                Sha256.parse(SHA_256_OF_ABC),
                Sha256.parse(Base64.getEncoder().encodeToString(bytes)),
                Sha256.parse(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))))
        .allSatisfy(digest -> assertThat(digest.toHex()).isEqualTo(SHA_256_OF_ABC));
    assertThatIllegalArgumentException().isThrownBy(() -> Sha256.parse("abcd"));
  }

  @Test
  void aUserPatternCoversOneUserOrAllThatBeginAlike() {
    assertThat(new UserPattern("tenant-a:*").matches(new UserId("tenant-a:1"))).isTrue();
    assertThat(new UserPattern("tenant-a:*").matches(new UserId("tenant-a"))).isFalse();
    assertThat(new UserPattern("tenant-a:*").matches(new UserId("tenant-b:1"))).isFalse();
    assertThat(new UserPattern("alice").matches(new UserId("alice"))).isTrue();
    assertThat(new UserPattern("alice").matches(new UserId("alice2"))).isFalse();
    assertThat(UserPattern.ANY.matches(new UserId("x"))).isTrue();
  }

  @Test
  void aUserPatternCoversAnotherWhenEveryUserOfThatIsOneOfIts() {
    UserPattern tenant = new UserPattern("tenant-a:*");
    assertThat(List.of("tenant-a:*", "tenant-a:x*", "tenant-a:x"))
        .allMatch(narrower -> tenant.covers(new UserPattern(narrower)));
    assertThat(List.of("*", "tenant-*", "tenant-a", "tenant-b:*"))
        .noneMatch(other -> tenant.covers(new UserPattern(other)));
    assertThat(new UserPattern("alice").covers(new UserPattern("alice*"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*a", "a*b", "**"})
  void aUserPatternHasItsStarAtTheEndOrNone(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new UserPattern(text));
  }

  @Test
  void aRateIsWrittenAsRequestsPerUnit() {
    assertThat(RateLimit.parse("100/s")).isEqualTo(new RateLimit(100, Duration.ofSeconds(1)));
    assertThat(RateLimit.parse("100/s").text()).isEqualTo("100/s");
    assertThat(RateLimit.parse("5/h")).isEqualTo(new RateLimit(5, Duration.ofHours(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "100", "/s", "0/s", "-1/s", "1/d", "a/s"})
  void aRateThatLetsNothingThroughOrIsNoneIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> RateLimit.parse(text));
  }

  @Test
  void aLocalIssuersTokenIsAcceptedWithItsOwnKeySet() {
    MovableClock clock = new MovableClock();
    LocalIssuer issuer = new LocalIssuer("https://local", "gateway", new SecureRandom());
    assertThat(issuer.jwks()).doesNotContain("\"d\"");
    String token = issuer.token(new UserId("alice"), clock.instant().plusSeconds(60)).value();
    assertThat(token.split("\\.", -1)).hasSize(3);
  }
}
