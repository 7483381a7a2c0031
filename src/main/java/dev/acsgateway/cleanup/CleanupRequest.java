package dev.acsgateway.cleanup;

import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.identity.UserId;
import java.util.List;

/**
 * What an operator asks to be cleaned up.
 *
 * @param users whose identities to delete; at least one
 */
public record CleanupRequest(List<UserId> users) {
  /** The most users in one request. */
  public static final int MAX_USERS = 1000;

  /**
   * @throws InvalidRequest when there are no users, or too many
   */
  public CleanupRequest {
    users = List.copyOf(users);
    if (users.isEmpty() || users.size() > MAX_USERS) {
      throw new InvalidRequest(
          "userIds",
          "userIds has " + users.size() + " entries; 1 to " + MAX_USERS + " are allowed.");
    }
  }
}
