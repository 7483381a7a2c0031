package dev.acsgateway.chaos;

import static dev.acsgateway.chaos.HistoryBuilder.ALICE;
import static dev.acsgateway.chaos.HistoryBuilder.BOB;
import static dev.acsgateway.chaos.HistoryBuilder.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.chaos.Answer.Accepted;
import dev.acsgateway.chaos.Answer.Done;
import dev.acsgateway.chaos.Answer.Refused;
import dev.acsgateway.chaos.Answer.Revoked;
import dev.acsgateway.chaos.Answer.Served;
import dev.acsgateway.chaos.Answer.Silence;
import dev.acsgateway.chaos.Answer.Strange;
import dev.acsgateway.chaos.Disturbance.NodePaused;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each invariant sees what breaks it, and nothing else. */
class InvariantsTest {
  private final HistoryBuilder history = new HistoryBuilder();

  private void holds(Invariant invariant) {
    assertThat(invariant.breaches(history.build())).isEmpty();
  }

  private void isBroken(Invariant invariant) {
    assertThat(invariant.breaches(history.build())).isNotEmpty();
  }

  @Nested
  class NoDeadToken {
    private final Invariant invariant = new NoDeadTokenIsServed();

    @Test
    void aTokenMayDieWhileItIsOnItsWay() {
      history.served(0, 0, ALICE, "token", "a").dies("token", 5);
      holds(invariant);
    }

    @Test
    void noneMayBeServedThatDiedBefore() {
      history.served(0, 0, ALICE, "token", "a").dies("token", -5);
      isBroken(invariant);
    }

    @Test
    void norOneThatAcsNeverMade() {
      history.served(0, 0, ALICE, "token", "a").unheardOf("token");
      isBroken(invariant);
    }

    @Test
    void aNodeThatIsCutOffMayServeWhatItRemembersForAWhile() {
      history.cutOff(0, 5_000, 0).servedNear(1_500, 0, ALICE, "token", "a").dies("token", 100);
      holds(invariant);
    }

    @Test
    void butNoLongerThanItMayRemember() {
      history.cutOff(0, 5_000, 0).servedNear(2_500, 0, ALICE, "token", "a").dies("token", 100);
      isBroken(invariant);
    }

    @Test
    void norWhatItHasFromElsewhere() {
      history.cutOff(0, 5_000, 0).served(1_500, 0, ALICE, "token", "a").dies("token", 100);
      isBroken(invariant);
    }

    @Test
    void norMayAnotherNode() {
      history.cutOff(0, 5_000, 1).servedNear(1_500, 0, ALICE, "token", "a").dies("token", 100);
      isBroken(invariant);
    }

    @Test
    void norOneThatOnlyStoodStill() {
      history
          .spell(0, 5_000, new NodePaused(0, Duration.ofSeconds(5)))
          .servedNear(1_500, 0, ALICE, "token", "a")
          .dies("token", 100);
      isBroken(invariant);
    }
  }

  @Nested
  class OneIdentity {
    private final Invariant invariant = new OneIdentityPerUser();

    @Test
    void anotherOneMayComeAfterAnErasure() {
      history
          .served(0, 0, ALICE, "t1", "a")
          .asked(20, 1, Verb.ERASE, ALICE, new Silence("killed"))
          .served(40, 0, ALICE, "t2", "b");
      holds(invariant);
    }

    @Test
    void noOtherMayComeOfItself() {
      history.served(0, 0, ALICE, "t1", "a").served(40, 0, ALICE, "t2", "b");
      isBroken(invariant);
    }

    @Test
    void norAfterAnErasureOfSomebodyElse() {
      history
          .served(0, 0, ALICE, "t1", "a")
          .asked(20, 1, Verb.ERASE, BOB, new Done())
          .served(40, 0, ALICE, "t2", "b");
      isBroken(invariant);
    }

    @Test
    void theFirstMayNotComeBack() {
      history
          .served(0, 0, ALICE, "t1", "a")
          .asked(20, 1, Verb.ERASE, ALICE, new Done())
          .served(40, 0, ALICE, "t2", "b")
          .served(60, 0, ALICE, "t1", "a");
      isBroken(invariant);
    }

    @Test
    void butForANodeThatIsCutOff() {
      history
          .cutOff(10, 100, 2)
          .served(0, 0, ALICE, "t1", "a")
          .asked(20, 1, Verb.ERASE, ALICE, new Done())
          .served(40, 0, ALICE, "t2", "b")
          .served(60, 2, ALICE, "t1", "a");
      holds(invariant);
    }

    @Test
    void twoUsersMayNotShareOne() {
      history.served(0, 0, ALICE, "t1", "a").served(40, 0, BOB, "t2", "a");
      isBroken(invariant);
    }
  }

  @Nested
  class NoDeletionInUse {
    private final Invariant invariant = new NoIdentityIsDeletedInUse();

    @Test
    void whoIsNamedMayBeDeleted() {
      history
          .served(0, 0, ALICE, "t1", "a")
          .asked(20, 0, Verb.CLEAN_NAMED, ALICE, new Accepted("job"))
          .deleted("a", 50);
      holds(invariant);
    }

    @Test
    void whoIsInUseMayNotBeTakenForIdle() {
      history
          .served(0, 0, ALICE, "t1", "a")
          .asked(20, 0, Verb.CLEAN_IDLE, ALICE, new Accepted("job"))
          .deleted("a", 50);
      isBroken(invariant);
    }

    @Test
    void noOneBeforeItIsAskedFor() {
      history
          .served(0, 0, ALICE, "t1", "a")
          .asked(80, 0, Verb.ERASE, ALICE, new Done())
          .deleted("a", 50);
      isBroken(invariant);
    }

    @Test
    void norForAnErasureThatWasOverBefore() {
      history
          .asked(0, 0, Verb.ERASE, ALICE, new Done())
          .served(20, 0, ALICE, "t1", "a")
          .deleted("a", 50);
      isBroken(invariant);
    }

    @Test
    void norWhenThatWasRefused() {
      history
          .served(0, 0, ALICE, "t1", "a")
          .asked(20, 0, Verb.ERASE, ALICE, new Refused(503, "user-busy"))
          .deleted("a", 50);
      isBroken(invariant);
    }
  }

  @Nested
  class Revocations {
    private final Invariant invariant = new RevocationsTakeEffect();

    @Test
    void reachEveryTokenFromBeforeInTime() {
      history
          .served(0, 0, ALICE, "t1", "a")
          .asked(20, 0, Verb.REVOKE, ALICE, new Revoked(at(1_000)))
          .served(40, 0, ALICE, "t2", "a")
          .dies("t1", 900);
      holds(invariant);
    }

    @Test
    void mayNotBeLate() {
      history
          .served(0, 0, ALICE, "t1", "a")
          .asked(20, 0, Verb.REVOKE, ALICE, new Revoked(at(1_000)))
          .dies("t1", 1_100);
      isBroken(invariant);
    }

    @Test
    void mayNotMissAToken() {
      history
          .served(0, 0, ALICE, "t1", "a")
          .asked(20, 0, Verb.REVOKE, ALICE, new Revoked(at(1_000)));
      isBroken(invariant);
    }
  }

  @Nested
  class Answers {
    private final Invariant invariant = new AnswersAreDocumented();

    @Test
    void mayBeRefusalsThatTroubleExplains() {
      history
          .asked(0, 0, Verb.ISSUE, ALICE, new Refused(503, "store-unavailable"))
          .asked(0, 0, Verb.READ, ALICE, new Refused(404, "user-not-found"));
      holds(invariant);
    }

    @Test
    void mayNotBeSurprises() {
      history.asked(0, 0, Verb.ISSUE, ALICE, new Refused(500, "internal-error"));
      isBroken(invariant);
    }

    @Test
    void mayNotBreakTheContract() {
      history.asked(0, 0, Verb.ISSUE, ALICE, new Strange("no token"));
      isBroken(invariant);
    }

    @Test
    void mayNotBeThoseOfAnotherRequest() {
      history.asked(0, 0, Verb.ISSUE, ALICE, new Done());
      isBroken(invariant);
    }

    @Test
    void mayBeLackingFromANodeThatWasStopped() {
      history
          .spell(5, 50, new NodePaused(0, Duration.ofMillis(45)))
          .asked(0, 0, Verb.ISSUE, ALICE, new Silence("timeout"));
      holds(invariant);
    }

    @Test
    void mayNotBeLackingFromOneThatRuns() {
      history
          .spell(5, 50, new NodePaused(1, Duration.ofMillis(45)))
          .asked(0, 0, Verb.ISSUE, ALICE, new Silence("timeout"));
      isBroken(invariant);
    }

    @Test
    void mayBeLackingFromABalancerThatHasNoNode() {
      history
          .spell(0, 50, new NodePaused(0, Duration.ofMillis(50)))
          .spell(0, 50, new NodePaused(1, Duration.ofMillis(50)))
          .spell(0, 50, new NodePaused(2, Duration.ofMillis(50)))
          .asked(5, Operation.NO_NODE, Verb.ISSUE, ALICE, new Silence("closed"));
      holds(invariant);
    }

    @Test
    void mayNotBeLackingFromABalancerThatHasOne() {
      history
          .spell(0, 50, new NodePaused(0, Duration.ofMillis(50)))
          .spell(0, 50, new NodePaused(2, Duration.ofMillis(50)))
          .asked(5, Operation.NO_NODE, Verb.ISSUE, ALICE, new Silence("closed"));
      isBroken(invariant);
    }
  }

  @Nested
  class Jobs {
    private final Invariant invariant = new JobsEnd();

    @Test
    void endWithCountsThatAddUp() {
      history
          .asked(0, 0, Verb.CLEAN_NAMED, ALICE, new Accepted("job"))
          .job("job", new JobEnd("completed", 3, 1, 1, 1, 0));
      holds(invariant);
    }

    @Test
    void mayNotBeForgotten() {
      history.asked(0, 0, Verb.CLEAN_NAMED, ALICE, new Accepted("job"));
      isBroken(invariant);
    }

    @Test
    void mayNotGoOnForEver() {
      history
          .asked(0, 0, Verb.CLEAN_NAMED, ALICE, new Accepted("job"))
          .job("job", new JobEnd("running", 3, 1, 1, 0, 1));
      isBroken(invariant);
    }

    @Test
    void mayNotCountTwice() {
      history
          .asked(0, 0, Verb.CLEAN_NAMED, ALICE, new Accepted("job"))
          .job("job", new JobEnd("completed", 3, 2, 1, 1, 0));
      isBroken(invariant);
    }
  }

  @Nested
  class Identities {
    private final Invariant invariant = new IdentitiesAddUp();
    private final Census clean = new Census(Set.of("a"), Set.of("a"), Set.of(), 0);

    @Test
    void areUsersOrOrphansOrIntents() {
      history.census(new Census(Set.of("a", "b", "c"), Set.of("a"), Set.of("b"), 1), clean);
      holds(invariant);
    }

    @Test
    void mayBeLeftBehindByIntentsThatWereGivenUp() {
      history.census(
          new Census(Set.of("a", "c"), Set.of("a"), Set.of(), 1),
          new Census(Set.of("a", "c"), Set.of("a"), Set.of(), 0));
      holds(invariant);
    }

    @Test
    void mayNotBeUnknown() {
      history.census(new Census(Set.of("a", "b"), Set.of("a"), Set.of(), 0), clean);
      isBroken(invariant);
    }

    @Test
    void mayNotBeLostOnceServed() {
      history
          .served(0, 0, ALICE, "t1", "c")
          .census(
              new Census(Set.of("a", "c"), Set.of("a"), Set.of(), 1),
              new Census(Set.of("a", "c"), Set.of("a"), Set.of(), 0));
      isBroken(invariant);
    }

    @Test
    void mayNotBeOwnedAndDeleted() {
      history.census(clean, new Census(Set.of(), Set.of("a"), Set.of(), 0));
      isBroken(invariant);
    }

    @Test
    void mayNotStayOrphans() {
      history.census(clean, new Census(Set.of("a", "b"), Set.of("a"), Set.of("b"), 0));
      isBroken(invariant);
    }
  }

  @Nested
  class Everybody {
    private final Invariant invariant = new EverybodyIsServedAgain();

    @Test
    void isServedTheSameIdentityByAllNodes() {
      history
          .probed(0, ALICE, new Served("t1", "a", false))
          .probed(1, ALICE, new Served("t2", "a", false));
      holds(invariant);
    }

    @Test
    void mayNotBeRefused() {
      history.probed(0, ALICE, new Refused(503, "store-unavailable"));
      isBroken(invariant);
    }

    @Test
    void mayNotHaveTwoIdentities() {
      history
          .probed(0, ALICE, new Served("t1", "a", false))
          .probed(1, ALICE, new Served("t2", "b", false));
      isBroken(invariant);
    }
  }
}
