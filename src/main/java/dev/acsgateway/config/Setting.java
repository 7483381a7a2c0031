package dev.acsgateway.config;

/**
 * A setting that was asked for, so that the documentation can be held against the code.
 *
 * @param path for example {@code redis.connect-timeout}
 * @param environment for example {@code ACSGW_REDIS_CONNECT_TIMEOUT}
 * @param allowed what may be written there
 * @param defaultValue the default as it would be written in YAML; empty when there is none
 */
public record Setting(String path, String environment, String allowed, String defaultValue) {}
