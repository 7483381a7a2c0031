package dev.acsgateway.identity;

import java.time.Instant;
import java.util.Map;

/**
 * Which of ACS's access keys tokens are made with, and which of them no longer count. ACS ends
 * every token made with a key when that key is regenerated.
 *
 * @param current the fingerprint of the key in use
 * @param dropped fingerprints of keys given up, each with the instant from which on tokens made
 *     with it are no longer served
 */
public record ActiveAccessKey(String current, Map<String, Instant> dropped) {
  public ActiveAccessKey {
    dropped = Map.copyOf(dropped);
  }

  /** Whether a token made with this key may be served at this time. */
  public boolean counts(String fingerprint, Instant now) {
    Instant end = dropped.get(fingerprint);
    return end == null || now.isBefore(end);
  }

  /** Whether a token made with this key should be replaced, though it may still be served. */
  public boolean isGivenUp(String fingerprint) {
    return dropped.containsKey(fingerprint);
  }
}
