package dev.acsgateway.acs;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientRequest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * A request that reports a failure only as that of its response. Vert.x fails what {@code send}
 * returns, too; Azure's client completes one promise with both, and the second attempt ends in the
 * log as an unhandled exception with a stack trace, for each call that ACS does not answer.
 */
final class SingleFailureRequest {
  private SingleFailureRequest() {}

  /** Returns the request with that difference. */
  static HttpClientRequest of(HttpClientRequest request) {
    return (HttpClientRequest)
        Proxy.newProxyInstance(
            SingleFailureRequest.class.getClassLoader(),
            new Class<?>[] {HttpClientRequest.class},
            (proxy, method, arguments) -> {
              try {
                Object result = method.invoke(request, arguments);
                return method.getName().equals("send") && result instanceof Future<?> sent
                    ? successOf(sent)
                    : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static <T> Future<T> successOf(Future<T> future) {
    Promise<T> success = Promise.promise();
    future.onSuccess(success::complete);
    return success.future();
  }
}
