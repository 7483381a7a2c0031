package dev.acsgateway.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.acsgateway.identity.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a pattern means; capital letters, lengths and blanks included. */
class UserPatternTest {

  @ParameterizedTest
  @ValueSource(strings = {"Tenant-a:x", "TENANT-A:x", "tenant-A:x", "tenant-a", "xtenant-a:x"})
  void matchesNobodyWhoseBeginningDiffersEvenInCase(String user) {
    assertThat(new UserPattern("tenant-a:*").matches(new UserId(user))).isFalse();
    assertThat(new UserPattern("tenant-a:*").covers(new UserPattern(user))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"alice, Alice", "alice, alice2", "alice, alic", "al*, Al"})
  void aUserIsExactlyTheOneWhoIsNamed(String pattern, String user) {
    assertThat(new UserPattern(pattern).matches(new UserId(user))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"tenant-a:*, tenant-a:", "tenant-a:*, tenant-a:x", "a*, a", "*, x", "x, x"})
  void matchesWhoBeginsAlike(String pattern, String user) {
    assertThat(new UserPattern(pattern).matches(new UserId(user))).isTrue();
  }

  @Test
  void isAtMostOneCharacterLongerThanAUserId() {
    String longest = "x".repeat(256) + "*";
    assertThat(new UserPattern(longest).value()).isEqualTo(longest);
    assertThatIllegalArgumentException().isThrownBy(() -> new UserPattern("x" + longest));
  }
}
