package dev.acsgateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.acsgateway.cleanup.Candidate;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserId;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CandidateLineTest {
  @Provide
  Arbitrary<Candidate> candidates() {
    Arbitrary<Identity> identities =
        Arbitraries.strings()
            .withCharRange(' ', '~')
            .ofMinLength(1)
            .ofMaxLength(256)
            .filter(text -> !text.isBlank())
            .map(Identity::new);
    Arbitrary<Candidate> users =
        Combinators.combine(users(), identities.optional())
            .as((user, identity) -> new Candidate.OfUser(user.hash(), identity));
    Arbitrary<Candidate> loose =
        Combinators.combine(identities, Arbitraries.integers().between(0, 16_383).optional())
            .as(Candidate.Loose::new);
    return Arbitraries.oneOf(users, loose);
  }

  @Provide
  Arbitrary<UserId> users() {
    return Arbitraries.strings()
        .ascii()
        .ofMinLength(1)
        .ofMaxLength(256)
        .filter(text -> text.chars().noneMatch(Character::isISOControl))
        .map(UserId::new);
  }

  @Property(tries = 1000)
  void aCandidateComesBackAsItWas(@ForAll("candidates") Candidate candidate) {
    String line = CandidateLine.of(candidate);
    assertThat(line).as("it ends where a failure's reason begins").doesNotContain("\n");
    assertThat(CandidateLine.parse(line)).isEqualTo(candidate);
  }

  @Property(tries = 1000)
  void twoCandidatesNeverHaveOneLine(
      @ForAll("candidates") Candidate one, @ForAll("candidates") Candidate other) {
    assertThat(CandidateLine.of(one).equals(CandidateLine.of(other))).isEqualTo(one.equals(other));
  }

  @Property(tries = 500)
  void noLineHoldsAUsersName(@ForAll("users") UserId user) {
    String line = CandidateLine.of(Candidate.of(user));
    assertThat(line).isEqualTo("user:" + user.hash());
    assertThat(CandidateLine.parse(line))
        .isEqualTo(new Candidate.OfUser(user.hash(), Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"somebody:x", ":", "orphan:x\t8:acs:1"})
  void whatIsNoLineIsRefused(String line) {
    assertThatIllegalArgumentException().isThrownBy(() -> CandidateLine.parse(line));
  }
}
