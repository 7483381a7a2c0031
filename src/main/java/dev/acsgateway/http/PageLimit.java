package dev.acsgateway.http;

import dev.acsgateway.failure.InvalidRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * How many items a list may be asked for, by the query parameter {@code limit}.
 *
 * @param usual what is meant when the parameter is left out
 * @param most the largest number allowed
 */
public record PageLimit(int usual, int most) {

  /**
   * How many are asked for.
   *
   * @throws InvalidRequest when that is not a whole number from 1 to {@link #most}
   */
  public int read(RoutingContext context) {
    return QueryParameter.read(context, "limit").map(this::parse).orElse(usual);
  }

  private int parse(String text) {
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= most) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // answered below, as any other number that is not allowed
    }
    throw new InvalidRequest("limit", "limit must be a whole number from 1 to " + most + ".");
  }
}
