package dev.acsgateway.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.token.InvalidationEpochs.Stamp;
import org.junit.jupiter.api.Test;

class IdentityCacheTest {
  private static final UserId ALICE = new UserId("alice");
  private static final Identity FIRST = new Identity("8:acs:r_1");
  private static final Identity SECOND = new Identity("8:acs:r_2");

  private final InvalidationEpochs people = new InvalidationEpochs();
  private final IdentityCache identities = new IdentityCache(people);

  @Test
  void whoIsRememberedIsKnown() {
    identities.remember(ALICE, FIRST, people.stamp(ALICE));

    assertThat(identities.find(ALICE)).contains(FIRST);
  }

  @Test
  void whatChangedSinceIsForgotten() {
    identities.remember(ALICE, FIRST, people.stamp(ALICE));
    people.userChanged(ALICE.hash());

    assertThat(identities.find(ALICE)).isEmpty();
  }

  @Test
  void theSameIdentityReadAfterAChangeIsKnownAgain() {
    identities.remember(ALICE, FIRST, people.stamp(ALICE));
    people.userChanged(ALICE.hash());
    identities.remember(ALICE, FIRST, people.stamp(ALICE));

    assertThat(identities.find(ALICE)).contains(FIRST);
  }

  @Test
  void anotherIdentityTakesThePlaceOfTheFirst() {
    identities.remember(ALICE, FIRST, people.stamp(ALICE));
    identities.remember(ALICE, SECOND, people.stamp(ALICE));

    assertThat(identities.find(ALICE)).contains(SECOND);
  }

  @Test
  void whatWasReadBeforeAChangeIsNotKnownAfterIt() {
    Stamp before = people.stamp(ALICE);
    people.userChanged(ALICE.hash());
    identities.remember(ALICE, FIRST, before);

    assertThat(identities.find(ALICE)).isEmpty();
  }
}
