package dev.acsgateway.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.cleanup.Candidate;
import dev.acsgateway.cleanup.Claim;
import dev.acsgateway.cleanup.ClaimPrecondition;
import dev.acsgateway.fake.StoreContract;
import dev.acsgateway.fake.StorePorts;
import dev.acsgateway.identity.Fence;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store keeps of {@link Invalidations}: each change of a user is told to each node. */
public abstract class InvalidationsContract extends StoreContract {
  private static final String NEWER_TOKEN = "token " + ALICE.hash();
  private static final String CHANGED = "user " + ALICE.hash();

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private StorePorts other;

  @BeforeEach
  void listen() {
    other = store.anotherNode("other");
    for (StorePorts node : List.of(store, other)) {
      node.invalidations().onTokenChange(hash -> heard.add("token " + hash));
      node.invalidations().onUserChange(hash -> heard.add("user " + hash));
    }
  }

  @AfterEach
  void closeOther() {
    other.close();
  }

  /** Both nodes hear exactly this, and nothing else. */
  private void bothHear(String... news) {
    String[] twice = new String[2 * news.length];
    for (int i = 0; i < twice.length; i++) {
      twice[i] = news[i / 2];
    }
    eventually(() -> heard.size() >= twice.length);
    assertThat(heard).containsExactlyInAnyOrder(twice);
    heard.clear();
  }

  @Test
  void aNodeThatHearsTheOthersIsUpToDate() {
    assertThat(store.invalidations().upToDate()).isTrue();
    assertThat(other.invalidations().upToDate()).isTrue();
  }

  @Test
  void tellsOfANewerToken() {
    own(ALICE, "8:acs:r_1");
    bothHear(NEWER_TOKEN);
  }

  @Test
  void tellsOfAFlightThatIsGivenBack() {
    await(store.tokenFlights().abort(granted(CHAT)));
    bothHear(NEWER_TOKEN);
  }

  @Test
  void tellsWhenARevocationBeginsAndWhenItEnds() {
    own(ALICE, "8:acs:r_1");
    bothHear(NEWER_TOKEN);
    Fence fence = await(store.identityLedger().beginRevocation(ALICE));
    bothHear(CHANGED);
    await(store.identityLedger().endRevocation(fence));
    bothHear(CHANGED);
  }

  @Test
  void tellsWhenAnErasureBeginsAndWhenItEnds() {
    own(ALICE, "8:acs:r_1");
    bothHear(NEWER_TOKEN);
    Fence fence = await(store.identityLedger().beginDeletion(ALICE));
    bothHear(CHANGED);
    await(store.identityLedger().endDeletion(fence));
    bothHear(CHANGED);
  }

  @Test
  void tellsOfEachStepOfACleanUp() {
    own(ALICE, "8:acs:r_1", now().minus(Duration.ofDays(30)));
    bothHear(NEWER_TOKEN);
    Candidate candidate = Candidate.of(ALICE);
    ClaimPrecondition idle = new ClaimPrecondition.IdleSince(now().minus(Duration.ofDays(30)));
    Claim.Granted claim = (Claim.Granted) await(store.cleanupLedger().claim(candidate, idle));
    bothHear(CHANGED);
    await(store.cleanupLedger().release(candidate, claim));
    bothHear(CHANGED);
    ClaimPrecondition listed = new ClaimPrecondition.MadeBefore(now());
    claim = (Claim.Granted) await(store.cleanupLedger().claim(candidate, listed));
    bothHear(CHANGED);
    await(store.cleanupLedger().forget(candidate, claim.identity()));
    bothHear(CHANGED);
  }
}
