package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.http.Contract.Operation;
import io.vertx.core.json.JsonArray;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RouteTableTest {
  /** The only routes that need no credential. */
  private static final Set<String> PUBLIC =
      Set.of(
          "/openapi.yaml",
          "/docs",
          "/docs/",
          "/docs/{file}",
          "/demo",
          "/demo/",
          "/demo/{file}",
          "/demo/sign-in",
          "/console",
          "/console/",
          "/console/{file}",
          "/metrics",
          "/health/live",
          "/health/ready");

  private RunningEdge edge;

  @BeforeAll
  void start() {
    edge = new RunningEdge();
  }

  @AfterAll
  void stop() {
    edge.close();
  }

  private List<Route> routes() {
    return Stream.concat(edge.apiRoutes.table().stream(), edge.adminRoutes.table().stream())
        .toList();
  }

  @Test
  void everyRouteInCodeIsInTheContractAndTheOtherWayRound() {
    List<Operation> inCode =
        routes().stream()
            .map(
                route ->
                    new Operation(
                        route.method().name().toLowerCase(Locale.ROOT),
                        route.path(),
                        route.access() instanceof Access.Public,
                        required(route).map(requires -> requires.permission().value()),
                        required(route).map(requires -> requires.confinement().value())))
            .toList();
    assertThat(edge.contract.operations()).containsExactlyInAnyOrderElementsOf(inCode);
  }

  private static Optional<Access.Requires> required(Route route) {
    return route.access() instanceof Access.Requires requires
        ? Optional.of(requires)
        : Optional.empty();
  }

  @Test
  void everyRouteNeedsAPermissionUnlessItIsPublicInSoManyWords() {
    assertThat(routes())
        .allSatisfy(
            route ->
                assertThat(route.access() instanceof Access.Requires)
                    .as(route.path())
                    .isNotEqualTo(PUBLIC.contains(route.path())));
  }

  @Test
  void everyRouteThatIsNotPublicRefusesACallerWithoutCredential() {
    assertThat(routes())
        .filteredOn(route -> !PUBLIC.contains(route.path()))
        .allSatisfy(
            route -> {
              String path = route.path().replaceAll("\\{\\w+}", "x");
              Answer answer = edge.send(route.method().name(), path, Optional.empty());
              assertThat(answer.status()).isEqualTo(401);
            });
  }

  @Test
  void everyKindOfProblemIsInTheContract() {
    JsonArray inCode =
        new JsonArray(Arrays.stream(ProblemType.values()).map(ProblemType::uri).toList());
    List<String> inFile =
        StreamSupport.stream(
                edge.contract.at("/components/schemas/Problem/properties/type/enum").spliterator(),
                false)
            .map(node -> node.textValue())
            .toList();
    assertThat(inFile).isEqualTo(inCode.getList());
  }

  @Test
  void theContractIsServedAsItLiesInTheJar() {
    Answer answer = edge.send("GET", "/openapi.yaml");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(OpenApiDocument.load());
  }

  @Test
  void aWrongMethodIsToldWhichOnesAreAllowed() {
    assertThat(edge.send("GET", "/v1/users/x/token").header("Allow")).hasValue("POST, OPTIONS");
    assertThat(edge.send("PUT", "/v1/users/x").header("Allow"))
        .hasValue("GET, HEAD, DELETE, OPTIONS");
    assertThat(edge.send("DELETE", "/admin/v1/cleanups").header("Allow"))
        .hasValue("POST, GET, HEAD, OPTIONS");
    assertThat(edge.send("GET", "/nothing").header("Allow")).isEmpty();
  }
}
