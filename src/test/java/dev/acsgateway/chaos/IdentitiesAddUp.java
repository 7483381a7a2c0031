package dev.acsgateway.chaos;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Each identity at ACS is a user's, an orphan or an intent's. Once the ledger was reconciled and
 * orphans were deleted, there are only those of users, and at most one for each intent, of which no
 * token was ever served.
 */
final class IdentitiesAddUp implements Invariant {

  @Override
  public Stream<Violation> breaches(History history) {
    Census before = history.before();
    Census after = history.after();
    Set<String> served =
        history.servings().map(each -> each.served().identity()).collect(Collectors.toSet());
    Set<String> lost = new HashSet<>(after.unknown());
    lost.retainAll(served);
    Set<String> dead = new HashSet<>(after.owned());
    dead.removeAll(after.alive());
    return Stream.of(
            breach(
                before.unknown().size() > before.intents(),
                "more identities than the ledger explains: "
                    + before
                    + ", unknown: "
                    + before.unknown()),
            breach(
                after.unknown().size() > before.intents(),
                "more identities than intents were left behind: " + before + "; " + after),
            breach(!lost.isEmpty(), "identities were served that nobody owns: " + lost),
            breach(!dead.isEmpty(), "users own identities that are deleted: " + dead),
            breach(
                !after.orphans().isEmpty() || after.intents() > 0,
                "something is left of orphans and intents: " + after))
        .flatMap(List::stream);
  }

  private static List<Violation> breach(boolean broken, String what) {
    return broken ? List.of(Violation.of(what)) : List.of();
  }
}
