package dev.acsgateway.chaos;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** How each verb is said over HTTP, and how its answer reads. */
final class HttpMapping {
  private static final Duration IDLE = Duration.ofDays(30);

  /** So few that there is something left of a job to pause. */
  private static final int NAMED_PER_SECOND = 4;

  private HttpMapping() {}

  /**
   * A request without credentials.
   *
   * @param port of the listener that the verb is for
   */
  static HttpRequest.Builder request(int port, OperationType verb, List<String> about) {
    String user = "/v1/users/" + String.join(",", about);
    return switch (verb) {
      case ISSUE -> request(port, "POST", user + "/token", new JsonObject());
      case ISSUE_OTHER ->
          request(
              port,
              "POST",
              user + "/token",
              JsonObject.of("scopes", JsonArray.of("voip"), "expiresInMinutes", 120));
      case REVOKE -> request(port, "DELETE", user + "/tokens", new JsonObject());
      case ERASE -> request(port, "DELETE", user, new JsonObject());
      case READ -> request(port, "GET", user, new JsonObject());
      case ROTATE -> request(port, "POST", "/admin/v1/access-key/rotate", new JsonObject());
      case CLEAN_IDLE -> cleanup(port, JsonObject.of("olderThan", IDLE.toString()));
      case CLEAN_NAMED ->
          cleanup(
              port,
              JsonObject.of("userIds", new JsonArray(about), "ratePerSecond", NAMED_PER_SECOND));
      case CLEAN_ORPHANS -> cleanup(port, JsonObject.of("orphans", true));
      case PAUSE_JOB -> order(port, about, "pause");
      case RESUME_JOB -> order(port, about, "resume");
      case CANCEL_JOB -> order(port, about, "cancel");
    };
  }

  private static HttpRequest.Builder cleanup(int port, JsonObject whom) {
    return request(port, "POST", "/admin/v1/cleanups", whom.put("acknowledgeChatDeletion", true));
  }

  private static HttpRequest.Builder order(int port, List<String> job, String what) {
    String path = "/admin/v1/cleanups/" + String.join(",", job) + "/" + what;
    return request(port, "POST", path, new JsonObject());
  }

  private static HttpRequest.Builder request(
      int port, String method, String path, JsonObject body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    return body.isEmpty()
        ? request.method(method, BodyPublishers.noBody())
        : request
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.encode()));
  }

  /** What the client was told. */
  static Answer read(HttpResponse<String> response, OperationType verb) {
    if (response.statusCode() >= 400) {
      String type = new JsonObject(response.body()).getString("type");
      return new Answer.Refused(response.statusCode(), type.substring(type.lastIndexOf('/') + 1));
    }
    return switch (verb) {
      case ISSUE, ISSUE_OTHER -> served(response);
      case REVOKE -> new Answer.Revoked(new JsonObject(response.body()).getInstant("effectiveBy"));
      case ERASE, READ -> new Answer.Done();
      case ROTATE -> rotated(new JsonObject(response.body()));
      case CLEAN_IDLE, CLEAN_NAMED, CLEAN_ORPHANS ->
          new Answer.Accepted(new JsonObject(response.body()).getString("id"));
      case PAUSE_JOB, RESUME_JOB, CANCEL_JOB ->
          new Answer.Ordered(new JsonObject(response.body()).getString("state"));
    };
  }

  private static Answer rotated(JsonObject body) {
    return new Answer.Rotated(body.getString("current"), body.getString("former"));
  }

  private static Answer served(HttpResponse<String> response) {
    JsonObject body = new JsonObject(response.body());
    String source = response.headers().firstValue("Cache-Status").orElse("");
    return new Answer.Served(
        body.getString("token"),
        body.getString("communicationUserId"),
        source.contains("detail=near"));
  }
}
