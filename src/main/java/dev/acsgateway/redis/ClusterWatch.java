package dev.acsgateway.redis;

import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps in view which server has which slots: asks one of them all the time, and another one when
 * that does not answer, or does not see the cluster as whole. A server on the lesser side of a
 * partition does not.
 */
final class ClusterWatch {
  private static final Logger log = LoggerFactory.getLogger(ClusterWatch.class);
  private static final int LOOKS_PER_SILENCE = 4;
  private static final Duration SOON = Duration.ofMillis(50);

  private final Vertx vertx;
  private final RedisConnector connector;
  private final Duration silence;
  private final RandomGenerator jitter;
  private final List<Consumer<ClusterView>> listeners = new CopyOnWriteArrayList<>();
  private final Promise<Void> first = Promise.promise();

  private volatile ClusterView view = ClusterView.NONE;
  private volatile long confirmed = longAgo();
  private volatile long changed = System.nanoTime();
  private volatile boolean closed;
  private @Nullable Source source;
  private long timer;
  private boolean looking;
  private boolean again;

  /** The server that is asked. */
  private record Source(String address, Redis client, RedisConnection connection) {}

  /** What it answered, and whether it sees the cluster as whole. */
  private record Look(ClusterView view, boolean whole) {}

  ClusterWatch(Vertx vertx, RedisConnector connector, Duration silence, RandomGenerator jitter) {
    this.vertx = vertx;
    this.connector = connector;
    this.silence = silence;
    this.jitter = jitter;
  }

  private static long longAgo() {
    return System.nanoTime() - Duration.ofDays(1).toNanos();
  }

  /** Starts to look. */
  void start() {
    look();
  }

  /** Calls with every new view. */
  void onChange(Consumer<ClusterView> listener) {
    listeners.add(listener);
  }

  ClusterView view() {
    return view;
  }

  /** The outcome of the first look. */
  Future<Void> firstLook() {
    return first.future();
  }

  /**
   * Whether a server that sees the whole cluster has confirmed the view no longer ago than this.
   */
  boolean confirmedWithin(Duration age) {
    return System.nanoTime() - confirmed < age.toNanos();
  }

  /** Whether the same servers have had slots for so long. */
  boolean unchangedFor(Duration age) {
    return System.nanoTime() - changed > age.toNanos();
  }

  /** The view may be out of date. */
  void lookSoon() {
    synchronized (this) {
      if (looking) {
        again = true;
        return;
      }
      vertx.cancelTimer(timer);
      timer = vertx.setTimer(SOON.toMillis(), due -> look());
    }
  }

  private void look() {
    synchronized (this) {
      if (looking || closed) {
        return;
      }
      looking = true;
      again = false;
    }
    long begun = System.nanoTime();
    ask(candidates().iterator(), null)
        .onComplete(
            answer -> {
              if (answer.succeeded()) {
                learn(answer.result(), begun);
                first.tryComplete();
              } else {
                log.debug("No server of the cluster answers: {}", answer.cause().getMessage());
                first.tryFail(answer.cause());
              }
              synchronized (this) {
                looking = false;
                Duration pause = again ? SOON : silence.dividedBy(LOOKS_PER_SILENCE);
                timer = vertx.setTimer(pause.toMillis(), due -> look());
              }
            });
  }

  private void learn(Look look, long begun) {
    boolean other = !look.view().primaries().equals(view.primaries());
    view = look.view();
    if (other) {
      changed = System.nanoTime();
      log.info("The servers of the cluster are {}", view.primaries());
    }
    if (look.whole()) {
      confirmed = begun;
    }
    listeners.forEach(listener -> listener.accept(view));
  }

  /** Whom to ask: the one that answered last, then the others, then those that are configured. */
  private List<String> candidates() {
    List<String> known = new ArrayList<>(view.primaries());
    Collections.shuffle(known, Random.from(jitter));
    List<String> configured = new ArrayList<>(connector.addresses());
    Collections.shuffle(configured, Random.from(jitter));
    Set<String> all = new LinkedHashSet<>();
    synchronized (this) {
      if (source != null) {
        all.add(source.address());
      }
    }
    all.addAll(known);
    all.addAll(configured);
    return List.copyOf(all);
  }

  /** A view that is not whole is better than none, to know where to go. */
  private Future<Look> ask(Iterator<String> candidates, @Nullable Look best) {
    if (!candidates.hasNext()) {
      return best == null
          ? Future.failedFuture(new StoreUnavailable("no server of the cluster answers"))
          : Future.succeededFuture(best);
    }
    return ask(candidates.next())
        .transform(
            answer -> {
              if (answer.succeeded() && answer.result().whole()) {
                return Future.succeededFuture(answer.result());
              }
              drop();
              return ask(candidates, answer.succeeded() && best == null ? answer.result() : best);
            });
  }

  private Future<Look> ask(String address) {
    return connection(address)
        .compose(
            connection ->
                connection.batch(
                    List.of(
                        Request.cmd(Command.CLUSTER).arg("INFO"),
                        Request.cmd(Command.CLUSTER).arg("SLOTS"))))
        .map(answers -> parse(answers, address))
        .timeout(silence.toMillis() / 2, TimeUnit.MILLISECONDS);
  }

  private static Look parse(List<@Nullable Response> answers, String address) {
    ClusterView seen =
        ClusterView.parse(
            new Reply(answers.get(1)), address.substring(0, address.lastIndexOf(':')));
    return new Look(seen, new Reply(answers.get(0)).text().contains("cluster_state:ok"));
  }

  private Future<RedisConnection> connection(String address) {
    synchronized (this) {
      if (source != null && source.address().equals(address)) {
        return Future.succeededFuture(source.connection());
      }
    }
    drop();
    Redis client = connector.client(address);
    return client
        .connect()
        .onSuccess(connection -> use(new Source(address, client, connection)))
        .onFailure(e -> client.close());
  }

  /** One that comes too late is dropped by whoever is asked next. */
  private void use(Source asked) {
    Source former;
    synchronized (this) {
      former = source;
      source = asked;
    }
    if (former != null) {
      former.client().close();
    }
    if (closed) {
      drop();
    }
  }

  private void drop() {
    Source former;
    synchronized (this) {
      former = source;
      source = null;
    }
    if (former != null) {
      former.client().close();
    }
  }

  void close() {
    closed = true;
    synchronized (this) {
      vertx.cancelTimer(timer);
    }
    drop();
  }
}
