package dev.acsgateway.acs;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.communication.administration.CommunicationIdentityAsyncClient;
import com.azure.communication.administration.CommunicationIdentityClientBuilder;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.policy.HttpPipelinePolicy;
import dev.acsgateway.config.Secret;
import dev.acsgateway.emulator.AcsEmulator;
import dev.acsgateway.emulator.EmulatorOptions;
import dev.acsgateway.failure.AcsDenied;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A request that leaves the SDK with a wrong year still reaches ACS with a good signature. */
@ExtendWith(VertxExtension.class)
class CalendarYearPolicyIT {
  private final AcsEmulator emulator = new AcsEmulator(EmulatorOptions.defaults());
  private AcsConfig config;
  private AccessKey key;

  @BeforeEach
  void start(Vertx vertx) {
    Await.result(vertx.deployVerticle(emulator));
    AcsAccount account = ConnectionString.parse(new Secret(emulator.connectionString()));
    config = new AcsConfig(account, Duration.ofSeconds(10), 4, Optional.of(emulator.caFile()));
    key = (AccessKey) account.credential();
  }

  private Future<String> create(Vertx vertx, HttpPipelinePolicy... afterTheYearWentWrong) {
    List<HttpPipelinePolicy> policies = new ArrayList<>();
    policies.add(SdkAuthentication.signing(key));
    policies.add(
        (call, next) -> {
          call.getHttpRequest().setHeader(HttpHeaderName.DATE, "Mon, 28 Dec 1987 12:00:00 GMT");
          return next.process();
        });
    policies.addAll(List.of(afterTheYearWentWrong));
    CommunicationIdentityAsyncClient sdk =
        new CommunicationIdentityClientBuilder()
            .endpoint(config.account().endpoint().toString())
            .pipeline(
                AcsPipeline.of(
                    AcsHttp.create(vertx, config), "azure-communication-administration", policies))
            .buildAsyncClient();
    return new SdkCalls(vertx, config.timeout()).value(sdk::createUser, user -> user.getId());
  }

  @Test
  void aWrongYearIsRefusedUnlessItIsCorrected(Vertx vertx) {
    assertThat(Await.failure(create(vertx))).isInstanceOf(AcsDenied.class);
    assertThat(Await.result(create(vertx, new CalendarYearPolicy(key, InstantSource.system()))))
        .startsWith("8:acs:");
  }
}
