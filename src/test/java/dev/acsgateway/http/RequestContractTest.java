package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.acsgateway.authentication.ApiKey;
import dev.acsgateway.authentication.ApiKeyFactory;
import dev.acsgateway.authentication.Grant;
import dev.acsgateway.authentication.Permission;
import dev.acsgateway.http.Contract.JsonOperation;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.Store;

/**
 * The contract says of each body whether it is good; the code says the same. Not in the contract is
 * what depends on the moment or on other data: how far off a time is, and how long a time span.
 */
final class RequestContractTest {
  private final RunningEdge edge =
      Store.getOrCreate(RequestContractTest.class, Lifespan.RUN, () -> new Shared(edge()))
          .get()
          .edge();

  /** One edge for all tries, closed at the end of the run. */
  private record Shared(RunningEdge edge) implements Store.CloseOnReset {
    @Override
    public void close() {
      edge.close();
    }
  }

  private static RunningEdge edge() {
    RunningEdge edge =
        new RunningEdge(
            new JsonObject(), JsonObject.of("per-user", "1000000/s", "per-key", "1000000/s"));
    ApiKeyFactory.NewApiKey key = new ApiKeyFactory(new SecureRandom()).make(AuditedUse.KEY);
    Grant grant = Grant.of(Permission.USERS_READ);
    edge.madeKeys.add(new ApiKey(key.id(), key.hash(), grant, Optional.empty(), "to be rotated"));
    return edge;
  }

  /** A body and where it is sent to. */
  record Request(JsonOperation operation, JsonNode body) {}

  @Provide
  Arbitrary<Request> requests() {
    BodyArbitrary bodies = new BodyArbitrary(edge.contract::resolved);
    return Arbitraries.of(edge.contract.jsonOperations())
        .flatMap(
            operation -> {
              JsonNode schema =
                  JsonNodeFactory.instance.objectNode().put("$ref", operation.schema());
              return bodies.of(schema).map(body -> new Request(operation, body));
            });
  }

  @Property(shrinking = ShrinkingMode.BOUNDED)
  void theCodeTakesExactlyTheBodiesThatTheContractAllows(@ForAll("requests") Request request) {
    JsonOperation operation = request.operation();
    String body = request.body().toString();
    Answer answer = send(operation, Optional.of(body));
    assertThat(isTaken(answer))
        .as("%s %s with %s: %s", operation.method(), operation.path(), body, answer.body())
        .isEqualTo(edge.contract.allows(operation.schema(), body));
    if (answer.status() == 400) {
      assertThat(answer.json().getString("field")).as("the pointer of %s", answer).isNotEmpty();
    }
  }

  @Example
  void aBodyMayBeLeftOutWhereTheContractSaysSo() {
    List<JsonOperation> operations = edge.contract.jsonOperations();
    assertThat(operations).hasSizeGreaterThan(10);
    assertThat(operations)
        .allSatisfy(
            operation ->
                assertThat(send(operation, Optional.empty()).status() == 400)
                    .as(operation.path())
                    .isEqualTo(operation.needsBody()));
  }

  private Answer send(JsonOperation operation, Optional<String> body) {
    String path = operation.path().replace("{id}", AuditedUse.KEY).replaceAll("\\{\\w+}", "alice");
    return operation.forUsers()
        ? edge.send(
            operation.method(), path, body, "Authorization", "Bearer " + edge.tokens.right("alice"))
        : edge.send(operation.method(), path, body, "X-API-Key", edge.keys.everything);
  }

  /** What is refused for another reason than its form is taken; a batch tells of each item. */
  private static boolean isTaken(Answer answer) {
    assertThat(answer.status()).isNotEqualTo(429).isLessThan(500);
    return answer.status() != 400
        && !(answer.status() == 200
            && answer.json().getValue("results") != null
            && answer.json().getJsonArray("results").stream()
                .map(JsonObject.class::cast)
                .anyMatch(result -> result.getInteger("status") == 400));
  }
}
