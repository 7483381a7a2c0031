package dev.acsgateway.cli;

import dev.acsgateway.config.Secret;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests to a gateway with an API key. Blocks, and fails in one readable line. */
final class GatewayRequests {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayRequests.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int LONGEST_PROBLEM = 64 * 1024;

  private final URI url;
  private final Secret apiKey;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  /**
   * @param url the listener, as it is named when it does not answer
   * @param apiKey a key that may do what is asked
   */
  GatewayRequests(URI url, Secret apiKey) {
    this.url = url;
    this.apiKey = apiKey;
  }

  HttpRequest.Builder to(URI target) {
    return HttpRequest.newBuilder(target)
        .header("X-API-Key", apiKey.value())
        .header("Accept", "application/json");
  }

  /** Sends it, and returns the JSON object that comes back. */
  JsonObject sendForJson(HttpRequest.Builder request) throws IOException, InterruptedException {
    return parsed(send(request));
  }

  /**
   * Returns the object in an answer.
   *
   * @throws CommandFailed if there is none, as where another server answers
   */
  JsonObject parsed(String answer) {
    try {
      return new JsonObject(answer);
    } catch (DecodeException e) {
      throw new CommandFailed("What answers at " + url + " is no gateway: it sends no JSON object");
    }
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
          "The gateway at %s does not answer: %s. Is it running? Start one: ./scripts/run"
              .formatted(url, Explanation.ofConnection(e)));
    } catch (IOException e) {
      LOG.debug("No answer from {}", url, e);
      throw new CommandFailed(
          "The gateway at %s cannot be asked: %s".formatted(url, Explanation.ofConnection(e)));
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
