package dev.acsgateway.cli;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A gateway's API as a backend uses it. Every method blocks and fails in one readable line. */
final class GatewayClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final URI url;
  private final String apiKey;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  /**
   * @param url the API listener, for example {@code http://127.0.0.1:8080}
   * @param apiKey a key that may issue, revoke and delete
   */
  GatewayClient(URI url, String apiKey) {
    this.url = url;
    this.apiKey = apiKey;
  }

  /** What the quickstart shows of a token. */
  record Token(String communicationUserId, String token) {}

  Token issueToken(String user, String scope) throws IOException, InterruptedException {
    JsonObject body = new JsonObject().put("scopes", new JsonArray().add(scope));
    JsonObject answer =
        new JsonObject(
            send(
                request(user, "/token")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body.encode()))));
    return new Token(answer.getString("communicationUserId"), answer.getString("token"));
  }

  void revokeTokens(String user) throws IOException, InterruptedException {
    send(request(user, "/tokens").DELETE());
  }

  void deleteUser(String user) throws IOException, InterruptedException {
    send(request(user, "").DELETE());
  }

  private HttpRequest.Builder request(String user, String rest) {
    String path = "/v1/users/" + URLEncoder.encode(user, StandardCharsets.UTF_8) + rest;
    return HttpRequest.newBuilder(url.resolve(path))
        .timeout(TIMEOUT)
        .header("X-API-Key", apiKey)
        .header("Accept", "application/json");
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response = answer(request.build());
    if (response.statusCode() / 100 != 2) {
      throw new CommandFailed(
          "The gateway at %s refused: %d%s"
              .formatted(url, response.statusCode(), detail(response.body())));
    }
    return response.body();
  }

  private HttpResponse<String> answer(HttpRequest request)
      throws IOException, InterruptedException {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (ConnectException | HttpTimeoutException e) {
      throw new CommandFailed(
          "The gateway at " + url + " does not answer; is it running? Start one: ./scripts/run");
    }
  }

  private static String detail(String problem) {
    try {
      String detail = new JsonObject(problem).getString("detail");
      return detail == null ? "" : ", " + detail;
    } catch (DecodeException noProblemDocument) {
      return "";
    }
  }
}
