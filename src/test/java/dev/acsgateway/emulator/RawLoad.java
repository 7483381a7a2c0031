package dev.acsgateway.emulator;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemTrustOptions;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Closed-loop load over TLS: prebuilt requests, and answers of which only status and length are
 * looked at, so that the load costs as little as it can of the processors that it shares.
 */
final class RawLoad {
  private static final int EVENT_LOOPS = 2;

  private final Vertx vertx;
  private final int port;
  private final String caPem;
  private final int connections;
  private final List<Context> contexts;
  private final Set<Long> threads = ConcurrentHashMap.newKeySet();

  RawLoad(Vertx vertx, int port, String caPem, int connections) {
    this.vertx = vertx;
    this.port = port;
    this.caPem = caPem;
    this.connections = connections;
    contexts =
        IntStream.range(0, EVENT_LOOPS).mapToObj(loop -> vertx.getOrCreateContext()).toList();
  }

  /** The threads that the load ran on, so that their cost can be told from the server's. */
  Set<Long> threads() {
    return Set.copyOf(threads);
  }

  /** Sends the requests in turn until {@code count} are answered; every answer must be a 200. */
  void run(List<Buffer> requests, int count) throws Exception {
    AtomicInteger started = new AtomicInteger();
    NetClient client =
        vertx.createNetClient(
            new NetClientOptions()
                .setSsl(true)
                .setHostnameVerificationAlgorithm("")
                .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(caPem))));
    List<Future<Void>> lanes =
        IntStream.range(0, connections)
            .mapToObj(
                lane -> {
                  Promise<Void> done = Promise.promise();
                  contexts
                      .get(lane % EVENT_LOOPS)
                      .runOnContext(
                          go -> {
                            threads.add(Thread.currentThread().threadId());
                            client
                                .connect(port, "127.0.0.1")
                                .onFailure(done::tryFail)
                                .onSuccess(
                                    socket ->
                                        new Lane(socket, requests, count, started, done).next());
                          });
                  return done.future();
                })
            .toList();
    Future.all(lanes)
        .eventually(client::close)
        .toCompletionStage()
        .toCompletableFuture()
        .get(3, TimeUnit.MINUTES);
  }

  /** One connection with one request under way. */
  private static final class Lane {
    private static final String LENGTH = "content-length: ";

    private final NetSocket socket;
    private final List<Buffer> requests;
    private final int count;
    private final AtomicInteger started;
    private final Promise<Void> done;
    private Buffer received = Buffer.buffer();
    private int expected = -1;

    Lane(
        NetSocket socket,
        List<Buffer> requests,
        int count,
        AtomicInteger started,
        Promise<Void> done) {
      this.socket = socket;
      this.requests = requests;
      this.count = count;
      this.started = started;
      this.done = done;
      socket.handler(this::receive).closeHandler(v -> done.tryFail("closed"));
      socket.exceptionHandler(done::tryFail);
    }

    void next() {
      int index = started.getAndIncrement();
      if (index >= count) {
        done.tryComplete();
        socket.close();
        return;
      }
      received = Buffer.buffer();
      expected = -1;
      socket.write(requests.get(index % requests.size()));
    }

    private void receive(Buffer chunk) {
      received.appendBuffer(chunk);
      if (expected < 0) {
        String head = received.toString();
        int end = head.indexOf("\r\n\r\n");
        if (end < 0) {
          return;
        }
        if (!head.startsWith("HTTP/1.1 200 ")) {
          done.tryFail(head);
          return;
        }
        int length = head.toLowerCase(Locale.ROOT).indexOf(LENGTH) + LENGTH.length();
        expected = end + 4 + Integer.parseInt(head.substring(length, head.indexOf('\r', length)));
      }
      if (received.length() >= expected) {
        next();
      }
    }
  }
}
