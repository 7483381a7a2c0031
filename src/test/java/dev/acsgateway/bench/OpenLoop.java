package dev.acsgateway.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends requests at a constant rate, whether or not earlier ones are answered, and takes each one's
 * time from when it was due. So a server that stands still for a while pays for all who would have
 * come meanwhile, which a closed loop spares it (coordinated omission).
 *
 * <p>Arguments: URL, name of a header, its value, requests per second, seconds. Prints requests,
 * how many failed, and p50, p99 and p99.9 in µs of all but the first third.
 */
public final class OpenLoop {
  private static final int CONNECTIONS = 64;
  private static final int MOST_WAITING = 1_000_000;

  private final RequestOptions request;
  private final HttpClient client;
  private final long[] nanos;
  private final double perNano;
  private final AtomicInteger failed = new AtomicInteger();
  private final CountDownLatch answered;
  private long began;
  private int sent;

  private OpenLoop(Vertx vertx, RequestOptions request, int perSecond, int seconds) {
    this.request = request;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions(),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(MOST_WAITING));
    this.nanos = new long[perSecond * seconds];
    this.perNano = perSecond / 1e9;
    this.answered = new CountDownLatch(nanos.length);
  }

  /** Runs once and ends. */
  public static void main(String... arguments) throws InterruptedException {
    Vertx vertx = Vertx.vertx();
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(arguments[0])
            .putHeader(arguments[1], arguments[2]);
    OpenLoop loop =
        new OpenLoop(
            vertx, request, Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]));
    vertx.runOnContext(
        start -> {
          loop.began = System.nanoTime();
          vertx.setPeriodic(1, tick -> loop.sendWhatIsDue());
        });
    loop.answered.await(2, TimeUnit.MINUTES);
    System.out.println(loop.figures());
    vertx.close().await();
  }

  private void sendWhatIsDue() {
    long due = (long) ((System.nanoTime() - began) * perNano);
    while (sent < nanos.length && sent < due) {
      send(sent++);
    }
  }

  private void send(int number) {
    long due = began + (long) (number / perNano);
    client
        .request(request)
        .compose(HttpClientRequest::send)
        .compose(answer -> answer.end().map(ended -> answer.statusCode()))
        .onComplete(
            end -> {
              nanos[number] = System.nanoTime() - due;
              if (end.failed() || end.result() != 200) {
                failed.incrementAndGet();
              }
              answered.countDown();
            });
  }

  private String figures() {
    // The client warms up, too.
    long[] steady = Arrays.copyOfRange(nanos, nanos.length / 3, nanos.length);
    return "%d %d %s"
        .formatted(nanos.length, failed.get() + answered.getCount(), Percentiles.of(steady));
  }
}
