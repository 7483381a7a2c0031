package dev.acsgateway.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kind: negotiation by whether a word occurs in a header, whatever is said about it. */
final class AcceptEncodingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gzip                          | true
          GZIP                          | true
          x-gzip                        | true
          gzip, deflate, br             | true
          br;q=1.0, gzip;q=0.5          | true
          gzip;q=0.001                  | true
          gzip ; q=0.5                  | true
          gzip;Q=1                      | true
          *                             | true
          *;q=0.5                       | true
          identity;q=0                  | false
          identity;q=0, gzip            | true
          identity;q=0, *               | true
          *;q=0, gzip                   | true
          gzip;q=0.5, identity;q=0.5    | true
          gzip;q=0                      | false
          gzip;q=0.0                    | false
          gzip;q=0.000, *               | false
          gzip;q=0, identity            | false
          *;q=0                         | false
          *, gzip;q=0                   | false
          gzip;q=0.5, identity          | false
          gzip;q=0.4, identity;q=0.5    | false
          identity                      | false
          br                            | false
          not-gzip                      | false
          gzipped                       | false
          gzip;q=none                   | false
          ''                            | false
          """)
  void prefersGzipOnlyWhereTheClientDoes(String header, boolean gzip) {
    assertThat(new AcceptEncoding(List.of(header)).prefersGzip()).isEqualTo(gzip);
  }

  @Test
  void aHeaderThatIsGivenTwiceCountsAsOne() {
    assertThat(new AcceptEncoding(List.of("br", "gzip")).prefersGzip()).isTrue();
    assertThat(new AcceptEncoding(List.of()).prefersGzip()).isFalse();
  }
}
