package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

final class AsciiNumberTest {
  @Property
  void isWhatTheLibraryWrites(@ForAll @LongRange(max = Long.MAX_VALUE) long number) {
    byte[] before = "ttl=".getBytes(StandardCharsets.US_ASCII);
    assertThat(AsciiNumber.of(number).toString()).isEqualTo(Long.toString(number));
    assertThat(AsciiNumber.after(before, number).toString()).isEqualTo("ttl=" + number);
  }
}
