package dev.acsgateway.emulator;

import static org.assertj.core.api.Assertions.assertThat;

/** A row of the error table. */
final class ExpectedError {
  private ExpectedError() {}

  static void expect(Answer answer, int status, String code, String text, String target) {
    assertThat(answer.body().toString()).as("body").contains("\"error\"");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.message()).isEqualTo(text);
    assertThat(answer.target()).isEqualTo(target);
    assertThat(answer.header("content-type")).isEqualTo("application/json");
  }
}
