package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.acsgateway.authentication.Permission;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A key that is confined to some users (its {@code users}) with every permission there is. The kind
 * of fault: an admin route that ignores the confinement, and so acts on other tenants' users, tells
 * of them, or acts on what all tenants share.
 */
final class ConfinedKeyTest {
  private static final String CLEANUPS = "/admin/v1/cleanups";
  private static final String KEYS = "/admin/v1/keys";

  /** What the tests below hold against other tenants' users, jobs and keys, each by its own. */
  private static final Set<String> FILTERED =
      Set.of(
          "POST /admin/v1/cleanups",
          "GET /admin/v1/cleanups",
          "POST /admin/v1/cleanups/uploads",
          "GET /admin/v1/cleanups/{id}",
          "GET /admin/v1/cleanups/{id}/events",
          "GET /admin/v1/cleanups/{id}/failures",
          "POST /admin/v1/cleanups/{id}/retry",
          "POST /admin/v1/cleanups/{id}/pause",
          "POST /admin/v1/cleanups/{id}/resume",
          "POST /admin/v1/cleanups/{id}/cancel",
          "GET /admin/v1/identities/{identity}",
          "POST /admin/v1/keys",
          "GET /admin/v1/keys",
          "POST /admin/v1/keys/{id}/rotate",
          "DELETE /admin/v1/keys/{id}");

  private RunningEdge edge;

  @BeforeEach
  void start() {
    edge = new RunningEdge();
  }

  @AfterEach
  void stop() {
    edge.close();
  }

  private Answer asTenant(String method, String path, Optional<String> body, String... headers) {
    List<String> all = new ArrayList<>(List.of("X-API-Key", edge.keys.tenant));
    all.addAll(List.of(headers));
    return edge.send(method, path, body, all.toArray(String[]::new));
  }

  private Answer asTenant(String method, String path, String body) {
    return asTenant(method, path, Optional.of(body));
  }

  private Answer asTenant(String method, String path) {
    return asTenant(method, path, Optional.empty());
  }

  private static String list(String... users) {
    return JsonObject.of("userIds", new JsonArray(List.of(users)), "acknowledgeChatDeletion", true)
        .encode();
  }

  private String everybodysJob() {
    return started(edge.send("POST", CLEANUPS, list("a", "tenant-a:1")));
  }

  private String ownJob() {
    return started(asTenant("POST", CLEANUPS, list("tenant-a:1")));
  }

  private static String started(Answer answer) {
    assertThat(answer.status()).isEqualTo(202);
    return answer.header("Location").orElseThrow();
  }

  @Test
  void theTableRefusesOrFiltersOnEachGuardedRouteOfTheAdminListener() {
    List<Route> guarded =
        edge.adminRoutes.table().stream()
            .filter(route -> route.access() instanceof Access.Requires)
            .toList();
    assertThat(guarded).hasSizeGreaterThan(20);
    assertThat(guarded)
        .allSatisfy(
            route -> {
              Access.Confinement confinement = ((Access.Requires) route.access()).confinement();
              String name = route.method() + " " + route.path();
              switch (confinement) {
                case FILTERED -> assertThat(FILTERED).as("tested below").contains(name);
                case REFUSED -> assertThat(FILTERED).doesNotContain(name);
                case OWN_USER -> fail(name + " is for users, who are not let in here");
              }
              if (confinement == Access.Confinement.REFUSED) {
                assertThat(asTenant(route.method().name(), route.path()).problem())
                    .as(name)
                    .isEqualTo("permission-denied");
              }
            });
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /admin/v1/access-key/rotate",
    "GET,  /admin/v1/audit",
    "GET,  /admin/v1/stats",
    "GET,  /health",
    "GET,  /admin/v1/identities",
    "POST, /admin/v1/ledger/reconcile"
  })
  void whatIsAboutEverybodyIsRefused(String method, String path) {
    edge.calls.forget();

    assertThat(asTenant(method, path).problem()).isEqualTo("permission-denied");

    assertThat(edge.calls.made()).filteredOn(call -> !call.contains("audit")).isEmpty();
    assertThat(edge.send(method, path).status()).isEqualTo(200);
  }

  @Test
  void anImportIsRefused() {
    assertThat(
            asTenant(
                    "POST",
                    "/admin/v1/identities",
                    Optional.of("{\"userId\":\"tenant-a:1\",\"identity\":\"8:acs:x_y\"}\n"),
                    "Content-Type",
                    "application/x-ndjson")
                .problem())
        .isEqualTo("permission-denied");
  }

  @Test
  void theAccessKeyIsRotatedByWhoMayDoThatAndNotByWhoManagesApiKeys() {
    String path = "/admin/v1/access-key/rotate";
    Answer refused =
        edge.send(
            "POST", path, Optional.empty(), "X-API-Key", edge.keys.with(Permission.KEYS_MANAGE));
    assertThat(refused.problem()).isEqualTo("permission-denied");
    assertThat(refused.json().getString("detail")).contains("access-key:rotate");
    assertThat(
            edge.send(
                    "POST",
                    path,
                    Optional.empty(),
                    "X-API-Key",
                    edge.keys.with(Permission.ACCESS_KEY_ROTATE))
                .status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"olderThan\":\"P30D\",\"dryRun\":true}'",
    "'{\"orphans\":true,\"dryRun\":true}'",
    "'{\"userIds\":[\"tenant-b:1\"],\"dryRun\":true}'",
    "'{\"userIds\":[\"tenant-a:1\",\"tenant-b:1\"],\"dryRun\":true}'",
    "'{\"communicationUserIds\":[\"8:acs:x_y\"],\"dryRun\":true}'"
  })
  void aJobThatReachesFurtherIsNotStarted(String wish) {
    assertThat(asTenant("POST", CLEANUPS, wish).problem()).isEqualTo("permission-denied");
    assertThat(edge.calls.made()).doesNotContain("open job");
  }

  @Test
  void anUploadThatReachesFurtherIsNotStarted() {
    assertThat(
            asTenant(
                    "POST",
                    CLEANUPS + "/uploads?dryRun=true",
                    Optional.of("{\"userId\":\"tenant-a:1\"}\n{\"userId\":\"tenant-b:1\"}\n"),
                    "Content-Type",
                    "application/x-ndjson")
                .problem())
        .isEqualTo("permission-denied");
    assertThat(edge.calls.made()).doesNotContain("open job");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  ''",
    "GET,  /events",
    "GET,  /failures",
    "POST, /retry",
    "POST, /pause",
    "POST, /resume",
    "POST, /cancel"
  })
  void aJobOfOthersIsAsIfThereWereNone(String method, String path) {
    String job = everybodysJob();
    edge.jobs.failAll();
    JsonObject before = edge.send("GET", job).json();

    assertThat(asTenant(method, job + path).problem()).isEqualTo("cleanup-not-found");

    assertThat(edge.send("GET", job).json()).isEqualTo(before);
  }

  @Test
  void jobsOfOthersAreNotListed() {
    String own = ownJob();
    everybodysJob();

    JsonArray listed = asTenant("GET", CLEANUPS + "?limit=1").json().getJsonArray("cleanups");

    assertThat(listed).hasSize(1);
    assertThat(own).endsWith(listed.getJsonObject(0).getString("id"));
    assertThat(edge.send("GET", CLEANUPS).json().getJsonArray("cleanups")).hasSize(2);
  }

  @Test
  void ownJobsAreWatchedAndSteered() {
    String job = ownJob();

    assertThat(asTenant("GET", job).status()).isEqualTo(200);
    assertThat(asTenant("POST", job + "/pause").json().getString("state")).isEqualTo("paused");
    assertThat(asTenant("POST", job + "/resume").json().getString("state")).isEqualTo("queued");
    edge.jobs.failAll();
    assertThat(asTenant("GET", job + "/failures").json().getJsonArray("failures")).hasSize(1);
    assertThat(asTenant("GET", job + "/events").body()).startsWith("event: end\n");
    assertThat(asTenant("POST", job + "/retry").status()).isEqualTo(202);
    assertThat(asTenant("POST", job + "/cancel").json().getString("state")).isEqualTo("cancelled");
  }

  @Test
  void anUploadedJobIsTheUploadersOwn() {
    String job =
        started(
            asTenant(
                "POST",
                CLEANUPS + "/uploads?dryRun=true",
                Optional.of("{\"userId\":\"tenant-a:1\"}\n"),
                "Content-Type",
                "application/x-ndjson"));
    assertThat(asTenant("GET", job).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"DELETE, ''", "POST, /rotate"})
  void keysOfOthersAreAsIfThereWereNone(String method, String path) {
    String everything = edge.keys.everything.split("_", -1)[1];
    JsonObject made =
        edge.send("POST", KEYS, "{\"permissions\":[\"tokens:issue\"],\"users\":\"tenant-b:*\"}")
            .json();

    assertThat(asTenant(method, KEYS + "/" + made.getString("id") + path).problem())
        .isEqualTo("key-not-found");
    assertThat(asTenant(method, KEYS + "/" + everything + path).problem())
        .as("that the configuration has a key of this name is not told either")
        .isEqualTo("key-not-found");
  }

  @Test
  void keysOfOthersAreNotListed() {
    List<String> users =
        asTenant("GET", KEYS).json().getJsonArray("keys").stream()
            .map(key -> ((JsonObject) key).getString("users"))
            .distinct()
            .toList();
    assertThat(users).containsExactly("tenant-a:*");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"permissions\":[\"tokens:issue\"],\"users\":\"*\"}'",
    "'{\"permissions\":[\"tokens:issue\"],\"users\":\"tenant*\"}'",
    "'{\"permissions\":[\"tokens:issue\"],\"users\":\"tenant-b:1\"}'"
  })
  void aKeyThatReachesFurtherIsNotMade(String wish) {
    assertThat(asTenant("POST", KEYS, wish).problem()).isEqualTo("permission-denied");
  }

  @Test
  void aKeyForFewScopesMakesNoneForMore() {
    String wish = "{\"permissions\":[\"tokens:issue\"],\"scopes\":[\"chat\",\"voip\"]}";
    assertThat(edge.send("POST", KEYS, Optional.of(wish), "X-API-Key", edge.keys.chat).problem())
        .isEqualTo("permission-denied");
    JsonObject wider = edge.send("POST", KEYS, wish).json();
    assertThat(
            edge.send(
                    "POST",
                    KEYS + "/" + wider.getString("id") + "/rotate",
                    Optional.empty(),
                    "X-API-Key",
                    edge.keys.chat)
                .problem())
        .isEqualTo("permission-denied");
  }

  @ParameterizedTest
  @CsvSource({
    "POST,   /v1/users/tenant-b:1/token,  ''",
    "DELETE, /v1/users/tenant-b:1/tokens, ''",
    "GET,    /v1/users/tenant-b:1,        ''",
    "DELETE, /v1/users/tenant-b:1,        ''",
    "POST,   /v1/teams/token,"
        + " '{\"teamsUserToken\":\"entra\",\"appId\":\"app\",\"userId\":\"tenant-b:1\"}'"
  })
  void usersOfOthersAreRefused(String method, String path, String body) {
    assertThat(asTenant(method, path, Optional.of(body).filter(text -> !text.isEmpty())).problem())
        .isEqualTo("permission-denied");
    assertThat(edge.calls.made()).filteredOn(call -> !call.contains("audit")).isEmpty();
  }

  @Test
  void usersOfOthersAreRefusedInABatchOneByOne() {
    JsonArray results =
        asTenant(
                "POST",
                "/v1/tokens",
                "{\"requests\":[{\"userId\":\"tenant-b:1\"},{\"userId\":\"tenant-a:1\"}]}")
            .json()
            .getJsonArray("results");
    assertThat(results.getJsonObject(0).getInteger("status")).isEqualTo(403);
    assertThat(results.getJsonObject(1).getInteger("status")).isEqualTo(200);
    assertThat(Objects.toString(results)).doesNotContain("tenant-b:1\",\"status\":200");
  }
}
