package dev.acsgateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acsgateway.failure.InvalidRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserIdTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "alice@example.org", "Ünïcödé", "名前", "😀", "a b+c%2F/.."})
  void aNameOfAnyCharactersIsKeptAsItIs(String name) {
    assertThat(new UserId(name).value()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a\nb", "\u0000", "\u0085", "a\u007f", "\ud83d", "\ude00\ud83d", "x\ud83d"})
  void aNameWithoutOrWithForbiddenCharactersIsNone(String name) {
    assertThatThrownBy(() -> new UserId(name)).isInstanceOf(InvalidRequest.class);
  }

  @Test
  void aNameHas256CharactersAtMost() {
    assertThat(new UserId("x".repeat(256)).value()).hasSize(256);
    assertThatThrownBy(() -> new UserId("x".repeat(257))).isInstanceOf(InvalidRequest.class);
  }

  @Test
  void theHashIsTheBeginningOfSha256InBase64Url() {
    assertThat(new UserId("alice").hash()).isEqualTo("K9gGyX8OAK8aH8Myj6djqS");
  }

  @Test
  void twoOfOneNameAreOneUser() {
    assertThat(new UserId("alice"))
        .isEqualTo(new UserId("alice"))
        .hasSameHashCodeAs(new UserId("alice"));
    assertThat(new UserId("alice")).isNotEqualTo(new UserId("Alice"));
  }

  @Test
  void whatALogMaySayOfAUserIsNotItsName() {
    UserId user = new UserId("alice");

    assertThat(user.toString()).isEqualTo("UserId[" + user.hash() + "]").doesNotContain("alice");
  }
}
