package dev.acsgateway.redis;

import dev.acsgateway.cleanup.Candidate;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserId;
import java.util.Optional;

/**
 * A candidate as one line of text: {@code user:<name>}, {@code owner:<name><TAB><identity>}, {@code
 * loose:<identity>} or {@code orphan:<shard><TAB><identity>}. No user's name holds a tab.
 */
final class CandidateLine {
  private CandidateLine() {}

  static String of(Candidate candidate) {
    return switch (candidate) {
      case Candidate.OfUser(UserId user, Optional<Identity> identity) ->
          identity
              .map(it -> "owner:" + user.value() + '\t' + it.id())
              .orElseGet(() -> "user:" + user.value());
      case Candidate.Loose(Identity identity, Optional<Integer> shard) ->
          shard
              .map(it -> "orphan:" + it + '\t' + identity.id())
              .orElseGet(() -> "loose:" + identity.id());
    };
  }

  static Candidate parse(String line) {
    int colon = line.indexOf(':');
    String rest = line.substring(colon + 1);
    int tab = rest.indexOf('\t');
    return switch (line.substring(0, colon)) {
      case "user" -> new Candidate.OfUser(new UserId(rest), Optional.empty());
      case "owner" ->
          new Candidate.OfUser(
              new UserId(rest.substring(0, tab)),
              Optional.of(new Identity(rest.substring(tab + 1))));
      case "loose" -> new Candidate.Loose(new Identity(rest), Optional.empty());
      case "orphan" ->
          new Candidate.Loose(
              new Identity(rest.substring(tab + 1)),
              Optional.of(Integer.valueOf(rest.substring(0, tab))));
      default -> throw new IllegalArgumentException("no candidate: " + line);
    };
  }
}
