package dev.acsgateway.identity;

import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A binding in memory that may be out of reach. */
final class FakeBinding implements ResourceBinding {
  Optional<AcsResourceId> bound = Optional.empty();
  final Map<String, AcsResourceId> endpoints = new HashMap<>();
  int adoptions;
  boolean down;

  /** What an earlier start left behind. */
  void bind(AcsResourceId resource, String endpoint) {
    bound = Optional.of(resource);
    endpoints.put(endpoint, resource);
  }

  private <T> Future<T> answer(T value) {
    return down ? Future.failedFuture(new StoreUnavailable("gone")) : Future.succeededFuture(value);
  }

  @Override
  public Future<Knowledge> know(String endpoint) {
    return answer(new Knowledge(bound, Optional.ofNullable(endpoints.get(endpoint))));
  }

  @Override
  public Future<AcsResourceId> bind(AcsResourceId resource, Optional<String> endpoint) {
    AcsResourceId now = bound.orElse(resource);
    bound = Optional.of(now);
    if (now.equals(resource)) {
      endpoint.ifPresent(name -> endpoints.put(name, now));
    }
    return answer(now);
  }

  @Override
  public Future<Long> adopt(AcsResourceId resource, String endpoint) {
    adoptions++;
    bind(resource, endpoint);
    return answer(3L);
  }
}
