package dev.acsgateway.redis;

import dev.acsgateway.token.Invalidations;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What nodes tell each other over {@value Keyspace#NOTES}: {@code token:<hash>} for a newer token,
 * {@code user:<hash>} for any other change of a user, {@code fence:<hash>:<nonce>} for one that
 * every node confirms by {@code ack:<nonce>:<node>}, {@code access-key:<nonce>} for another access
 * key of ACS, which a node confirms likewise once it has read it, {@code keys} for any change of an
 * API key.
 *
 * <p>Notes of one server arrive in order on one connection, which is pinged all the time: an
 * answered ping shows that everything published before it was heard. A node whose last answered
 * ping is older than {@code redis.silence} does not count as up to date. So whoever publishes a
 * fence and waits that long, or until all have confirmed, knows that no node acts on older
 * knowledge.
 */
final class InvalidationBus implements Invalidations {
  private final RedisCommands commands;
  private final Subscriptions subscriptions;
  private final String node;
  private final Duration silence;
  private final UserChangeWaiters waits;
  private final Acknowledgements acknowledgements;
  private final RecentIds confirmed = new RecentIds();
  private final List<Consumer<String>> tokenChanges = new CopyOnWriteArrayList<>();
  private final List<Consumer<String>> userChanges = new CopyOnWriteArrayList<>();
  private final List<Runnable> keyChanges = new CopyOnWriteArrayList<>();
  private final List<Consumer<String>> accessKeyChanges = new CopyOnWriteArrayList<>();
  private final List<Runnable> gaps = new CopyOnWriteArrayList<>();

  /**
   * @param node names this node among all
   */
  InvalidationBus(
      Vertx vertx,
      Servers servers,
      RedisCommands commands,
      Duration silence,
      RandomGenerator jitter,
      String node) {
    this.commands = commands;
    this.silence = silence;
    this.waits = new UserChangeWaiters(vertx, jitter);
    this.acknowledgements = new Acknowledgements(vertx);
    this.node = node;
    this.subscriptions = servers.subscribe(this::subscribe);
  }

  /** What was published while there was no subscription is lost; so all may have changed. */
  private Future<Handshake.Ping> subscribe(RedisConnection connection) {
    Subscription subscription = new Subscription(connection, Keyspace.NOTES, this::receive);
    return subscription
        .confirm()
        .onSuccess(listening -> gaps.forEach(Runnable::run))
        .map(listening -> subscription::confirm);
  }

  private void receive(String note) {
    String[] words = note.split(":", -1);
    switch (words[0]) {
      case "token" -> userChanged(tokenChanges, words[1]);
      case "user" -> userChanged(userChanges, words[1]);
      case "fence" -> {
        userChanged(userChanges, words[1]);
        acknowledge(words[2]);
      }
      case "keys" -> keyChanges.forEach(Runnable::run);
      case "access-key" -> changed(accessKeyChanges, words.length > 1 ? words[1] : "");
      case "ack" -> acknowledgements.heard(words[1], words.length > 2 ? words[2] : "");
      default -> {
        // A newer gateway's note, which this one need not understand.
      }
    }
  }

  /**
   * Confirms that this node acts on a change; once, however many servers of a cluster tell of it.
   */
  void acknowledge(String nonce) {
    if (confirmed.isNew(nonce)) {
      commands.send(
          Keyspace.NOTES,
          Request.cmd(Command.PUBLISH).arg(Keyspace.NOTES).arg("ack:" + nonce + ":" + node));
    }
  }

  private void userChanged(List<Consumer<String>> listeners, String hash) {
    changed(listeners, hash);
    waits.wake(hash);
  }

  private static void changed(List<Consumer<String>> listeners, String word) {
    listeners.forEach(listener -> listener.accept(word));
  }

  @Override
  public boolean upToDate() {
    return subscriptions.areUpToDate();
  }

  @Override
  public void onTokenChange(Consumer<String> userHash) {
    tokenChanges.add(userHash);
  }

  @Override
  public void onUserChange(Consumer<String> userHash) {
    userChanges.add(userHash);
  }

  /**
   * Calls whenever another access key of ACS was put in use, with what to {@link #acknowledge} it
   * by once that key is known here.
   */
  void onAccessKeyChange(Consumer<String> nonce) {
    accessKeyChanges.add(nonce);
  }

  /** Calls whenever an API key was made, changed or removed. */
  void onKeyChange(Runnable listener) {
    keyChanges.add(listener);
  }

  @Override
  public void onGap(Runnable gap) {
    gaps.add(gap);
  }

  /** Completes when the user changes, or after a short while, at most {@code atMost}. */
  Future<Void> awaitUser(String userHash, Duration atMost) {
    return waits.await(userHash, atMost);
  }

  /** To be called before a fence is published. */
  void expectAcknowledgements(String nonce) {
    acknowledgements.expect(nonce);
  }

  /** The fence was not published. */
  void expectNoAcknowledgements(String nonce) {
    acknowledgements.forget(nonce);
  }

  /**
   * Completes once no node acts on what it knew before the fence.
   *
   * @param receivers how many nodes heard it, as {@code PUBLISH} said
   */
  Future<Void> heardEverywhere(String nonce, long receivers) {
    long nodes = subscriptions.areComplete() ? receivers : Long.MAX_VALUE;
    return acknowledgements.await(nonce, nodes, silence);
  }

  /** How many nodes hear what is published, as far as one server knows. */
  Future<Long> listeners() {
    return commands
        .send(Keyspace.NOTES, Request.cmd(Command.PUBSUB).arg("NUMSUB").arg(Keyspace.NOTES))
        .map(counts -> counts.number(1));
  }

  Future<Void> close() {
    return subscriptions.close();
  }
}
