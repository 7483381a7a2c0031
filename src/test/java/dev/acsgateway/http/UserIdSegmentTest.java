package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.acsgateway.failure.InvalidRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class UserIdSegmentTest {

  @Property(tries = 2000)
  void everyTextSurvivesTheWayThroughAPath(@ForAll String text) {
    String sound = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    String encoded = URLEncoder.encode(sound, StandardCharsets.UTF_8).replace("+", "%20");
    assertThat(UserIdSegment.decode(encoded)).isEqualTo(sound);
  }

  @Property(tries = 2000)
  void anySegmentIsDecodedOrRefusedAsTheUserIdAndNothingElseHappens(@ForAll String segment) {
    try {
      assertThat(UserIdSegment.decode(segment)).isNotNull();
    } catch (RuntimeException e) {
      assertThatExceptionOfType(InvalidRequest.class)
          .isThrownBy(
              () -> {
                throw e;
              });
    }
  }
}
