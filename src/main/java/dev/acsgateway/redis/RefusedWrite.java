package dev.acsgateway.redis;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The codes by which Redis says that it takes no writes: it is full, a replica, cannot persist, has
 * too few replicas, or this user may not. A script words them in its own way.
 */
final class RefusedWrite {
  private static final Pattern CODE =
      Pattern.compile("(?:^|-|: )(OOM|READONLY|MISCONF|NOREPLICAS|NOPERM)\\b");

  private static final String NO_PERMISSION = "can't run this command";

  private RefusedWrite() {}

  /** The code in the words of a failure; empty where they mean something else. */
  static Optional<String> code(String words) {
    Matcher matcher = CODE.matcher(words);
    if (matcher.find()) {
      return Optional.of(matcher.group(1));
    }
    return words.contains(NO_PERMISSION) ? Optional.of("NOPERM") : Optional.empty();
  }
}
