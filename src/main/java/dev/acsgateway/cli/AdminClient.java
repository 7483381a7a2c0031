package dev.acsgateway.cli;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A gateway's admin listener. Every method blocks and fails in one readable line. */
final class AdminClient {
  private static final Duration CONNECT = Duration.ofSeconds(30);
  private static final int PROBLEM = 64 * 1024;

  private final URI url;
  private final String apiKey;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  /**
   * @param url the admin listener, for example {@code http://127.0.0.1:8081}
   * @param apiKey a key that may do what is asked for
   */
  AdminClient(URI url, String apiKey) {
    this.url = url;
    this.apiKey = apiKey;
  }

  /** Reads, however long that is. To be closed. */
  InputStream get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  /** Sends a body, however long, and reads the answer. */
  JsonObject post(String path, String mediaType, BodyPublisher body)
      throws IOException, InterruptedException {
    try (InputStream answer = send(request(path).header("Content-Type", mediaType).POST(body))) {
      return new JsonObject(new String(answer.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** Sends a JSON object and reads another. */
  JsonObject post(String path, JsonObject body) throws IOException, InterruptedException {
    return post(path, "application/json", BodyPublishers.ofString(body.encode()));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(url.resolve(path)).header("X-API-Key", apiKey);
  }

  private InputStream send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<InputStream> response;
    try {
      response = http.send(request.build(), BodyHandlers.ofInputStream());
    } catch (ConnectException e) {
      throw new CommandFailed("The gateway's admin listener at " + url + " does not answer");
    }
    if (response.statusCode() / 100 != 2) {
      try (InputStream problem = response.body()) {
        throw new CommandFailed(
            "The gateway at %s refused: %d%s"
                .formatted(url, response.statusCode(), detail(problem.readNBytes(PROBLEM))));
      }
    }
    return response.body();
  }

  private static String detail(byte[] problem) {
    try {
      String detail =
          new JsonObject(new String(problem, StandardCharsets.UTF_8)).getString("detail");
      return detail == null ? "" : ", " + detail;
    } catch (DecodeException noProblemDocument) {
      return "";
    }
  }
}
