package dev.acsgateway.redis;

import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server of the cluster what it sees: the same one all the time, and another one when that
 * does not answer, or does not see the cluster as whole. A server on the lesser side of a partition
 * does not.
 */
final class ClusterTopologySource implements TopologySource {
  private final RedisConnector connector;
  private final Duration patience;
  private final RandomGenerator jitter;
  private final ConnectionLog attempts;
  private @Nullable Source source;
  private boolean closed;

  /** The server that is asked. */
  private record Source(String address, Redis client, RedisConnection connection) {}

  /**
   * @param patience how long one server may take
   * @param attempts reports servers that cannot be asked
   */
  ClusterTopologySource(
      RedisConnector connector, Duration patience, RandomGenerator jitter, ConnectionLog attempts) {
    this.connector = connector;
    this.patience = patience;
    this.jitter = jitter;
    this.attempts = attempts;
  }

  @Override
  public Future<Look> look(Collection<String> primaries) {
    return ask(candidates(primaries).iterator(), null);
  }

  /** Whom to ask: the one that answered last, then the others, then those that are configured. */
  private List<String> candidates(Collection<String> primaries) {
    List<String> known = new ArrayList<>(primaries);
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
    String address = candidates.next();
    return ask(address)
        .onFailure(e -> attempts.failed(this, ConnectionProblem.of(address, e)))
        .transform(
            answer -> {
              if (answer.succeeded() && answer.result().whole()) {
                attempts.forget(this);
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
        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Look parse(List<@Nullable Response> answers, String address) {
    SlotMap seen =
        SlotMap.parse(
            new Reply(answers.get(1)),
            address.substring(0, address.lastIndexOf(':')),
            connector.sameHost());
    return new Look(seen, new Reply(answers.get(0)).text().contains("cluster_state:ok"));
  }

  private Future<RedisConnection> connection(String address) {
    synchronized (this) {
      if (source != null && source.address().equals(address)) {
        return Future.succeededFuture(source.connection());
      }
    }
    drop();
    Redis client = connector.server(address).client().get();
    return client
        .connect()
        .onSuccess(connection -> use(new Source(address, client, connection)))
        .onFailure(e -> client.close());
  }

  /** One that comes too late is dropped by whoever is asked next. */
  private void use(Source asked) {
    Source former;
    boolean late;
    synchronized (this) {
      former = source;
      source = asked;
      late = closed;
    }
    if (former != null) {
      former.client().close();
    }
    if (late) {
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

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    drop();
  }
}
