package dev.acsgateway.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Stands between a client and a server as a line does: a long one, on which all that comes back
 * comes later, or one that is cut, or dead.
 */
public final class DelayingProxy implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();

  /** Held on to: Vert.x closes the connections of a client that nobody holds any more. */
  private final NetClient clients = vertx.createNetClient();

  private volatile URI target;
  private final int port;
  private volatile NetServer server;
  private volatile Duration delay = Duration.ZERO;
  private volatile boolean silent;
  private volatile Predicate<String> closesOn = sent -> false;
  private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();

  /** Starts one before the server with this URL; at first it delays nothing. */
  public DelayingProxy(String serverUrl) {
    target = URI.create(serverUrl);
    server = listen(0);
    port = server.actualPort();
  }

  private NetServer listen(int wanted) {
    return await(vertx.createNetServer().connectHandler(this::connect).listen(wanted, "127.0.0.1"));
  }

  /** Where clients connect. */
  public String url() {
    return target.getScheme() + "://127.0.0.1:" + port;
  }

  /** From now on who connects is led to the server with this URL. */
  public void leadTo(String serverUrl) {
    target = URI.create(serverUrl);
  }

  /** From now on what Redis sends is held back for so long. */
  public void setDelay(Duration delay) {
    this.delay = delay;
  }

  /** Ends every connection and refuses new ones, until {@link #mend}. */
  public void cut() {
    await(server.close());
  }

  /** Ends {@link #cut}. */
  public void mend() {
    server = listen(port);
  }

  /** From now on each connection ends on which a client sends such a thing. */
  public void closeOn(Predicate<String> sent) {
    closesOn = sent;
  }

  /** From now on nothing comes through, in either direction, until {@link #speakAgain}. */
  public void fallSilent() {
    silent = true;
    sockets.forEach(NetSocket::pause);
  }

  /** Ends {@link #fallSilent}; what was sent meanwhile arrives now. */
  public void speakAgain() {
    silent = false;
    sockets.forEach(NetSocket::resume);
  }

  private void opened(NetSocket socket) {
    // A connection that breaks is what this line is for.
    socket.exceptionHandler(broken -> socket.close());
    sockets.add(socket);
    if (silent) {
      socket.pause();
    } else {
      socket.resume();
    }
  }

  private void connect(NetSocket client) {
    Line line = new Line(client);
    client.pause();
    clients
        .connect(target.getPort(), target.getHost())
        .onSuccess(
            redis -> {
              client.handler(sent -> pass(client, redis, sent));
              redis.handler(line::send);
              client.closeHandler(closed -> end(client, redis));
              redis.closeHandler(closed -> end(redis, client));
              opened(client);
              opened(redis);
            })
        .onFailure(e -> client.close());
  }

  private void pass(NetSocket client, NetSocket redis, Buffer sent) {
    if (closesOn.test(sent.toString())) {
      client.close();
    } else {
      redis.write(sent);
    }
  }

  private void end(NetSocket closed, NetSocket other) {
    sockets.remove(closed);
    other.close();
  }

  /** The way back of one connection: nothing overtakes what is on it, also when it gets shorter. */
  private final class Line {
    private final NetSocket client;
    private final Queue<Buffer> underWay = new ArrayDeque<>();

    Line(NetSocket client) {
      this.client = client;
    }

    void send(Buffer chunk) {
      if (!delay.isPositive() && underWay.isEmpty()) {
        client.write(chunk);
        return;
      }
      underWay.add(chunk);
      vertx.setTimer(Math.max(1, delay.toMillis()), passed -> client.write(underWay.remove()));
    }
  }

  @Override
  public void close() {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(10, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("No answer within ten seconds", e);
    }
  }
}
