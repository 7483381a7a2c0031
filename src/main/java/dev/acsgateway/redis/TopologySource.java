package dev.acsgateway.redis;

import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Future;
import java.util.Collection;

/** Asks those who know which servers take writes. */
interface TopologySource {

  /**
   * What was seen.
   *
   * @param whole whether those who were asked see all there is; who is cut off with some of the
   *     servers does not
   */
  record Look(SlotMap view, boolean whole) {}

  /**
   * Looks once. Fails with {@link StoreUnavailable} when nobody answers.
   *
   * @param primaries addresses of those that had slots when last seen
   */
  Future<Look> look(Collection<String> primaries);

  void close();
}
