package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.audit.AuditRecord;
import dev.acsgateway.audit.AuditResult;
import dev.acsgateway.authentication.ApiKey;
import dev.acsgateway.authentication.ApiKeyFactory;
import dev.acsgateway.authentication.Grant;
import dev.acsgateway.authentication.Permission;
import dev.acsgateway.canary.LogsErrors;
import dev.acsgateway.failure.StoreUnavailable;
import dev.acsgateway.identity.UserId;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the audit trail holds after a request. */
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
final class AuditTest {
  private static final String ALICE = "alice@example.org";
  private static final String ALICES_HASH = "user:" + new UserId(ALICE).hash();

  /** Changes that are asked for so often that they would drown all others: issuing tokens. */
  private static final Set<Permission> NOT_AUDITED =
      Set.of(Permission.TOKENS_ISSUE, Permission.TOKENS_ISSUE_SELF);

  private static final String CLEANUP = "{\"userIds\":[\"" + ALICE + "\"],\"dryRun\":true}";

  private RunningEdge edge;

  @BeforeEach
  void start() {
    edge = new RunningEdge();
    edge.jobs.add(AuditedUse.CLEANUP);
    Grant grant = Grant.of(Permission.USERS_READ);
    ApiKeyFactory.NewApiKey key = new ApiKeyFactory(new SecureRandom()).make(AuditedUse.KEY);
    edge.madeKeys.add(new ApiKey(key.id(), key.hash(), grant, Optional.empty(), "to be changed"));
  }

  @AfterEach
  void stop() {
    edge.close();
  }

  /** Every route that changes something, and how it is used. */
  static Stream<AuditedUse> uses() {
    return AuditedUse.all(ALICE);
  }

  @Test
  void everyRouteThatChangesSomethingIsAuditedAndTestedHere() {
    List<String> changing =
        Stream.concat(edge.apiRoutes.table().stream(), edge.adminRoutes.table().stream())
            .filter(AuditTest::changesSomething)
            .map(route -> route.method() + " " + route.path())
            .toList();

    List<String> audited =
        Stream.concat(edge.apiRoutes.table().stream(), edge.adminRoutes.table().stream())
            .filter(route -> route.audit().isPresent())
            .map(route -> route.method() + " " + route.path())
            .toList();

    assertThat(audited).containsAll(changing);
    assertThat(uses().map(AuditedUse::route)).containsExactlyInAnyOrderElementsOf(audited);
  }

  private static boolean changesSomething(Route route) {
    return !route.method().equals(HttpMethod.GET)
        && route.access() instanceof Access.Requires required
        && !NOT_AUDITED.contains(required.permission());
  }

  @ParameterizedTest
  @MethodSource("uses")
  void whatIsDoneLeavesOneRecord(AuditedUse use) {
    edge.send("POST", "/v1/users/" + ALICE + "/token");

    Answer answer =
        use.byItsUser()
            ? send(use, use.headersOfUser(edge.tokens.right(ALICE)))
            : send(use, use.headers(edge.keys.everything));

    assertThat(answer.status()).isBetween(200, 299);
    AuditRecord entry = onlyRecord();
    assertThat(entry.result()).isEqualTo(AuditResult.DONE);
    assertThat(entry.action().value()).isEqualTo(use.action());
    assertThat(entry.at()).isEqualTo(edge.clock.instant());
    assertThat(entry.caller()).startsWith(use.byItsUser() ? ALICES_HASH : "key:");
    assertThat(answer.header("X-Request-Id")).hasValue(entry.requestId());
    assertNamesNobody(entry);
  }

  @ParameterizedTest
  @MethodSource("uses")
  void whatIsRefusedLeavesOneRecord(AuditedUse use) {
    Answer answer = send(use, use.headers(edge.keys.with(Permission.AUDIT_READ)));

    assertThat(answer.status()).isEqualTo(403);
    AuditRecord entry = onlyRecord();
    assertThat(entry.result()).isEqualTo(AuditResult.REFUSED);
    assertThat(entry.detail()).hasValue("permission-denied");
    assertNamesNobody(entry);
  }

  private Answer send(AuditedUse use, List<String> headers) {
    return edge.send(use.method(), use.path(), use.body(), headers.toArray(String[]::new));
  }

  private void assertNamesNobody(AuditRecord entry) {
    assertThat(entry.toString())
        .doesNotContain(ALICE, "alice", edge.keys.everything, edge.keys.with(Permission.AUDIT_READ))
        .doesNotContainPattern("acsgw_|eyJ");
  }

  private AuditRecord onlyRecord() {
    await().until(() -> !edge.audit.records().isEmpty());
    assertThat(edge.audit.records()).hasSize(1);
    return edge.audit.records().getFirst();
  }

  @Test
  void whatFailsIsRecordedAsFailedSinceItMayHaveBeenDoneInPart() {
    edge.store.failWith(new StoreUnavailable("gone"));

    edge.send("DELETE", "/v1/users/" + ALICE);

    assertThat(onlyRecord().result()).isEqualTo(AuditResult.FAILED);
    assertThat(onlyRecord().detail()).hasValue("store-unavailable");
    assertThat(onlyRecord().target().orElseThrow().value()).isEqualTo(ALICES_HASH);
  }

  @Test
  void aUserIsNamedByTheHashOfTheLedgersKeys() {
    edge.send("POST", "/v1/users/" + ALICE + "/token");

    edge.send("DELETE", "/v1/users/" + ALICE + "/tokens");

    assertThat(onlyRecord().target().orElseThrow().value()).isEqualTo(ALICES_HASH);
  }

  @Test
  void whatWasMadeIsNamedByTheIdItGot() {
    Answer made = edge.send("POST", "/admin/v1/cleanups", CLEANUP);

    assertThat(onlyRecord().target().orElseThrow().value())
        .isEqualTo("cleanup:" + made.json().getString("id"));
  }

  @Test
  void aUserWhoErasesTheirOwnIdentityIsTheRecordsCallerAndTarget() {
    String bearer = "Bearer " + edge.tokens.right(ALICE);
    edge.send("POST", "/api/user", Optional.empty(), "Authorization", bearer);

    edge.send("DELETE", "/api/user", Optional.empty(), "Authorization", bearer);

    assertThat(onlyRecord().caller()).isEqualTo(ALICES_HASH);
    assertThat(onlyRecord().target().orElseThrow().value()).isEqualTo(ALICES_HASH);
    assertThat(edge.send("DELETE", "/api/user", Optional.empty(), "Authorization", bearer).status())
        .isEqualTo(404);
    edge.send("DELETE", "/v1/users/last");
    await().until(() -> edge.audit.records().size() > 1);
    assertThat(edge.audit.records()).as("the erasure, and the last; no 404").hasSize(2);
  }

  @Test
  void strangersAndEndUsersCannotFillTheTrail() {
    edge.send("DELETE", "/v1/users/" + ALICE, Optional.empty());
    edge.send("DELETE", "/v1/users/" + ALICE, Optional.empty(), "X-API-Key", "acsgw_a_b_c");
    edge.send(
        "DELETE",
        "/v1/users/" + ALICE,
        Optional.empty(),
        "Authorization",
        "Bearer " + edge.tokens.right(ALICE));
    for (int i = 0; i < 5; i++) {
      edge.send("DELETE", "/v1/users/x", Optional.empty(), "X-API-Key", edge.keys.slow);
    }
    edge.send("DELETE", "/v1/users/last");

    await().until(() -> edge.audit.records().size() >= 3);
    assertThat(edge.audit.records()).as("two within the limit, and the last").hasSize(3);
    assertThat(edge.audit.records().getFirst().target().orElseThrow().value())
        .isEqualTo("user:" + new UserId("last").hash());
  }

  @LogsErrors("Auditor: Not in the audit trail")
  @Test
  void anActionStaysDoneWhenItsRecordCannotBeWritten() {
    edge.send("POST", "/v1/users/" + ALICE + "/token");
    edge.audit.fails = true;

    assertThat(edge.send("DELETE", "/v1/users/" + ALICE).status()).isEqualTo(204);
    assertThat(edge.send("GET", "/v1/users/" + ALICE).status()).isEqualTo(404);
  }

  @Test
  void theTrailIsReadNewestFirstAndPageByPage() {
    edge.send("DELETE", "/v1/users/" + ALICE);
    edge.send("POST", "/admin/v1/cleanups", CLEANUP);
    await().until(() -> edge.audit.records().size() == 2);

    JsonObject page = edge.send("GET", "/admin/v1/audit?limit=1&before=7-0").json();

    assertThat(edge.calls.made()).contains("read audit 1 before 7-0");
    assertThat(page.getJsonArray("records").getJsonObject(0))
        .isEqualTo(
            JsonObject.of(
                "at", edge.clock.instant().toString(),
                "caller", edge.audit.records().getFirst().caller(),
                "action", "cleanup.start",
                "result", "done",
                "requestId", edge.audit.records().getFirst().requestId(),
                "target", edge.audit.records().getFirst().target().orElseThrow().value()));
    assertThat(page.getString("next")).isEqualTo("1-0");
    assertThat(edge.send("GET", "/admin/v1/audit?limit=0").problem()).isEqualTo("invalid-request");
  }
}
