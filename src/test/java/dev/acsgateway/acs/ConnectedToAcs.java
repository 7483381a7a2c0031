package dev.acsgateway.acs;

import dev.acsgateway.identity.Identity;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A client of ACS for each test, and an end for the identities that the test makes. */
@ExtendWith(VertxExtension.class)
abstract class ConnectedToAcs {
  private final List<Identity> made = new ArrayList<>();
  private Vertx vertx;
  private SdkIdentityClient client;

  /** How to reach what stands behind the port. */
  abstract AcsConfig config();

  @BeforeEach
  final void connect(Vertx vertx) {
    this.vertx = vertx;
    client = SdkIdentityClient.create(vertx, config());
  }

  @AfterEach
  final void deleteWhatWasMade() {
    made.forEach(identity -> Await.result(client.delete(identity).otherwiseEmpty()));
  }

  final SdkIdentityClient client() {
    return client;
  }

  final Vertx vertx() {
    return vertx;
  }

  final Identity anIdentity() {
    Identity identity = Await.result(client.create());
    deleteLater(identity);
    return identity;
  }

  /** What the preview API lacks; written down here so that nothing is skipped. */
  final boolean preview() {
    return switch (SdkIdentityClient.apiVersion()) {
      case "2020-07-20-preview2" -> true;
      case "2023-10-01" -> false;
      default -> throw new AssertionError("An API version that this suite knows nothing about");
    };
  }

  final void deleteLater(Identity identity) {
    made.add(identity);
  }
}
