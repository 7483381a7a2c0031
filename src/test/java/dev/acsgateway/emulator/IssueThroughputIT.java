package dev.acsgateway.emulator;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.emulator.control.Operation;
import dev.acsgateway.emulator.control.Outcome;
import dev.acsgateway.emulator.tls.CertificateAuthority;
import dev.acsgateway.emulator.tls.ServerCertificate;
import dev.acsgateway.emulator.token.RsaSigningKey;
import dev.acsgateway.emulator.token.SeededBytes;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What an issue costs the emulator, held against the least that it could cost: a bare HTTPS server
 * that answers the same request with a body of the same size, on the same machine, under the same
 * load, plus one signature. A rate alone would say more about the machine than about the emulator.
 */
class IssueThroughputIT {
  private static final int IDENTITIES = 200;
  private static final int CONNECTIONS = 32;
  private static final int WARM_UP = 30_000;
  private static final int MEASURED = 20_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final String BODY = "{\"scopes\":[\"chat\",\"voip\"]}";

  @Test
  void issuingCostsNoMoreThanFourTimesTheConnectionAndTheSignature() throws Exception {
    Vertx loading = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    try (RunningEmulator running = new RunningEmulator();
        Baseline baseline =
            new Baseline(
                running.issue(running.identity(), "chat", "voip").body(),
                EmulatorOptions.defaults().eventLoops())) {
      List<Buffer> requests =
          IntStream.range(0, IDENTITIES).mapToObj(each -> request(running)).toList();
      RawLoad emulator =
          new RawLoad(loading, running.emulator.port(), running.emulator.caPem(), CONNECTIONS);
      RawLoad bare = new RawLoad(loading, baseline.port(), baseline.caPem(), CONNECTIONS);
      bare.run(requests, WARM_UP);
      emulator.run(requests, WARM_UP);

      Cost least = Cost.of(bare, () -> bare.run(requests, MEASURED));
      Cost issue = Cost.of(emulator, () -> emulator.run(requests, MEASURED));
      double signing = signingMicros();

      System.out.printf(
          "Emulator: %.0f issues/s on %d processors shared with the load and whatever else runs;"
              + " %.0f us of CPU each: %.2f times a bare HTTPS server (%.0f us) and a signature"
              + " (%.0f us)%n",
          issue.rate(),
          Runtime.getRuntime().availableProcessors(),
          issue.micros(),
          issue.micros() / (least.micros() + signing),
          least.micros(),
          signing);
      assertThat(running.emulator.calls().count(Operation.ISSUE, Outcome.DONE))
          .isEqualTo(1 + WARM_UP + MEASURED);
      assertThat(issue.micros()).isLessThan(4 * (least.micros() + signing));
    } finally {
      RunningEmulator.await(loading.close());
    }
  }

  private interface Work {
    void run() throws Exception;
  }

  /**
   * @param micros CPU time of the serving threads for one request
   * @param rate requests per second
   */
  private record Cost(double micros, double rate) {
    static Cost of(RawLoad load, Work work) throws Exception {
      long started = System.nanoTime();
      long cpu = cpuNanos(load);
      work.run();
      return new Cost(
          (cpuNanos(load) - cpu) / 1e3 / MEASURED, MEASURED * 1e9 / (System.nanoTime() - started));
    }
  }

  /** CPU time of all event loops but those of the load; of the two servers one is idle. */
  private static long cpuNanos(RawLoad load) {
    return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
        .filter(each -> each != null && each.getThreadName().startsWith("vert.x-eventloop"))
        .mapToLong(ThreadInfo::getThreadId)
        .filter(id -> !load.threads().contains(id))
        .map(THREADS::getThreadCpuTime)
        .sum();
  }

  /** CPU time of one signature of a message of a token's size. */
  private static double signingMicros() {
    RsaSigningKey key = new RsaSigningKey(new SeededBytes(1));
    byte[] message = "x".repeat(500).getBytes(US_ASCII);
    long start = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < 2000; i++) {
      key.sign(message);
    }
    return (THREADS.getCurrentThreadCpuTime() - start) / 2e6;
  }

  private static Buffer request(RunningEmulator running) {
    String target = "/identities/" + running.identity() + "/:issueAccessToken" + RunningEmulator.GA;
    String host = running.client.host();
    StringBuilder head = new StringBuilder("POST " + target + " HTTP/1.1\r\n");
    running
        .client
        .signer()
        .headers("POST", target, host, Signer.date(Instant.now()), BODY)
        .forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    return Buffer.buffer(
        head
            + "content-type: application/json\r\ncontent-length: "
            + BODY.length()
            + "\r\n\r\n"
            + BODY);
  }

  /** A server that reads a request and answers it with the same bytes each time. */
  private static final class Baseline implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final ServerCertificate certificate =
        CertificateAuthority.issue(Instant.now(), List.of());
    private final Buffer body;
    private volatile int port;

    Baseline(Buffer body, int eventLoops) {
      this.body = body;
      RunningEmulator.await(
          vertx.deployVerticle(Listening::new, new DeploymentOptions().setInstances(eventLoops)));
    }

    int port() {
      return port;
    }

    String caPem() {
      return certificate.trustPem();
    }

    @Override
    public void close() {
      RunningEmulator.await(vertx.close());
    }

    private final class Listening extends VerticleBase {
      @Override
      public Future<?> start() {
        return vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHost("127.0.0.1")
                    .setPort(-1)
                    .setSsl(true)
                    .setKeyCertOptions(
                        new PemKeyCertOptions()
                            .setKeyValue(Buffer.buffer(certificate.keyPem()))
                            .setCertValue(Buffer.buffer(certificate.chainPem()))))
            .requestHandler(
                request -> request.body().onSuccess(read -> request.response().end(body)))
            .listen()
            .map(HttpServer::actualPort)
            .onSuccess(actual -> port = actual);
      }
    }
  }
}
