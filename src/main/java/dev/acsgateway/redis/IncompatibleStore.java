package dev.acsgateway.redis;

/** The Redis server answers, but this gateway must not use it. */
public final class IncompatibleStore extends RuntimeException {
  IncompatibleStore(String message) {
    super(message, null, false, false);
  }
}
