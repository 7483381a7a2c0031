package dev.acsgateway.chaos;

import java.util.List;
import java.util.stream.Stream;

/** What holds in every history, whatever goes wrong. */
interface Invariant {
  /** All of them. */
  List<Invariant> ALL =
      List.of(
          new NoDeadTokenIsServed(),
          new NoFormerKeyIsServed(),
          new OneIdentityPerUser(),
          new NoIdentityIsDeletedInUse(),
          new RevocationsTakeEffect(),
          new AnswersAreDocumented(),
          new JobsEnd(),
          new IdentitiesAddUp(),
          new EverybodyIsServedAgain());

  /** Where it does not hold. */
  Stream<Violation> breaches(History history);
}
