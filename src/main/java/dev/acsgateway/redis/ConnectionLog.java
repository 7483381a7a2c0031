package dev.acsgateway.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports failed attempts to connect: each cause once a minute while it stays the same, however
 * many connections fail with it. Safe for any thread.
 */
final class ConnectionLog {
  private static final Logger log = LoggerFactory.getLogger(ConnectionLog.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final int MOST_CAUSES = 64;

  private final InstantSource clock;
  private final Map<String, Instant> reported = new LinkedHashMap<>();
  private final IdentityHashMap<Object, String> problems = new IdentityHashMap<>();

  ConnectionLog(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * An attempt failed.
   *
   * @param connection which of them, by identity
   */
  synchronized void failed(Object connection, String problem) {
    problems.put(connection, problem);
    Instant now = clock.instant();
    Instant last = reported.get(problem);
    if (last == null || !now.isBefore(last.plus(PAUSE))) {
      if (reported.size() == MOST_CAUSES) {
        reported.clear();
      }
      reported.put(problem, now);
      log.warn("{} Trying again.", problem);
    }
  }

  /**
   * An attempt succeeded.
   *
   * @param again whether this connection had stood before
   */
  synchronized void connected(Object connection, String server, boolean again) {
    String former = problems.remove(connection);
    if (former != null && !problems.containsValue(former)) {
      reported.remove(former);
    }
    if (again) {
      log.info("Connected to Redis at {} again", server);
    } else {
      log.debug("Connected to Redis at {}", server);
    }
  }

  /** The connection is not needed any more, or its problem is over. */
  synchronized void forget(Object connection) {
    problems.remove(connection);
  }

  /** Why a connection cannot be made right now; empty while all stand. */
  synchronized Optional<String> problem() {
    return problems.values().stream().min(Comparator.naturalOrder());
  }
}
