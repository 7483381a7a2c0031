package dev.acsgateway.acs;

import dev.acsgateway.config.Secret;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

/** The contract against a real ACS resource, where one is named. */
class LiveIdentityClientIT extends IdentityClientContract {
  private static final String VARIABLE = "ACS_LIVE_CONNECTION_STRING";
  private static final @Nullable String CONNECTION_STRING = System.getenv(VARIABLE);

  @BeforeAll
  static void needsAResource() {
    Assumptions.assumeTrue(CONNECTION_STRING != null, "not run: " + VARIABLE + " is not set");
  }

  @Override
  AcsConfig config() {
    return new AcsConfig(
        ConnectionString.parse(new Secret(String.valueOf(CONNECTION_STRING))),
        Duration.ofSeconds(10),
        8,
        Optional.empty());
  }
}
