package dev.acsgateway.http.edge;

import dev.acsgateway.config.ConfigNode;

/**
 * How many downloads a node serves at once. A download is an answer that needs no credential and
 * may be long: a page, a file that it loads, the contract.
 *
 * @param perAddress for one client address; further ones get 429
 * @param total for all of them; further ones get 503
 */
public record DownloadsConfig(int perAddress, int total) {

  /** Reads the section {@code downloads}. */
  public static DownloadsConfig from(ConfigNode node) {
    return new DownloadsConfig(
        node.number("per-address", 128, 1, 100_000), node.number("total", 512, 1, 1_000_000));
  }
}
