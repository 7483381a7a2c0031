package dev.acsgateway.http.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxiesTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.1.2, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "192.168.1.128/25, 192.168.1.129, true",
    "192.168.1.128/25, 192.168.1.127, false",
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false",
    "0.0.0.0/0, 203.0.113.7, true",
    "0.0.0.0/0, ::1, false",
    "2001:db8::/32, 2001:db8:1::5, true",
    "2001:db8::/32, 2001:db9::5, false",
    "10.0.0.0/8, ::ffff:10.1.2.3, true",
    "10.0.0.0/8, localhost, false",
    "10.0.0.0/8, '', false"
  })
  void aSubnetContainsTheAddressesThatBeginAlike(String subnet, String address, boolean contains) {
    assertThat(Subnet.parse(subnet).contains(address)).isEqualTo(contains);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "1.2.3", "/8"})
  void whatIsNoSubnetIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Subnet.parse(text));
  }

  @Test
  void aHostNameIsNeverLookedUp() {
    assertThatIllegalArgumentException().isThrownBy(() -> Subnet.parse("example.com/8"));
  }
}
