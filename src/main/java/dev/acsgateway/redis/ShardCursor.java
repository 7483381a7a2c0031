package dev.acsgateway.redis;

import dev.acsgateway.failure.InvalidRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a walk through all shards stands.
 *
 * @param phase what is walked, one letter
 * @param shard which shard
 * @param position Redis's own cursor within it
 */
record ShardCursor(char phase, int shard, String position) {
  /** Where Redis's own cursors begin and end. */
  static final String EDGE = "0";

  private static final Pattern FORM = Pattern.compile("([a-z]):(\\d{1,5}):(\\d{1,20})");

  /** The beginning of a phase. */
  static ShardCursor at(char phase, int shard) {
    return new ShardCursor(phase, shard, EDGE);
  }

  /**
   * The inverse of {@link #toString()}.
   *
   * @throws InvalidRequest when the text is no cursor of one of these phases
   */
  static ShardCursor parse(String text, String phases) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches() || phases.indexOf(text.charAt(0)) < 0) {
      throw new InvalidRequest("cursor", "This is not a cursor that the gateway gave out.");
    }
    return new ShardCursor(text.charAt(0), Integer.parseInt(matcher.group(2)), matcher.group(3));
  }

  /** Further in the same shard; empty when that is through. */
  Optional<ShardCursor> onwards(String next) {
    return next.equals(EDGE) ? Optional.empty() : Optional.of(new ShardCursor(phase, shard, next));
  }

  @Override
  public String toString() {
    return phase + ":" + shard + ":" + position;
  }
}
