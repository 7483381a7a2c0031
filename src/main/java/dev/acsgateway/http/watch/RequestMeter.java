package dev.acsgateway.http.watch;

/** Measures the requests of one route. Called on any event loop, for every request. */
@FunctionalInterface
public interface RequestMeter {
  /** What stands for the status of a request whose client was gone before it was answered. */
  int NOT_ANSWERED = 0;

  /**
   * A request has ended.
   *
   * @param status the answered status, or {@link #NOT_ANSWERED}
   * @param nanos how long that took, in nanoseconds, from when its route was known
   */
  void ended(int status, long nanos);
}
