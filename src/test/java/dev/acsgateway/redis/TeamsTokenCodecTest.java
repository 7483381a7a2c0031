package dev.acsgateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.identity.AccessToken;
import dev.acsgateway.token.TeamsToken;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TeamsTokenCodecTest {
  private static final String KEY = "gw:teams:abc";
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

  private final TeamsTokenCodec codec = new TeamsTokenCodec(AeadCipher.of(AeadCipher.newKeyset()));

  private static TeamsToken entry(String accessKey) {
    return new TeamsToken(
        new AccessToken("an-acs-token", NOW.plusSeconds(7200)),
        NOW,
        NOW.plusSeconds(3600),
        accessKey);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fingerprint", "schlüssel"})
  void readsWhatItWrote(String accessKey) {
    TeamsToken entry = entry(accessKey);
    assertThat(codec.decode(codec.encode(entry, KEY), KEY)).hasValue(entry);
  }

  @Test
  void aValueThatWasMovedOrChangedOrSealedByOthersIsNone() {
    Buffer value = codec.encode(entry(""), KEY);
    assertThat(codec.decode(value, "gw:teams:abd")).isEmpty();
    Buffer changed =
        value.copy().setByte(value.length() - 1, (byte) ~value.getByte(value.length() - 1));
    assertThat(codec.decode(changed, KEY)).isEmpty();
    TeamsTokenCodec others = new TeamsTokenCodec(AeadCipher.of(AeadCipher.newKeyset()));
    assertThat(others.decode(value, KEY)).isEmpty();
  }

  @Test
  void unsealedBytesThatItDidNotWriteAreNone() {
    TeamsTokenCodec open = new TeamsTokenCodec(ValueCipher.none());
    Buffer value = open.encode(entry("f"), KEY);
    assertThat(open.decode(value, KEY)).isPresent();
    for (int length = 0; length <= 27; length++) {
      assertThat(open.decode(value.slice(0, length), KEY)).isEmpty();
    }
    assertThat(open.decode(value.copy().setByte(0, (byte) 2), KEY)).isEmpty();
  }
}
