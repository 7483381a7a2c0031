package dev.acsgateway.config;

/**
 * One thing wrong with the configuration.
 *
 * @param path the setting, for example {@code redis.connect-timeout}
 * @param message what is wrong and what is allowed
 */
public record Problem(String path, String message) {
  @Override
  public String toString() {
    return path + ": " + message;
  }
}
