package dev.acsgateway.cli;

import dev.acsgateway.config.Secret;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

/** A gateway's API as a backend uses it. Every method blocks and fails in one readable line. */
final class GatewayClient {
  private final URI url;
  private final GatewayRequests requests;

  /**
   * @param url the API listener, for example {@code http://127.0.0.1:8080}
   * @param apiKey a key that may issue, revoke and delete
   */
  GatewayClient(URI url, Secret apiKey) {
    this.url = url;
    this.requests = new GatewayRequests(url, apiKey);
  }

  /** What the quickstart shows of a token. */
  record Token(String communicationUserId, String token) {}

  Token issueToken(String user, String scope) throws IOException, InterruptedException {
    JsonObject body = new JsonObject().put("scopes", new JsonArray().add(scope));
    JsonObject answer =
        requests.sendForJson(
            request(user, "/token")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.encode())));
    return new Token(answer.getString("communicationUserId"), answer.getString("token"));
  }

  void revokeTokens(String user) throws IOException, InterruptedException {
    requests.send(request(user, "/tokens").DELETE());
  }

  void deleteUser(String user) throws IOException, InterruptedException {
    requests.send(request(user, "").DELETE());
  }

  private HttpRequest.Builder request(String user, String rest) {
    String path = "/v1/users/" + URLEncoder.encode(user, StandardCharsets.UTF_8) + rest;
    return requests.to(url.resolve(path));
  }
}
