package dev.acsgateway.http.cleanup;

import dev.acsgateway.cleanup.Candidate;
import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** A candidate in JSON: {@code {"userId": …}} or {@code {"communicationUserId": …}}. */
final class CandidateJson {
  private static final String USER = "userId";
  private static final String IDENTITY = "communicationUserId";
  private static final int LONGEST_IDENTITY = 256;

  private CandidateJson() {}

  static JsonObject of(Candidate candidate) {
    JsonObject json = new JsonObject();
    if (candidate instanceof Candidate.OfUser(UserId user, Optional<Identity> identity)) {
      json.put(USER, user.value());
    }
    candidate.knownIdentity().ifPresent(identity -> json.put(IDENTITY, identity.id()));
    return json;
  }

  /**
   * Reads one line.
   *
   * @param where names the line in a complaint
   */
  static Candidate parse(Buffer line, String where) {
    try {
      JsonObject json = new JsonObject(line);
      if (json.size() == 1 && json.getValue(USER) instanceof String user) {
        return new Candidate.OfUser(new UserId(user), Optional.empty());
      }
      if (json.size() == 1 && json.getValue(IDENTITY) instanceof String identity) {
        return identity(identity, where);
      }
    } catch (InvalidRequest e) {
      throw new InvalidRequest(where, e.detail());
    } catch (DecodeException | ClassCastException e) {
      // answered below, as anything else that is no candidate
    }
    throw new InvalidRequest(
        where, "A line must be like {\"userId\": \"…\"} or {\"communicationUserId\": \"…\"}.");
  }

  /** An identity that a request names. */
  static Candidate identity(String id, String where) {
    boolean harmless =
        !id.isBlank()
            && id.length() <= LONGEST_IDENTITY
            && id.chars().noneMatch(Character::isISOControl);
    if (!harmless) {
      throw new InvalidRequest(where, "This cannot be an identity of ACS.");
    }
    return new Candidate.Loose(new Identity(id), Optional.empty());
  }
}
