package dev.acsgateway.fake;

import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.identity.UserState;
import dev.acsgateway.token.CachedToken;
import dev.acsgateway.token.TokenKey;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The users of the in-memory store: their rows, tokens, orphans and intents. Whoever works on them
 * holds this object's monitor, as a script has Redis to itself.
 */
final class MemoryUsers {
  final Map<String, Row> rows = new HashMap<>();
  final Map<TokenKey, Value> tokens = new HashMap<>();

  /** When each user was served last, by hash. */
  final Map<String, Instant> index = new TreeMap<>();

  final Map<Identity, Instant> orphans = new HashMap<>();
  private final Set<String> intents = new TreeSet<>();
  private final List<FakeInvalidations> nodes = new CopyOnWriteArrayList<>();
  private final Map<String, List<Promise<Void>>> waiting = new HashMap<>();
  private Instant serverNow = Instant.parse("2020-01-01T00:00:00Z");

  /** A cached token and when it is forgotten, by the server's clock. */
  record Value(CachedToken token, Instant forgottenAt) {}

  /** What is known of one user. */
  static final class Row {
    final UserId user;
    UserState state = UserState.CREATING;
    long epoch;
    Optional<Identity> identity = Optional.empty();
    Optional<Instant> createdAt = Optional.empty();
    Optional<Instant> lastIssuedAt = Optional.empty();
    Optional<Lock> fence = Optional.empty();

    /** Whether an earlier deletion of the identity may have been carried out. */
    boolean dying;

    Optional<Lock> creation = Optional.empty();
    final Map<TokenKey, Lock> flights = new HashMap<>();

    /** When each token ends that was cached. */
    final Map<TokenKey, Instant> expiries = new HashMap<>();

    Row(UserId user) {
      this.user = user;
    }
  }

  Instant serverNow() {
    return serverNow;
  }

  synchronized void elapse(Duration time) {
    serverNow = serverNow.plus(time);
    tokens.values().removeIf(value -> !value.forgottenAt().isAfter(serverNow));
    waiting.values().forEach(waits -> waits.forEach(Promise::tryComplete));
    waiting.clear();
  }

  Optional<Row> row(String hash) {
    return Optional.ofNullable(rows.get(hash));
  }

  Duration remaining(Optional<Lock> lock) {
    return Lock.remaining(lock, serverNow);
  }

  Optional<Lock> take(String nonce, Duration time) {
    return Optional.of(new Lock(nonce, serverNow.plus(time)));
  }

  /** Every token and every flight of the user is void. */
  void dropTokensAndFlights(Row row) {
    row.expiries.keySet().forEach(tokens::remove);
    row.expiries.clear();
    row.flights.clear();
  }

  void fileIntent(String hash, String nonce) {
    intents.add(hash + ":" + nonce);
  }

  void dropIntent(String hash, String nonce) {
    intents.remove(hash + ":" + nonce);
  }

  synchronized Set<String> intents() {
    Set<String> users = new TreeSet<>();
    intents.forEach(intent -> users.add(intent.substring(0, intent.indexOf(':'))));
    return users;
  }

  void listen(FakeInvalidations node) {
    nodes.add(node);
  }

  void tokenChanged(String hash) {
    nodes.forEach(node -> node.tokenChanged(hash));
    wake(hash);
  }

  void userChanged(String hash) {
    nodes.forEach(node -> node.userChanged(hash));
    wake(hash);
  }

  private void wake(String hash) {
    List<Promise<Void>> woken = waiting.remove(hash);
    if (woken != null) {
      woken.forEach(Promise::tryComplete);
    }
  }

  synchronized Promise<Void> waitFor(String hash) {
    Promise<Void> wait = Promise.promise();
    waiting.computeIfAbsent(hash, any -> new ArrayList<>()).add(wait);
    return wait;
  }
}
