package dev.acsgateway.acs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.config.Secret;
import dev.acsgateway.emulator.AcsEmulator;
import dev.acsgateway.emulator.EmulatorOptions;
import dev.acsgateway.emulator.control.Introspection;
import dev.acsgateway.emulator.control.Operation;
import dev.acsgateway.emulator.control.TokenState;
import dev.acsgateway.failure.IdentityNotOwned;
import dev.acsgateway.failure.UnsupportedBySdk;
import dev.acsgateway.identity.AccessToken;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityWithToken;
import dev.acsgateway.identity.TeamsUser;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScopes;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract against the emulator, and what can only be seen from behind ACS. */
class EmulatedIdentityClientIT extends IdentityClientContract {
  private static final TokenScopes CHAT = TokenScopes.of("chat");
  private static final Vertx BEHIND = Vertx.vertx();
  private static final AcsEmulator EMULATOR = new AcsEmulator(EmulatorOptions.defaults());

  @BeforeAll
  static void start() {
    Await.result(BEHIND.deployVerticle(EMULATOR));
  }

  @AfterAll
  static void stop() {
    Await.result(BEHIND.close());
  }

  @BeforeEach
  void forgetEarlierCalls() {
    EMULATOR.calls().reset();
  }

  @Override
  AcsConfig config() {
    return new AcsConfig(
        ConnectionString.parse(new Secret(EMULATOR.connectionString())),
        Duration.ofSeconds(10),
        32,
        Optional.of(EMULATOR.caFile()));
  }

  private static Introspection introspect(AccessToken token) {
    return EMULATOR.controls().introspect(token.value());
  }

  @Test
  void aTokenIsForItsIdentityAndScopes() {
    Identity identity = anIdentity();
    AccessToken token =
        Await.result(
            client().issue(identity, TokenScopes.of("voip", "chat"), TokenLifetime.DEFAULT));
    assertThat(introspect(token).active()).isTrue();
    assertThat(introspect(token).claims().orElseThrow().identity()).isEqualTo(identity.id());
    assertThat(introspect(token).claims().orElseThrow().scopes())
        .containsExactlyInAnyOrder("chat", "voip");
  }

  @Test
  void anIdentityAndItsTokenTakeOneCallWhereTheApiHasIt() {
    IdentityWithToken answer = Await.result(client().createWithToken(CHAT, TokenLifetime.DEFAULT));
    assertThat(introspect(answer.token()).claims().orElseThrow().identity())
        .isEqualTo(answer.identity().id());
    assertThat(EMULATOR.calls().total()).isEqualTo(preview() ? 2 : 1);
  }

  @Test
  void revocationEndsEveryTokenSoFarAndNoLaterOne() {
    Identity identity = anIdentity();
    AccessToken before = Await.result(client().issue(identity, CHAT, TokenLifetime.DEFAULT));
    Await.result(client().revoke(identity));
    assertThat(introspect(before).state()).isEqualTo(TokenState.REVOKED);
    AccessToken after = Await.result(client().issue(identity, CHAT, TokenLifetime.DEFAULT));
    assertThat(introspect(after).state()).isEqualTo(TokenState.ACTIVE);
  }

  @Test
  void deletionEndsTheIdentityAndItsTokens() {
    Identity identity = anIdentity();
    AccessToken token = Await.result(client().issue(identity, CHAT, TokenLifetime.DEFAULT));
    Await.result(client().delete(identity));
    assertThat(introspect(token).state()).isEqualTo(TokenState.DELETED);
    assertThat(Await.failure(client().delete(identity))).isInstanceOf(IdentityNotOwned.class);
  }

  @Test
  void aTeamsUserGetsATokenWhereTheExchangeExists() {
    UUID app = UUID.randomUUID();
    UUID user = UUID.randomUUID();
    String entraToken = EMULATOR.controls().teamsUsers().make(app, user, Duration.ofHours(1));
    Future<AccessToken> exchanged =
        client().exchange(new TeamsUser(entraToken, app.toString(), user.toString()));
    if (preview()) {
      assertThat(Await.failure(exchanged)).isInstanceOf(UnsupportedBySdk.class);
      assertThat(EMULATOR.calls().total()).isZero();
    } else {
      assertThat(introspect(Await.result(exchanged)).active()).isTrue();
    }
  }

  @Test
  void twoHundredCallsFromFourEventLoopsAtATimeAllSucceed() {
    Identity identity = anIdentity();
    Queue<Future<AccessToken>> calls = new ConcurrentLinkedQueue<>();
    Runnable fiftyCalls =
        () -> {
          for (int i = 0; i < 50; i++) {
            calls.add(client().issue(identity, CHAT, TokenLifetime.DEFAULT));
          }
        };
    Await.result(
        vertx()
            .deployVerticle(
                () -> new OneTask(fiftyCalls), new DeploymentOptions().setInstances(4)));
    assertThat(calls)
        .hasSize(200)
        .allSatisfy(call -> assertThat(Await.result(call).value()).isNotBlank());
    assertThat(EMULATOR.calls().count(Operation.ISSUE)).isEqualTo(200);
  }

  @Test
  void codeOnAVirtualThreadMayWaitForEachCall() {
    Queue<Boolean> active = new ConcurrentLinkedQueue<>();
    Runnable task =
        () -> {
          Identity identity = client().create().await();
          AccessToken token = client().issue(identity, CHAT, TokenLifetime.DEFAULT).await();
          active.add(introspect(token).active());
          client().delete(identity).await();
          active.add(introspect(token).active());
        };
    Await.result(
        vertx()
            .deployVerticle(
                new OneTask(task),
                new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));
    assertThat(active).containsExactly(true, false);
  }

  /** Does one thing on its own context when it is deployed. */
  private static final class OneTask extends VerticleBase {
    private final Runnable task;

    OneTask(Runnable task) {
      this.task = task;
    }

    @Override
    public Future<?> start() {
      task.run();
      return Future.succeededFuture();
    }
  }
}
