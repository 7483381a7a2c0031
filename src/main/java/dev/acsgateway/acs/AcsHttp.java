package dev.acsgateway.acs;

import com.azure.core.http.HttpClient;
import com.azure.core.http.vertx.VertxHttpClientBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;

/** The Azure SDKs' HTTP client, on the gateway's own Vert.x, with its pool, trust and timeouts. */
final class AcsHttp {
  /**
   * How much longer than a call its connection is kept waiting: the caller's timeout comes first,
   * then the connection is reset or leaves the queue, so that a silent ACS cannot eat the pool.
   */
  private static final Duration GRACE = Duration.ofMillis(250);

  private AcsHttp() {}

  static HttpClient create(Vertx vertx, AcsConfig config) {
    HttpClientOptions options =
        new HttpClientOptions().setConnectTimeout((int) config.timeout().toMillis()).setName("acs");
    config.trustCertificate().map(AcsTrust::including).ifPresent(options::setTrustOptions);
    return new VertxHttpClientBuilder()
        .vertx(pooled(vertx, config))
        .httpClientOptions(options)
        .build();
  }

  /**
   * A Vert.x whose HTTP clients have our pool. Azure's builder asks Vert.x 5 for a client without
   * pool options, which means 5 connections whatever the options say, and it never resets a request
   * that nobody waits for any more; it has no setting for either.
   */
  private static Vertx pooled(Vertx vertx, AcsConfig config) {
    PoolOptions pool = new PoolOptions().setHttp1MaxSize(config.maxConnections());
    Duration limit = config.timeout().plus(GRACE);
    return (Vertx)
        Proxy.newProxyInstance(
            AcsHttp.class.getClassLoader(),
            new Class<?>[] {Vertx.class},
            (proxy, method, arguments) -> {
              if (arguments != null && arguments[0] instanceof HttpClientOptions options) {
                return new BoundedHttpClient(vertx.createHttpClient(options, pool), limit);
              }
              try {
                return method.invoke(vertx, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
