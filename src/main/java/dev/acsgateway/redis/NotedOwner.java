package dev.acsgateway.redis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An owner as the index notes it.
 *
 * @param hash the user's hash, or {@link #CLEANUP}
 * @param since when an import or a clean-up claimed the identity, in seconds of the Redis server's
 *     clock; 0 for an owner that was found in the ledger or made by ACS for this user
 */
record NotedOwner(String hash, long since) {
  /** Stands for a clean-up that is about to delete the identity. */
  static final String CLEANUP = "!";

  /** The owners in an index entry; none for an empty text. */
  static List<NotedOwner> parse(String entry) {
    if (entry.isEmpty()) {
      return new ArrayList<>();
    }
    return Arrays.stream(entry.split(","))
        .map(owner -> owner.split(":", 2))
        .map(parts -> new NotedOwner(parts[0], Long.parseLong(parts[1])))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** The inverse of {@link #parse}. */
  static String text(List<NotedOwner> owners) {
    return owners.stream().map(NotedOwner::toString).collect(Collectors.joining(","));
  }

  boolean isUser() {
    return !hash.equals(CLEANUP);
  }

  @Override
  public String toString() {
    return hash + ":" + since;
  }
}
