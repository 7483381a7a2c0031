package dev.acsgateway.chaos;

import dev.acsgateway.http.Contract;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Sends requests and says what is answered, held against the contract. Close it. */
final class Requests implements AutoCloseable {
  /** A node answers within its deadline, unless it is stopped. */
  private static final Duration PATIENCE = Timings.DEADLINE.plusSeconds(7);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  private final Contract contract;
  private final String apiKey;

  Requests(Contract contract, String apiKey) {
    this.contract = contract;
    this.apiKey = apiKey;
  }

  /** Does it, with whatever the node is now. */
  Operation send(int number, ChaosNode.Life life, OperationType verb, List<String> about) {
    int port = verb.isAdministrative() ? life.node().adminPort : life.node().apiPort;
    Instant begun = Instant.now();
    Heard heard = exchange(port, verb, about);
    return new Operation(number, life.offset(), verb, about, begun, heard.ended(), heard.answer());
  }

  /** Does it at the API, with whatever node the balancer leads to. */
  Operation send(Balancer balancer, OperationType verb, List<String> about) {
    Instant begun = Instant.now();
    try (Door door = balancer.open()) {
      Heard heard = exchange(door.port(), verb, about);
      return door.lead()
          .map(
              lead ->
                  new Operation(
                      lead.node(),
                      lead.life().offset(),
                      verb,
                      about,
                      begun,
                      heard.ended(),
                      heard.answer()))
          .orElseGet(() -> Operation.ofNoNode(verb, about, begun, heard.ended(), heard.answer()));
    }
  }

  /** What came, and when. */
  private record Heard(Instant ended, Answer answer) {}

  private Heard exchange(int port, OperationType verb, List<String> about) {
    HttpRequest request =
        HttpMapping.request(port, verb, about)
            .timeout(PATIENCE)
            .header("X-API-Key", apiKey)
            .build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      return new Heard(Instant.now(), answer(response, verb));
    } catch (IOException e) {
      return new Heard(Instant.now(), new Answer.Silence(e.toString()));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Answer answer(HttpResponse<String> response, OperationType verb) {
    try {
      contract.check(response);
      return HttpMapping.read(response, verb);
    } catch (AssertionError | RuntimeException e) {
      return new Answer.Strange(e.toString());
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
