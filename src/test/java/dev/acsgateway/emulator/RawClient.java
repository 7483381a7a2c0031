package dev.acsgateway.emulator;

import dev.acsgateway.emulator.state.AcsResource;
import dev.acsgateway.emulator.state.KeySlot;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A client without any SDK: signs, sends, waits; every byte of a request can be chosen. */
final class RawClient implements AutoCloseable {
  private final AcsEmulator emulator;
  private final HttpClientAgent http;
  private final Context context;

  RawClient(Vertx vertx, AcsEmulator emulator) {
    this.emulator = emulator;
    context = vertx.getOrCreateContext();
    http =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setSsl(true)
                .setTrustOptions(
                    new PemTrustOptions().addCertValue(Buffer.buffer(emulator.caPem()))),
            new PoolOptions().setHttp1MaxSize(32));
  }

  /** {@code 127.0.0.1:port}. */
  String host() {
    return "127.0.0.1:" + emulator.port();
  }

  Signer signer() {
    AcsResource first = emulator.controls().resources().getFirst();
    return new Signer(first.key(KeySlot.PRIMARY).secret());
  }

  /** Signs with the first resource's primary key, now. */
  Answer call(String verb, String target, String body) {
    return call(signer(), verb, target, body);
  }

  Answer call(Signer signer, String verb, String target, String body) {
    Map<String, String> headers =
        new LinkedHashMap<>(signer.headers(verb, target, host(), Signer.date(Instant.now()), body));
    if (!body.isEmpty()) {
      headers.put("content-type", "application/json");
    }
    return send(verb, target, headers, body);
  }

  /** Sends exactly this. */
  Answer send(String verb, String target, Map<String, String> headers, String body) {
    return send(Duration.ofSeconds(20), verb, target, headers, body);
  }

  /** Signs and sends, and gives up after {@code patience}. */
  Answer within(Duration patience, String verb, String target) {
    String date = Signer.date(Instant.now());
    return send(patience, verb, target, signer().headers(verb, target, host(), date, ""), "");
  }

  private Answer send(
      Duration patience, String verb, String target, Map<String, String> headers, String body) {
    Promise<Answer> answer = Promise.promise();
    context.runOnContext(go -> request(verb, target, headers, body).onComplete(answer));
    try {
      return answer
          .future()
          .toCompletionStage()
          .toCompletableFuture()
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | InterruptedException | TimeoutException e) {
      throw new Unanswered(e);
    }
  }

  /**
   * On one context of its own: Vert.x 5.0.10 now and then loses an answer that a client asks for
   * from outside of any context.
   */
  private Future<Answer> request(
      String verb, String target, Map<String, String> headers, String body) {
    return http.request(
            new RequestOptions()
                .setHost("127.0.0.1")
                .setPort(emulator.port())
                .setMethod(HttpMethod.valueOf(verb))
                .setURI(target))
        .compose(
            request -> {
              headers.forEach(request::putHeader);
              return request.send(body.isEmpty() ? Buffer.buffer() : Buffer.buffer(body));
            })
        .compose(
            response ->
                response.body().map(b -> new Answer(response.statusCode(), response.headers(), b)));
  }

  @Override
  public void close() {
    http.close();
  }

  /** There was no complete answer. */
  static final class Unanswered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unanswered(Throwable cause) {
      super(cause);
    }
  }
}
