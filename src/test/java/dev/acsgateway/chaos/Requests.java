package dev.acsgateway.chaos;

import dev.acsgateway.GatewayNode;
import dev.acsgateway.http.Contract;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Sends requests and says what is answered, held against the contract. Close it. */
final class Requests implements AutoCloseable {
  /** A node answers within its deadline, unless it is stopped. */
  private static final Duration PATIENCE = Timings.DEADLINE.plusSeconds(7);

  private static final Duration IDLE = Duration.ofDays(30);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  private final Contract contract;
  private final String apiKey;

  Requests(Contract contract, String apiKey) {
    this.contract = contract;
    this.apiKey = apiKey;
  }

  /** Does it, with whatever the node is now. */
  Operation send(int number, ChaosNode.Life life, Verb verb, List<String> users) {
    Instant begun = Instant.now();
    try {
      HttpResponse<String> response =
          http.send(request(life.node(), verb, users), BodyHandlers.ofString());
      Instant ended = Instant.now();
      return new Operation(
          number, life.offset(), verb, users, begun, ended, answer(response, verb));
    } catch (IOException e) {
      Answer silence = new Answer.Silence(e.toString());
      return new Operation(number, life.offset(), verb, users, begun, Instant.now(), silence);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Answer answer(HttpResponse<String> response, Verb verb) {
    try {
      contract.check(response);
      return read(response, verb);
    } catch (AssertionError | RuntimeException e) {
      return new Answer.Strange(e.toString());
    }
  }

  private static Answer read(HttpResponse<String> response, Verb verb) {
    if (response.statusCode() >= 400) {
      String type = new JsonObject(response.body()).getString("type");
      return new Answer.Refused(response.statusCode(), type.substring(type.lastIndexOf('/') + 1));
    }
    return switch (verb) {
      case ISSUE, ISSUE_OTHER -> served(response);
      case REVOKE -> new Answer.Revoked(new JsonObject(response.body()).getInstant("effectiveBy"));
      case ERASE, READ, ROTATE -> new Answer.Done();
      case CLEAN_IDLE, CLEAN_NAMED, CLEAN_ORPHANS ->
          new Answer.Accepted(new JsonObject(response.body()).getString("id"));
    };
  }

  private static Answer served(HttpResponse<String> response) {
    JsonObject body = new JsonObject(response.body());
    String source = response.headers().firstValue("Cache-Status").orElse("");
    return new Answer.Served(
        body.getString("token"),
        body.getString("communicationUserId"),
        source.contains("detail=near"));
  }

  private HttpRequest request(GatewayNode node, Verb verb, List<String> users) {
    String user = users.isEmpty() ? "" : "/v1/users/" + users.getFirst();
    return switch (verb) {
      case ISSUE -> request(node.apiPort, "POST", user + "/token", new JsonObject());
      case ISSUE_OTHER ->
          request(
              node.apiPort,
              "POST",
              user + "/token",
              JsonObject.of("scopes", JsonArray.of("voip"), "expiresInMinutes", 120));
      case REVOKE -> request(node.apiPort, "DELETE", user + "/tokens", new JsonObject());
      case ERASE -> request(node.apiPort, "DELETE", user, new JsonObject());
      case READ -> request(node.apiPort, "GET", user, new JsonObject());
      case ROTATE ->
          request(node.adminPort, "POST", "/admin/v1/access-key/rotate", new JsonObject());
      case CLEAN_IDLE -> cleanup(node, JsonObject.of("olderThan", IDLE.toString()));
      case CLEAN_NAMED -> cleanup(node, JsonObject.of("userIds", new JsonArray(users)));
      case CLEAN_ORPHANS -> cleanup(node, JsonObject.of("orphans", true));
    };
  }

  private HttpRequest cleanup(GatewayNode node, JsonObject whom) {
    return request(
        node.adminPort, "POST", "/admin/v1/cleanups", whom.put("acknowledgeChatDeletion", true));
  }

  private HttpRequest request(int port, String method, String path, JsonObject body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(PATIENCE)
            .header("X-API-Key", apiKey);
    return body.isEmpty()
        ? request.method(method, BodyPublishers.noBody()).build()
        : request
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.encode()))
            .build();
  }

  @Override
  public void close() {
    http.close();
  }
}
