package dev.acsgateway.cli;

import dev.acsgateway.config.Secret;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

/** A gateway's admin listener. Every method blocks and fails in one readable line. */
final class AdminClient {
  private final URI url;
  private final GatewayRequests requests;

  /**
   * @param url the admin listener, for example {@code http://127.0.0.1:8081}
   * @param apiKey a key that may do what is asked
   */
  AdminClient(URI url, Secret apiKey) {
    this.url = url;
    this.requests = new GatewayRequests(url, apiKey);
  }

  JsonObject get(String path) throws IOException, InterruptedException {
    return requests.sendForJson(request(path).GET());
  }

  JsonObject post(String path, JsonObject body) throws IOException, InterruptedException {
    return requests.sendForJson(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.encode())));
  }

  void delete(String path) throws IOException, InterruptedException {
    requests.send(request(path).DELETE());
  }

  /** Reads, however long that is and takes. To be closed. */
  InputStream download(String path) throws IOException, InterruptedException {
    return requests.open(request(path).GET());
  }

  /** Sends a body, however long that is and takes, and reads the answer. */
  JsonObject upload(String path, String mediaType, BodyPublisher body)
      throws IOException, InterruptedException {
    try (InputStream answer =
        requests.open(request(path).header("Content-Type", mediaType).POST(body))) {
      return requests.parsed(new String(answer.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private HttpRequest.Builder request(String path) {
    return requests.to(url.resolve(path));
  }
}
