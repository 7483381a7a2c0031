package dev.acsgateway.redis;

import dev.acsgateway.cleanup.Candidate;
import dev.acsgateway.identity.Identity;
import java.util.Optional;

/**
 * A candidate as one line of text: {@code user:<hash>}, {@code owner:<hash><TAB><identity>}, {@code
 * loose:<identity>} or {@code orphan:<shard><TAB><identity>}.
 */
final class CandidateLine {
  private CandidateLine() {}

  static String of(Candidate candidate) {
    return switch (candidate) {
      case Candidate.OfUser(String hash, Optional<Identity> identity) ->
          identity.map(it -> "owner:" + hash + '\t' + it.id()).orElseGet(() -> "user:" + hash);
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
      case "user" -> new Candidate.OfUser(rest, Optional.empty());
      case "owner" ->
          new Candidate.OfUser(
              rest.substring(0, tab), Optional.of(new Identity(rest.substring(tab + 1))));
      case "loose" -> new Candidate.Loose(new Identity(rest), Optional.empty());
      case "orphan" ->
          new Candidate.Loose(
              new Identity(rest.substring(tab + 1)),
              Optional.of(Integer.valueOf(rest.substring(0, tab))));
      default -> throw new IllegalArgumentException("no candidate: " + line);
    };
  }
}
