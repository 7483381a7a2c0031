package dev.acsgateway.emulator;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.emulator.control.Operation;
import dev.acsgateway.emulator.control.Outcome;
import dev.acsgateway.emulator.token.RsaSigningKey;
import dev.acsgateway.emulator.token.SeededBytes;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Measures issues per second with the load in the same process, and how much of that is signing.
 * Prints figures and asserts none of them: they depend on the machine.
 */
class IssueThroughputIT {
  private static final int IDENTITIES = 200;
  private static final int CONNECTIONS = 32;
  private static final int WARM_UP = 6_000;
  private static final int MEASURED = 20_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final String BODY = "{\"scopes\":[\"chat\",\"voip\"]}";

  @Test
  void issuesFasterThanAnythingInFrontOfItNeeds() throws Exception {
    Vertx loading = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    try (RunningEmulator running = new RunningEmulator()) {
      Set<Long> serving = eventLoops();
      HttpClientAgent http = client(running, loading);
      List<RequestOptions> requests = requests(running);
      run(loading, () -> load(http, requests, WARM_UP));
      long start = System.nanoTime();
      long cpuStart = cpuNanos(serving);
      run(loading, () -> load(http, requests, MEASURED));
      double seconds = (System.nanoTime() - start) / 1e9;
      double cpuMicros = (cpuNanos(serving) - cpuStart) / 1e3 / MEASURED;
      assertThat(running.emulator.calls().count(Operation.ISSUE, Outcome.DONE))
          .isEqualTo(WARM_UP + MEASURED);
      report(MEASURED / seconds, cpuMicros);
    } finally {
      RunningEmulator.await(loading.close());
    }
  }

  private static void report(double issues, double cpuMicros) throws Exception {
    RsaSigningKey own = new RsaSigningKey(new SeededBytes(1));
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    Signature jdk = Signature.getInstance("SHA256withRSA");
    double ownMicros = micros(own::sign);
    double jdkMicros =
        micros(
            message -> {
              jdk.initSign(pair.getPrivate());
              jdk.update(message);
              jdk.sign();
            });
    System.out.printf(
        "Emulator: %.0f issues/s on %d processors shared with the load and whatever else runs; one"
            + " costs the emulator %.0f us of CPU, so it could do %.0f/s alone; signing is %.1f us of"
            + " that (the JDK's RSA-2048: %.0f us, a ceiling of %.0f/s without HTTP)%n",
        issues,
        Runtime.getRuntime().availableProcessors(),
        cpuMicros,
        Runtime.getRuntime().availableProcessors() * 1e6 / cpuMicros,
        ownMicros,
        jdkMicros,
        Runtime.getRuntime().availableProcessors() * 1e6 / jdkMicros);
  }

  private static void run(Vertx vertx, Supplier<Future<Void>> load) throws Exception {
    Promise<Void> done = Promise.promise();
    vertx.runOnContext(go -> load.get().onComplete(done));
    done.future().toCompletionStage().toCompletableFuture().get(2, TimeUnit.MINUTES);
  }

  private static Set<Long> eventLoops() {
    return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
        .filter(each -> each != null && each.getThreadName().startsWith("vert.x-eventloop"))
        .map(ThreadInfo::getThreadId)
        .collect(Collectors.toSet());
  }

  private static long cpuNanos(Set<Long> threads) {
    return threads.stream().mapToLong(THREADS::getThreadCpuTime).sum();
  }

  private interface Signing {
    void sign(byte[] message) throws Exception;
  }

  private static double micros(Signing signing) throws Exception {
    byte[] message = "x".repeat(500).getBytes(US_ASCII);
    for (int i = 0; i < 500; i++) {
      signing.sign(message);
    }
    long start = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < 1000; i++) {
      signing.sign(message);
    }
    return (THREADS.getCurrentThreadCpuTime() - start) / 1e6;
  }

  private static HttpClientAgent client(RunningEmulator running, Vertx vertx) {
    return vertx.createHttpClient(
        new HttpClientOptions()
            .setSsl(true)
            .setTrustOptions(
                new PemTrustOptions().addCertValue(Buffer.buffer(running.emulator.caPem()))),
        new PoolOptions().setHttp1MaxSize(CONNECTIONS).setEventLoopSize(2));
  }

  private static List<RequestOptions> requests(RunningEmulator running) {
    List<RequestOptions> requests = new ArrayList<>();
    for (int i = 0; i < IDENTITIES; i++) {
      String target =
          "/identities/" + running.identity() + "/:issueAccessToken" + RunningEmulator.GA;
      Map<String, String> headers =
          running
              .client
              .signer()
              .headers("POST", target, running.client.host(), Signer.date(Instant.now()), BODY);
      RequestOptions options =
          new RequestOptions()
              .setMethod(HttpMethod.POST)
              .setHost("127.0.0.1")
              .setPort(running.emulator.port())
              .setURI(target)
              .putHeader("content-type", "application/json");
      headers.forEach(options::putHeader);
      requests.add(options);
    }
    return requests;
  }

  private static Future<Void> load(HttpClientAgent http, List<RequestOptions> requests, int count) {
    AtomicInteger started = new AtomicInteger();
    List<Future<Void>> lanes = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      Promise<Void> lane = Promise.promise();
      next(http, requests, count, started, lane);
      lanes.add(lane.future());
    }
    return Future.all(lanes).mapEmpty();
  }

  private static void next(
      HttpClientAgent http,
      List<RequestOptions> requests,
      int count,
      AtomicInteger started,
      Promise<Void> lane) {
    int index = started.getAndIncrement();
    if (index >= count) {
      lane.complete();
      return;
    }
    http.request(requests.get(index % requests.size()))
        .compose(request -> request.send(BODY))
        .compose(response -> response.body())
        .onSuccess(body -> next(http, requests, count, started, lane))
        .onFailure(lane::fail);
  }
}
