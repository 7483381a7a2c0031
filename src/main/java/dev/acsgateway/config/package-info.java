/**
 * Reads YAML and environment into records, and collects every problem before it complains.
 *
 * <p>A setting at {@code redis.connect-timeout} may also be given as {@code
 * ACSGW_REDIS_CONNECT_TIMEOUT}, which wins. A secret may be given as a file too: {@code <key>-file}
 * in YAML, {@code <NAME>_FILE} in the environment. No message ever shows a secret's value. Values
 * of variables and of files are stripped of white space and of a byte order mark; an empty variable
 * counts as not set.
 */
@NullMarked
package dev.acsgateway.config;

import org.jspecify.annotations.NullMarked;
