package dev.acsgateway.redis;

import dev.acsgateway.config.ConfigNode;
import dev.acsgateway.config.Secret;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.Optional;

/**
 * How a node authenticates to a server.
 *
 * @param username the ACL user; empty for the default user
 * @param password empty where none is asked for
 */
public record RedisCredentials(Optional<String> username, Optional<Secret> password) {
  /** For servers that ask for none. */
  static final RedisCredentials NONE = new RedisCredentials(Optional.empty(), Optional.empty());

  public RedisCredentials {
    if (username.isPresent() && password.isEmpty()) {
      throw new IllegalArgumentException("is given without a password");
    }
  }

  /**
   * Reads {@code <prefix>username} and {@code <prefix>password}, which are raw: nothing in them is
   * percent-encoded.
   *
   * @param otherwise what holds where neither is given
   */
  static RedisCredentials from(ConfigNode node, String prefix, RedisCredentials otherwise) {
    Optional<String> username = node.optionalText(prefix + "username");
    Optional<Secret> password = node.secret(prefix + "password");
    if (username.isEmpty() && password.isEmpty()) {
      return otherwise;
    }
    if (password.isEmpty()) {
      node.addProblem(prefix + "username", "is given without " + prefix + "password");
      return otherwise;
    }
    return new RedisCredentials(username, password);
  }

  /** The command that authenticates an open connection again; empty where nothing is asked for. */
  Optional<Request> authentication() {
    return password.map(
        secret -> {
          Request auth = Request.cmd(Command.AUTH);
          username.ifPresent(auth::arg);
          return auth.arg(secret.value());
        });
  }
}
