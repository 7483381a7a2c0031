package dev.acsgateway.http.cleanup;

import dev.acsgateway.authentication.Caller;
import dev.acsgateway.cleanup.Candidate;
import dev.acsgateway.cleanup.CleanupFailure;
import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.failure.PermissionDenied;
import dev.acsgateway.http.StrictJson;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** A candidate in JSON: {@code {"userId": …}} or {@code {"communicationUserId": …}}. */
final class CandidateJson {
  private static final String USER = "userId";
  private static final String IDENTITY = "communicationUserId";
  private static final int LONGEST_IDENTITY = 256;

  private CandidateJson() {}

  /** Without the user's name when the ledger knows the user no more. */
  static JsonObject of(CleanupFailure failure) {
    JsonObject json = new JsonObject();
    failure.user().ifPresent(user -> json.put(USER, user.value()));
    failure.candidate().knownIdentity().ifPresent(identity -> json.put(IDENTITY, identity.id()));
    return json.put("reason", failure.reason());
  }

  /**
   * Reads one line.
   *
   * @param where names the line in a complaint
   * @param caller must have access to whom the line names
   * @throws PermissionDenied when not
   */
  static Candidate parse(Buffer line, String where, Caller caller) {
    try {
      JsonObject json = StrictJson.object(line);
      if (json.size() == 1 && json.getValue(USER) instanceof String user) {
        return user(user, caller);
      }
      if (json.size() == 1 && json.getValue(IDENTITY) instanceof String identity) {
        return identity(identity, where, caller);
      }
    } catch (InvalidRequest e) {
      throw new InvalidRequest(where, e.detail());
    }
    throw new InvalidRequest(
        where, "A line must be like {\"userId\": \"…\"} or {\"communicationUserId\": \"…\"}.");
  }

  /** A user whom a request names. */
  static Candidate user(String name, Caller caller) {
    UserId user = new UserId(name);
    caller.requireAccessTo(user);
    return Candidate.of(user);
  }

  /** An identity that a request names; it may be anybody's. */
  static Candidate identity(String id, String where, Caller caller) {
    boolean harmless =
        !id.isBlank()
            && id.length() <= LONGEST_IDENTITY
            && id.chars().noneMatch(Character::isISOControl);
    if (!harmless) {
      throw new InvalidRequest(where, "This cannot be an identity of ACS.");
    }
    caller.requireAccessToAllUsers();
    return new Candidate.Loose(new Identity(id), Optional.empty());
  }
}
