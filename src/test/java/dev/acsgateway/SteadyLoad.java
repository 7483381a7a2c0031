package dev.acsgateway;

import static org.awaitility.Awaitility.await;

import dev.acsgateway.SteadyLoad.Answer.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Asks each node for tokens of every kind at an even pace, whatever becomes of earlier requests,
 * and writes down each answer.
 */
final class SteadyLoad {
  /** Requests of one kind to one node per second. */
  static final int RATE = 5;

  static final List<String> FAVOURITES = List.of("ann", "ben", "cem", "dot", "eve");
  private static final int CONNECTIONS = 256;

  /** Few enough for a node that has just started to obtain in time. */
  private static final int BATCH = 25;

  /** How long a client waits for an answer. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration MOMENT = Duration.ofSeconds(1);

  private static final AtomicInteger USERS = new AtomicInteger();

  private final Vertx vertx;
  private final List<Integer> ports;
  private final String key;
  private final HttpClientAgent client;
  private final List<Queue<String>> shared = new ArrayList<>();
  private final List<Queue<String>> known = new ArrayList<>();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final Queue<Future<Answer>> underWay = new ConcurrentLinkedQueue<>();
  private volatile long timer;
  private int turn;

  /**
   * One answer.
   *
   * @param node who answered
   * @param kind what was asked for
   * @param user whom it was about
   * @param identity that the answer names, empty where there is none
   * @param begun when it was asked, as {@link System#nanoTime}
   * @param took how long it took
   * @param status HTTP status; 0 when the connection broke
   * @param cacheStatus the header {@code Cache-Status}, empty where there is none
   * @param retryAfter the header {@code Retry-After}, empty where there is none
   * @param body all of it
   */
  record Answer(
      int node,
      Kind kind,
      String user,
      String identity,
      long begun,
      Duration took,
      int status,
      String cacheStatus,
      String retryAfter,
      String body) {

    /** What is asked for. */
    enum Kind {
      /** A token that the node has in its near cache. */
      REMEMBERED,
      /** A token that is in Redis, of a user whom this node has never seen. */
      SHARED,
      /** The first token with other scopes of a user whom the node has served. */
      KNOWN,
      /** The first token of a user. */
      STRANGER
    }

    boolean isRefusalToRepeatLater() {
      return status == 503 && !retryAfter.isEmpty();
    }

    long ended() {
      return begun + took.toNanos();
    }
  }

  SteadyLoad(Vertx vertx, List<Integer> ports, String key) {
    this.vertx = vertx;
    this.ports = List.copyOf(ports);
    this.key = key;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setKeepAliveTimeout(1),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  }

  /**
   * Makes users by way of another node than the one that will be asked for them, shows each node
   * those whom it is to know, and its favourites. A load that lasts longer goes on with favourites
   * and strangers.
   */
  void prepare(Duration atMost) {
    int each = (int) (RATE * atMost.toSeconds());
    for (int node = 0; node < ports.size(); node++) {
      int other = (node + 1) % ports.size();
      shared.add(new ArrayDeque<>(issued(other, named("shared", each))));
      known.add(new ArrayDeque<>(issued(node, issued(other, named("known", each)))));
      issued(node, FAVOURITES);
    }
  }

  private List<String> named(String name, int count) {
    return IntStream.range(0, count).mapToObj(i -> name + "-" + USERS.incrementAndGet()).toList();
  }

  private List<String> issued(int node, List<String> names) {
    for (int i = 0; i < names.size(); i += BATCH) {
      List<String> batch = names.subList(i, Math.min(i + BATCH, names.size()));
      await().atMost(PATIENCE).until(() -> issue(node, batch));
    }
    return names;
  }

  /** Whether all of them got one; a node that has just started may be too slow for that. */
  private boolean issue(int node, List<String> batch) {
    JsonArray requests =
        new JsonArray(batch.stream().map(name -> JsonObject.of("userId", name)).toList());
    String body = JsonObject.of("requests", requests).encode();
    JsonObject done =
        GatewayFixture.await(
            post(node, "/v1/tokens", body)
                .compose(HttpClientResponse::body)
                .map(Buffer::toJsonObject));
    return done.getJsonArray("results").stream()
        .map(JsonObject.class::cast)
        .allMatch(result -> result.getInteger("status") == 200);
  }

  /** Begins to ask. */
  void start() {
    long pause = 1_000 / ((long) RATE * Kind.values().length);
    timer = vertx.setPeriodic(pause, due -> askAll());
  }

  /** Asks no more and waits for the last answer. */
  void stop() {
    vertx.cancelTimer(timer);
    List<Future<Answer>> last = List.copyOf(underWay);
    GatewayFixture.await(Future.join(last).otherwiseEmpty());
  }

  /**
   * Returns whether all nodes serve everybody again: since then each has served a stranger and a
   * favourite, and for a moment nobody was refused.
   *
   * @param since as {@link System#nanoTime}
   */
  boolean allIsServed(long since) {
    long moment = System.nanoTime() - MOMENT.toNanos();
    List<Answer> fresh =
        answers.stream().filter(it -> it.ended() > Math.max(since, moment)).toList();
    return fresh.stream().allMatch(it -> it.status() == 200)
        && IntStream.range(0, ports.size())
            .allMatch(
                node ->
                    serves(fresh, since, node, Kind.STRANGER)
                        && serves(fresh, since, node, Kind.REMEMBERED))
        && System.nanoTime() - since > MOMENT.toNanos();
  }

  private static boolean serves(List<Answer> answers, long since, int node, Kind kind) {
    return answers.stream()
        .anyMatch(it -> it.begun() > since && it.node() == node && it.kind() == kind);
  }

  /** Every answer so far. */
  List<Answer> answers() {
    return List.copyOf(answers);
  }

  private void askAll() {
    Kind kind = Kind.values()[turn++ % Kind.values().length];
    for (int node = 0; node < ports.size(); node++) {
      ask(node, kind);
    }
  }

  private void ask(int node, Kind kind) {
    int nth = USERS.incrementAndGet();
    @Nullable String user =
        switch (kind) {
          case REMEMBERED -> FAVOURITES.get(nth % FAVOURITES.size());
          case SHARED -> shared.get(node).poll();
          case KNOWN -> known.get(node).poll();
          case STRANGER -> "stranger-" + nth;
        };
    if (user == null) {
      return;
    }
    String body = kind == Kind.KNOWN ? "{\"scopes\":[\"voip\"]}" : "";
    long begun = System.nanoTime();
    Future<Answer> answer =
        post(node, "/v1/users/" + user + "/token", body)
            .compose(
                head ->
                    head.body()
                        .map(
                            content ->
                                new Answer(
                                    node,
                                    kind,
                                    user,
                                    identity(head, content),
                                    begun,
                                    Duration.ofNanos(System.nanoTime() - begun),
                                    head.statusCode(),
                                    header(head, "Cache-Status"),
                                    header(head, "Retry-After"),
                                    head.statusCode() == 200 ? "" : content.toString())))
            .otherwise(
                e ->
                    new Answer(
                        node,
                        kind,
                        user,
                        "",
                        begun,
                        Duration.ofNanos(System.nanoTime() - begun),
                        0,
                        "",
                        "",
                        e.toString()));
    underWay.add(answer);
    answer.onSuccess(answers::add).onComplete(done -> underWay.remove(answer));
  }

  private Future<HttpClientResponse> post(int node, String path, String body) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost("127.0.0.1")
            .setPort(ports.get(node))
            .setURI(path)
            .setTimeout(PATIENCE.toMillis())
            .putHeader("X-API-Key", key);
    return client
        .request(body.isEmpty() ? options : options.putHeader("Content-Type", "application/json"))
        .compose(request -> body.isEmpty() ? request.send() : request.send(body));
  }

  private static String identity(HttpClientResponse head, Buffer content) {
    return head.statusCode() == 200 ? content.toJsonObject().getString("communicationUserId") : "";
  }

  private static String header(HttpClientResponse answer, String name) {
    String value = answer.getHeader(name);
    return value == null ? "" : value;
  }
}
