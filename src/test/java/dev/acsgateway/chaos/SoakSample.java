package dev.acsgateway.chaos;

import dev.acsgateway.ResourceUsage;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What nodes and Redis hold at one moment.
 *
 * @param users users in the ledger
 * @param redisKeys all keys but those of clean-up jobs, which are kept for {@code
 *     cleanup.retention}
 * @param redisBytes what those keys take
 */
record SoakSample(List<ResourceUsage> nodes, long users, long redisKeys, long redisBytes) {
  private static final String COUNT =
      "local keys, bytes = 0, 0"
          + " for _, key in ipairs(redis.call('KEYS', '*')) do"
          + " if not key:find('{job:', 1, true) then"
          + " keys = keys + 1 bytes = bytes + redis.call('MEMORY', 'USAGE', key)"
          + " end end return keys .. ' ' .. bytes";

  /** Looks. Each node stands still for a full collection. */
  static SoakSample of(Chaos chaos) {
    JsonObject stats =
        new JsonObject(
            chaos.nodes().getFirst().life().node().admin("GET", "/admin/v1/stats", "").body());
    String[] counted = chaos.redis("EVAL \"" + COUNT + "\" 0").split(" ", -1);
    return new SoakSample(
        chaos.nodes().stream()
            .map(each -> ResourceUsage.of(each.life().node().process.pid()))
            .toList(),
        stats.getJsonObject("ledger").getLong("users"),
        Long.parseLong(counted[0]),
        Long.parseLong(counted[1]));
  }

  double keysPerUser() {
    return (double) redisKeys / users;
  }

  double bytesPerUser() {
    return (double) redisBytes / users;
  }
}
