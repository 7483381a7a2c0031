package dev.acsgateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.failure.StoreUnavailable;
import dev.acsgateway.failure.WrongResource;
import io.vertx.core.Future;
import org.junit.jupiter.api.Test;

class ResourceGuardTest {
  private static final AcsResourceId OURS =
      new AcsResourceId("01234567-89ab-4cde-8f01-23456789abcd");
  private static final AcsResourceId THEIRS =
      new AcsResourceId("11234567-89ab-4cde-8f01-23456789abcd");
  private static final String ENDPOINT = "contoso.test:443";

  private final FakeBinding binding = new FakeBinding();
  private final AcsOfResource acs = new AcsOfResource(OURS);

  private ResourceGuard guard(ResourceChange change) {
    return new ResourceGuard(acs, binding, ENDPOINT, change);
  }

  private IdentityClient client() {
    return new ResourceBoundIdentityClient(acs, guard(ResourceChange.REFUSE));
  }

  @Test
  void theFirstIdentityBindsTheLedger() {
    Future<Identity> made = client().create();

    assertThat(made.succeeded()).isTrue();
    assertThat(binding.bound).contains(OURS);
    assertThat(binding.endpoints).containsEntry(ENDPOINT, OURS);
    assertThat(acs.calls).as("nobody had to ask").containsExactly("create");
  }

  @Test
  void aKnownEndpointOfTheLedgersResourceNeedsNoQuestion() {
    binding.bind(OURS, ENDPOINT);

    assertThat(guard(ResourceChange.REFUSE).verified().succeeded()).isTrue();
    assertThat(acs.calls).isEmpty();
  }

  @Test
  void aNewEndpointIsAskedByAnIdentityThatIsDeletedAgainAndOnceOnly() {
    binding.bind(OURS, "elsewhere");
    IdentityClient client = client();

    client.issue(acs.identity(7), TokenScopes.of("chat"), TokenLifetime.DEFAULT);
    client.revoke(acs.identity(7));

    assertThat(acs.calls)
        .containsExactly(
            "create", "delete " + acs.identity(1).id(), "issue", "revoke " + acs.identity(7).id());
    assertThat(binding.endpoints).containsEntry(ENDPOINT, OURS);
  }

  @Test
  void anotherResourceIsRefusedInOneLineThatNamesBothAndNothingIsCalled() {
    binding.bind(THEIRS, "elsewhere");

    Future<Void> deleted = client().delete(acs.identity(7));

    assertThat(deleted.cause())
        .isInstanceOfSatisfying(
            WrongResource.class,
            wrong ->
                assertThat(wrong.reason())
                    .contains(OURS.value(), THEIRS.value(), ENDPOINT, "--adopt-resource")
                    .doesNotContain("\n"));
    assertThat(acs.calls).containsExactly("create", "delete " + acs.identity(1).id());
    assertThat(binding.bound).contains(THEIRS);
  }

  @Test
  void aResourceMadeAnewBehindTheSameEndpointIsNoticedByItsFirstIdentityWhichIsDeleted() {
    binding.bind(THEIRS, ENDPOINT);

    Future<IdentityWithToken> made =
        client().createWithToken(TokenScopes.of("chat"), TokenLifetime.DEFAULT);

    assertThat(made.cause()).isInstanceOf(WrongResource.class);
    assertThat(acs.calls).containsExactly("create with token", "delete " + acs.identity(1).id());
  }

  @Test
  void tokensOfKnownIdentitiesAreIssuedWhileTheStoreIsOutOfReach() {
    IdentityClient client = client();
    binding.down = true;

    assertThat(
            client
                .issue(acs.identity(7), TokenScopes.of("chat"), TokenLifetime.DEFAULT)
                .succeeded())
        .isTrue();
  }

  @Test
  void whoMadeTheFirstIdentityNeedNotAskTheStoreAgain() {
    IdentityClient client = client();
    client.create();
    binding.down = true;

    assertThat(client.delete(acs.identity(1)).succeeded()).isTrue();
  }

  @Test
  void aLedgerThatAnotherBoundMeanwhileIsNotTouched() {
    IdentityClient client = client();
    client.exchange(new TeamsUser("token", "app", "user"));
    binding.bind(THEIRS, "elsewhere");
    acs.calls.clear();

    assertThat(client.delete(acs.identity(7)).cause()).isInstanceOf(WrongResource.class);

    assertThat(acs.calls).containsExactly("create", "delete " + acs.identity(1).id());
  }

  @Test
  void adoptsAnotherResourceWhenTold() {
    binding.bind(THEIRS, ENDPOINT);

    assertThat(guard(ResourceChange.ADOPT).verified().succeeded()).isTrue();

    assertThat(binding.bound).contains(OURS);
    assertThat(binding.adoptions).isEqualTo(1);
  }

  @Test
  void adoptingTheSameResourceForgetsNothing() {
    binding.bind(OURS, ENDPOINT);

    assertThat(guard(ResourceChange.ADOPT).verified().succeeded()).isTrue();

    assertThat(binding.adoptions).isZero();
  }

  @Test
  void whileNobodyCanTellNothingIsMadeOrTakenAwayAndTheNextCallAsksAgain() {
    binding.bind(OURS, ENDPOINT);
    binding.down = true;
    IdentityClient client = client();

    assertThat(client.create().cause()).isInstanceOf(StoreUnavailable.class);
    assertThat(client.delete(acs.identity(7)).cause()).isInstanceOf(StoreUnavailable.class);
    assertThat(acs.calls).isEmpty();

    binding.down = false;
    assertThat(client.create().succeeded()).isTrue();
  }
}
