package dev.acsgateway.redis;

import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The way to servers that take over from each other: a link to each that has slots. So what one
 * server's death costs is what lies on that server. Vert.x's own cluster client has one connection
 * for all of them, which is as good as the worst of its servers, and pings any of them.
 */
final class ClusterRouter implements CommandRouter {
  private static final int MOST_REDIRECTIONS = 5;

  /** Doubled each time, so that all keys of a slot have a second to arrive. */
  private static final long MOVING_PAUSE_MILLIS = 30;

  private final Vertx vertx;
  private final TopologyRefresher watch;
  private final Function<String, NodeConnections> newLink;
  private final boolean sameHost;
  private final ConcurrentMap<String, NodeConnections> links = new ConcurrentHashMap<>();

  /**
   * @param newLink makes the link to the server with this address
   * @param sameHost whether redirections name other ports of the same host, whatever host they name
   */
  ClusterRouter(
      Vertx vertx,
      TopologyRefresher watch,
      Function<String, NodeConnections> newLink,
      boolean sameHost) {
    this.vertx = vertx;
    this.watch = watch;
    this.newLink = newLink;
    this.sameHost = sameHost;
    watch.onChange(this::follow);
  }

  /** Servers without slots are left alone. */
  private void follow(SlotMap view) {
    view.primaries().forEach(this::at);
    links.forEach(
        (address, link) -> {
          if (!view.primaries().contains(address) && links.remove(address, link)) {
            link.close();
          }
        });
  }

  private NodeConnections at(String address) {
    return links.computeIfAbsent(address, newLink);
  }

  @Override
  public Future<@Nullable Response> send(String key, Request request) {
    return owner(HashSlot.of(key)).compose(owner -> send(owner, request, MOST_REDIRECTIONS));
  }

  @Override
  public Future<@Nullable Response> read(String key, Request request) {
    return owner(HashSlot.of(key))
        .compose(owner -> followed(owner, request, MOST_REDIRECTIONS, at(owner).read(request)));
  }

  private Future<String> owner(int slot) {
    Future<Void> known = watch.firstLook();
    return known.isComplete() ? known(slot) : known.transform(looked -> known(slot));
  }

  private Future<String> known(int slot) {
    Optional<String> owner = watch.view().ownerOf(slot);
    return owner
        .map(Future::succeededFuture)
        .orElseGet(
            () ->
                Future.failedFuture(
                    new StoreUnavailable("no server is known that has slot " + slot)));
  }

  private Future<@Nullable Response> send(String address, Request request, int redirections) {
    return followed(address, request, redirections, at(address).send(request));
  }

  private Future<@Nullable Response> followed(
      String address, Request request, int redirections, Future<@Nullable Response> answer) {
    return answer.recover(
        e -> follow(address, request, redirections, String.valueOf(e.getMessage()), e));
  }

  /** Answers look like {@code MOVED 3999 10.0.0.1:6381}; without a host it is the same. */
  private Future<@Nullable Response> follow(
      String from, Request request, int redirections, String words, Throwable e) {
    String[] redirection = words.split(" ", 3);
    if (redirections > 0 && isMoved(redirection)) {
      watch.lookSoon();
      return send(target(from, redirection[2]), request, redirections - 1);
    }
    if (redirections > 0 && redirection.length == 3 && redirection[0].equals("ASK")) {
      String to = target(from, redirection[2]);
      return at(to)
          .sendAsking(request)
          .recover(
              late ->
                  follow(to, request, redirections - 1, String.valueOf(late.getMessage()), late));
    }
    if (redirections > 0 && redirection[0].equals("TRYAGAIN")) {
      return vertx
          .timer(MOVING_PAUSE_MILLIS << (MOST_REDIRECTIONS - redirections), TimeUnit.MILLISECONDS)
          .compose(waited -> send(from, request, redirections - 1));
    }
    if (!words.startsWith("NOSCRIPT")) {
      watch.lookSoon();
    }
    return Future.failedFuture(e);
  }

  private String target(String from, String told) {
    return sameHost || told.startsWith(":")
        ? from.substring(0, from.lastIndexOf(':')) + told.substring(told.lastIndexOf(':'))
        : told;
  }

  @Override
  public Future<Void> replicated(String key) {
    return owner(HashSlot.of(key)).compose(owner -> replicated(owner, key, MOST_REDIRECTIONS));
  }

  private Future<Void> replicated(String address, String key, int redirections) {
    return at(address)
        .replicated(key)
        .recover(
            e -> {
              String[] redirection = String.valueOf(e.getMessage()).split(" ", 3);
              if (redirections == 0 || !isMoved(redirection)) {
                return Future.failedFuture(e);
              }
              watch.lookSoon();
              return replicated(target(address, redirection[2]), key, redirections - 1);
            });
  }

  private static boolean isMoved(String[] redirection) {
    return redirection.length == 3 && redirection[0].equals("MOVED");
  }

  @Override
  public List<String> onePerServer(List<String> keys) {
    Map<String, String> byOwner = new LinkedHashMap<>();
    SlotMap view = watch.view();
    for (String key : keys) {
      view.ownerOf(HashSlot.of(key)).ifPresent(owner -> byOwner.putIfAbsent(owner, key));
    }
    return List.copyOf(byOwner.values());
  }

  @Override
  public void mistrust(String key, String reason) {
    watch.lookSoon();
    watch.view().ownerOf(HashSlot.of(key)).ifPresent(owner -> at(owner).mistrust(key, reason));
  }

  @Override
  public Future<Void> firstConnection() {
    return watch
        .firstLook()
        .compose(
            looked ->
                Future.all(links.values().stream().map(NodeConnections::firstConnection).toList()))
        .mapEmpty();
  }

  @Override
  public boolean isUp() {
    return !links.isEmpty()
        && links.values().stream().allMatch(NodeConnections::isUp)
        && !watch.view().primaries().isEmpty();
  }

  @Override
  public Future<Void> close() {
    watch.close();
    return Future.join(links.values().stream().map(NodeConnections::close).toList()).mapEmpty();
  }
}
