package dev.acsgateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcsResourceIdTest {
  private static final String RESOURCE = "01234567-89ab-4cde-8f01-23456789abcd";

  @Test
  void anIdentityNamesItsResource() {
    Identity identity = new Identity("8:acs:" + RESOURCE + "_00000016-aaaa-bbbb-cccc-0123456789ab");
    assertThat(AcsResourceId.of(identity)).contains(new AcsResourceId(RESOURCE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"8:orgid:" + RESOURCE, "8:acs:contoso_1", "8:acs:" + RESOURCE, "x"})
  void otherIdsNameNone(String id) {
    assertThat(AcsResourceId.of(new Identity(id))).isEmpty();
  }
}
