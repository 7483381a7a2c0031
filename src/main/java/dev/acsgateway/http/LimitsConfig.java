package dev.acsgateway.http;

import dev.acsgateway.authentication.RateLimit;
import dev.acsgateway.config.ConfigNode;
import dev.acsgateway.http.edge.DownloadsConfig;
import dev.acsgateway.http.edge.ProxyConfig;
import java.time.Duration;

/**
 * How fast a node lets requests through. Limits are per node: a fleet lets through as many times
 * more as it has nodes. Each item of a batch counts as a request, or a batch would be a way around.
 *
 * @param perKey for each API key that names no limit of its own
 * @param perUser for each user who shows a JWT
 * @param failedAuthentication for requests with a bad credential from one source address
 * @param downloads how many answers that are long and need no credential may be under way
 * @param proxies who is believed about source addresses
 */
public record LimitsConfig(
    RateLimit perKey,
    RateLimit perUser,
    RateLimit failedAuthentication,
    DownloadsConfig downloads,
    ProxyConfig proxies) {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Reads the section {@code limits}. */
  public static LimitsConfig from(ConfigNode node) {
    return new LimitsConfig(
        rate(node, "per-key", "10000/s", new RateLimit(10_000, SECOND)),
        rate(node, "per-user", "120/m", new RateLimit(120, MINUTE)),
        rate(node, "failed-authentication", "60/m", new RateLimit(60, MINUTE)),
        DownloadsConfig.from(node.section("downloads")),
        ProxyConfig.from(node.section("proxies")));
  }

  private static RateLimit rate(
      ConfigNode node, String key, String written, RateLimit defaultValue) {
    return node.parsed(
        key,
        "a number of requests per s, m or h, written like 100/s",
        written,
        defaultValue,
        RateLimit::parse);
  }
}
