package dev.acsgateway.http.cleanup;

import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.http.QueryParameter;
import io.vertx.ext.web.RoutingContext;

/** A whole number in a query. */
final class NumberParameter {
  private NumberParameter() {}

  /**
   * @throws InvalidRequest when it is no whole number from {@code min} to {@code max}
   */
  static int read(RoutingContext context, String name, int defaultValue, int min, int max) {
    return QueryParameter.read(context, name)
        .map(text -> parse(text, name, min, max))
        .orElse(defaultValue);
  }

  private static int parse(String text, String name, int min, int max) {
    try {
      int number = Integer.parseInt(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // answered below, as any other number that is not allowed
    }
    throw new InvalidRequest(
        name, name + " must be a whole number from " + min + " to " + max + ".");
  }
}
