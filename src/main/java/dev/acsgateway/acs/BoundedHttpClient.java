package dev.acsgateway.acs;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ClientSSLOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * An HTTP client whose requests wait for a connection, and then for each piece of the answer, no
 * longer than a limit; past it the request leaves the queue or its connection is reset.
 */
final class BoundedHttpClient implements HttpClientAgent {
  private final HttpClientAgent client;
  private final Duration limit;

  BoundedHttpClient(HttpClientAgent client, Duration limit) {
    this.client = client;
    this.limit = limit;
  }

  @Override
  public Future<HttpClientRequest> request(RequestOptions options) {
    return client.request(options.setTimeout(limit.toMillis())).map(SingleFailureRequest::of);
  }

  @Override
  public Future<HttpClientConnection> connect(HttpConnectOptions options) {
    return client.connect(options);
  }

  @Override
  public Future<Boolean> updateSSLOptions(ClientSSLOptions options, boolean force) {
    return client.updateSSLOptions(options, force);
  }

  @Override
  public Future<Void> shutdown(long timeout, TimeUnit unit) {
    return client.shutdown(timeout, unit);
  }

  @Override
  public boolean isMetricsEnabled() {
    return client.isMetricsEnabled();
  }
}
