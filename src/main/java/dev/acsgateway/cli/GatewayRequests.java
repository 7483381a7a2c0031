package dev.acsgateway.cli;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Requests to a gateway with an API key. Blocks, and fails in one readable line. */
final class GatewayRequests {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int LONGEST_PROBLEM = 64 * 1024;

  private final URI url;
  private final String apiKey;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  /**
   * @param url the listener, as it is named when it does not answer
   * @param apiKey a key that may do what is asked
   */
  GatewayRequests(URI url, String apiKey) {
    this.url = url;
    this.apiKey = apiKey;
  }

  HttpRequest.Builder to(URI target) {
    return HttpRequest.newBuilder(target)
        .header("X-API-Key", apiKey)
        .header("Accept", "application/json");
  }

  /** Sends it, and answers the body, which comes soon and is short. */
  String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    try (InputStream body = open(request.timeout(TIMEOUT))) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Sends it, and answers the body, which may take its time. To be closed. */
  InputStream open(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<InputStream> response = answer(request.build());
    if (response.statusCode() / 100 != 2) {
      try (InputStream problem = response.body()) {
        throw new CommandFailed(
            "The gateway at %s refused: %d%s"
                .formatted(
                    url, response.statusCode(), detail(problem.readNBytes(LONGEST_PROBLEM))));
      }
    }
    return response.body();
  }

  private HttpResponse<InputStream> answer(HttpRequest request)
      throws IOException, InterruptedException {
    try {
      return http.send(request, BodyHandlers.ofInputStream());
    } catch (ConnectException | HttpTimeoutException e) {
      throw new CommandFailed(
          "The gateway at " + url + " does not answer; is it running? Start one: ./scripts/run");
    }
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
