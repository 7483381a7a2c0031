package dev.acsgateway.telemetry;

import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The timers of one route, each made when the first request ends so; from then on a request costs
 * no look-up.
 */
public final class RequestTimers {
  /** By the first digit of the status; none for a request that was not answered. */
  private static final List<String> OUTCOMES =
      List.of("aborted", "1xx", "2xx", "3xx", "4xx", "5xx");

  private static final int STATUSES_PER_CLASS = 100;

  private final Registrations meters;
  private final String listener;
  private final String method;
  private final String route;
  private final AtomicReferenceArray<@Nullable Timer> timers =
      new AtomicReferenceArray<>(OUTCOMES.size());

  RequestTimers(Registrations meters, String listener, String method, String route) {
    this.meters = meters;
    this.listener = listener;
    this.method = method;
    this.route = route;
  }

  /**
   * A request has ended.
   *
   * @param status the answered status, or 0
   * @param nanos how long that took
   */
  public void ended(int status, long nanos) {
    int outcome = Math.min(status / STATUSES_PER_CLASS, OUTCOMES.size() - 1);
    Timer timer = timers.get(outcome);
    if (timer == null) {
      timer = meters.duration(Meters.HTTP_REQUESTS, listener, method, route, OUTCOMES.get(outcome));
      timers.set(outcome, timer);
    }
    timer.record(nanos, TimeUnit.NANOSECONDS);
  }
}
