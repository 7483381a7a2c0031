package dev.acsgateway.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.identity.AccessToken;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.TokenScopes;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TokenAnswerBodyTest {
  private static final Instant EXPIRY = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final Instant REFRESH = Instant.parse("2026-01-01T22:00:00Z");

  private static JsonObject encoded(String token, String identity) {
    CachedToken entry =
        new CachedToken(new Identity(identity), new AccessToken(token, EXPIRY), REFRESH, 1, "key");
    TokenScopes scopes = TokenScopes.of(List.of("voip", "chat"));
    return new JsonObject(TokenAnswer.of(entry, scopes, REFRESH, TokenSource.SHARED).body());
  }

  @Test
  void writesAllThatTheSampleClientsRead() {
    assertThat(encoded("eyJ.eyJ.c2ln", "8:acs:one"))
        .isEqualTo(
            JsonObject.of(
                "token",
                "eyJ.eyJ.c2ln",
                "expiresOn",
                "2026-01-02T03:04:05.678Z",
                "expiresOnTimestamp",
                EXPIRY.toEpochMilli(),
                "refreshOn",
                "2026-01-01T22:00:00Z",
                "scopes",
                JsonArray.of("chat", "voip"),
                "communicationUserId",
                "8:acs:one",
                "user",
                JsonObject.of(
                    "communicationUserId", "8:acs:one", "id", "8:acs:one", "rawId", "8:acs:one")));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .ofMinLength(1)
        .map(text -> text.replaceAll("[\\ud800-\\udfff]", "?"));
  }

  @Property
  void whateverIsInATokenOrAnIdentityComesThrough(
      @ForAll("texts") String token, @ForAll("texts") String identity) {
    JsonObject json = encoded("e" + token, "8" + identity);

    assertThat(json.getString("token")).isEqualTo("e" + token);
    assertThat(json.getJsonObject("user").getString("rawId")).isEqualTo("8" + identity);
  }

  @Test
  void quotesBackslashesAndControlCharactersAreEscaped() {
    String odd = "a\"b\\c\nd\u007fe\u00e4";

    assertThat(encoded(odd, odd).getString("token")).isEqualTo(odd);
  }

  @Test
  void eachCharacterComesThroughWhereverItStands() {
    for (char c = 0; c < 0x180; c++) {
      for (int length = 2; length <= 17; length++) {
        for (int at = 0; at < length; at++) {
          String text = "~".repeat(at) + c + "!".repeat(length - at - 1);
          assertThat(encoded("e", text).getString("communicationUserId")).isEqualTo(text);
        }
      }
    }
  }
}
