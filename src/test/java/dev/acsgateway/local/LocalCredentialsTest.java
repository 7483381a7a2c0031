package dev.acsgateway.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.authentication.ApiKey;
import dev.acsgateway.authentication.AuthenticationConfig;
import dev.acsgateway.authentication.Permission;
import dev.acsgateway.authentication.UserPattern;
import dev.acsgateway.config.ConfigReader;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Local mode's keys; for those of the shipped files see {@code ShippedOperatorKeyTest}. */
final class LocalCredentialsTest {

  @Test
  void theAdminKeyMayDoEverythingForEveryUser() {
    JsonObject section = new LocalCredentials(new SecureRandom(), InstantSource.system()).section();
    ApiKey admin =
        ConfigReader.read(
                JsonObject.of("authentication", section),
                Map.of(),
                root -> AuthenticationConfig.from(root.section("authentication")))
            .apiKeys()
            .stream()
            .filter(key -> key.id().equals("localadmin"))
            .findFirst()
            .orElseThrow();

    assertThat(admin.grant().permissions()).containsExactlyInAnyOrder(Permission.values());
    assertThat(admin.grant().users()).isEqualTo(UserPattern.ANY);
  }
}
