package dev.acsgateway.redis;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * Listens at every server that has slots. The servers tell each other what is published, but lose
 * it when they cannot; the one on which a script runs tells its own listeners for certain, and in
 * order with their pings. So a note is heard once from each server, and may come late from all but
 * one.
 */
final class ClusterSubscriptions implements Subscriptions {
  private final TopologyRefresher watch;
  private final Function<String, ReconnectingConnection> newSlot;
  private final Duration silence;
  private final ConcurrentMap<String, ReconnectingConnection> slots = new ConcurrentHashMap<>();

  /**
   * @param newSlot subscribes at the server with this address
   */
  ClusterSubscriptions(
      TopologyRefresher watch, Function<String, ReconnectingConnection> newSlot, Duration silence) {
    this.watch = watch;
    this.newSlot = newSlot;
    this.silence = silence;
    watch.onChange(this::follow);
    follow(watch.view());
  }

  private void follow(SlotMap view) {
    view.primaries().forEach(address -> slots.computeIfAbsent(address, newSlot));
    slots.forEach(
        (address, slot) -> {
          if (!view.primaries().contains(address) && slots.remove(address, slot)) {
            slot.close();
          }
        });
  }

  @Override
  public boolean areUpToDate() {
    if (!watch.confirmedWithin(silence)) {
      return false;
    }
    for (String address : watch.view().primaries()) {
      ReconnectingConnection slot = slots.get(address);
      if (slot == null || !slot.isUp() || !slot.answeredWithin(silence)) {
        return false;
      }
    }
    return true;
  }

  /** At a server that has slots since a moment ago, not every node need listen yet. */
  @Override
  public boolean areComplete() {
    return watch.unchangedFor(Duration.ofMillis(silence.toMillis() * 3 / 2));
  }

  @Override
  public Future<Void> close() {
    return Future.join(slots.values().stream().map(ReconnectingConnection::close).toList())
        .mapEmpty();
  }
}
