package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.ledger.LedgerEntry;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ledger over HTTP, with a ledger in memory behind it. */
final class LedgerRoutesTest {
  private static final String IDENTITIES = "/admin/v1/identities";
  private static final String RECONCILE = "/admin/v1/ledger/reconcile";

  private RunningEdge edge;

  @BeforeEach
  void start() {
    edge = new RunningEdge();
  }

  @AfterEach
  void stop() {
    edge.close();
  }

  private static String identity(int number) {
    return "8:acs:" + FakeLedger.RESOURCE.value() + "_" + number;
  }

  private static String row(int number) {
    return "{\"userId\":\"user-%d\",\"identity\":\"%s\"}\n".formatted(number, identity(number));
  }

  private void seed(int users) {
    for (int i = 0; i < users; i++) {
      Instant at = Instant.ofEpochMilli(1_700_000_000_000L + i);
      edge.ledger.users.put(
          "user-" + i,
          new LedgerEntry(
              new UserId("user-" + i),
              new Identity(identity(i)),
              Optional.of(at),
              Optional.of(at)));
    }
    edge.ledger.orphans.add(new Identity(identity(users)));
  }

  private Answer upload(String path, String body) {
    return edge.send(
        "POST",
        path,
        Optional.of(body),
        "X-API-Key",
        edge.keys.everything,
        "Content-Type",
        "application/x-ndjson");
  }

  @Test
  void anExportHasAHeadEveryUserAndOrphanAndAnEndThatCountsThem() {
    seed(5);

    List<String> lines = edge.send("GET", IDENTITIES).body().lines().toList();

    assertThat(lines).hasSize(8);
    assertThat(new JsonObject(lines.getFirst()).getString("resource"))
        .isEqualTo(FakeLedger.RESOURCE.value());
    assertThat(new JsonObject(lines.get(1)))
        .isEqualTo(
            JsonObject.of(
                "userId", "user-0",
                "identity", identity(0),
                "createdAt", "2023-11-14T22:13:20Z",
                "lastIssuedAt", "2023-11-14T22:13:20Z"));
    assertThat(new JsonObject(lines.get(6))).isEqualTo(JsonObject.of("orphan", identity(5)));
    assertThat(new JsonObject(lines.getLast()).getJsonObject("end").getLong("lines")).isEqualTo(6);
  }

  @Test
  void anExportThatBreaksOffCannotBeTakenForAWholeOne() {
    seed(50);
    edge.ledger.pagesUntilFailure = 3;

    assertThatThrownBy(() -> edge.send("GET", IDENTITIES)).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void whatWasExportedIsTakenInAgainAsItWas() {
    seed(5);
    String export = edge.send("GET", IDENTITIES).body();
    List<LedgerEntry> before = List.copyOf(edge.ledger.users.values());
    edge.ledger.users.clear();
    edge.ledger.orphans.clear();

    Answer answer = upload(IDENTITIES, export);

    assertThat(answer.json().getLong("lines")).isEqualTo(6);
    assertThat(answer.json().getLong("added")).isEqualTo(5);
    assertThat(answer.json().getLong("orphans")).isEqualTo(1);
    assertThat(edge.ledger.users.values()).containsExactlyElementsOf(before);
    assertThat(edge.ledger.orphans).containsExactly(new Identity(identity(5)));
  }

  @Test
  void anApplicationsOwnTableNeedsNothingButUsersAndIdentities() {
    Answer answer = upload(IDENTITIES, row(1) + "\r\n" + row(2).stripTrailing());

    assertThat(answer.json().getLong("added")).isEqualTo(2);
    assertThat(edge.ledger.users.get("user-2"))
        .isEqualTo(
            new LedgerEntry(
                new UserId("user-2"),
                new Identity(identity(2)),
                Optional.empty(),
                Optional.empty()));
    assertThat(edge.calls.made()).contains("write 2 KEEP");
  }

  @Test
  void aLedgerOfAnotherMediaTypeIsRefused() {
    assertThat(edge.send("POST", IDENTITIES, row(1)).problem()).isEqualTo("unsupported-media-type");
  }

  @Test
  void aKeyForSomeUsersGetsNoneOfTheLedger() {
    String[] tenant = {"X-API-Key", edge.keys.tenant, "Content-Type", "application/x-ndjson"};
    assertThat(edge.send("GET", IDENTITIES, Optional.empty(), tenant).status()).isEqualTo(403);
    assertThat(edge.send("POST", IDENTITIES, Optional.of(row(1)), tenant).status()).isEqualTo(403);
    assertThat(
            edge.send("POST", RECONCILE, Optional.empty(), "X-API-Key", edge.keys.tenant).status())
        .isEqualTo(403);
    assertThat(edge.calls.made()).isEmpty();
  }

  @Test
  void anExportIsReadNoFasterThanItsClientReadsIt() throws IOException {
    seed(400_000);
    edge.ledger.pageSize = 500;
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), edge.adminPort())) {
      client.setReceiveBufferSize(4 * 1024);
      client
          .getOutputStream()
          .write(
              ("GET "
                      + IDENTITIES
                      + " HTTP/1.1\r\nHost: x\r\nX-API-Key: "
                      + edge.keys.everything
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      int read = client.getInputStream().read();

      assertThat(read).isEqualTo('H');
      await().during(Duration.ofSeconds(1)).until(() -> edge.calls.made().size() < 200);
      assertThat(edge.calls.made()).as("pages of 800").hasSizeLessThan(200);
    }
  }

  @Test
  void anUploadIsReadNoFasterThanItIsTakenIn() {
    edge.ledger.holdWrites();
    String rows =
        String.join("", IntStream.range(0, 10_000).mapToObj(LedgerRoutesTest::row).toList());
    CompletableFuture<Answer> answer =
        CompletableFuture.supplyAsync(() -> upload(IDENTITIES, rows));

    await().until(() -> edge.calls.made().contains("write 2000 KEEP"));
    await().during(Duration.ofMillis(500)).until(() -> edge.calls.made().size() == 1);
    edge.ledger.releaseWrites();

    assertThat(answer.join().json().getLong("added")).isEqualTo(10_000);
    assertThat(edge.calls.made()).hasSize(5);
  }

  @Test
  void anUploadMayTakeLongerThanOtherRequests() {
    try (RunningEdge hasty =
        new RunningEdge(
            new JsonObject(), new JsonObject(), JsonObject.of("request-deadline", "100ms"))) {
      hasty.ledger.holdWrites();
      CompletableFuture<Answer> answer =
          CompletableFuture.supplyAsync(
              () ->
                  hasty.send(
                      "POST",
                      IDENTITIES,
                      Optional.of(row(1)),
                      "X-API-Key",
                      hasty.keys.everything,
                      "Content-Type",
                      "application/x-ndjson"));
      await().until(() -> hasty.calls.made().contains("write 1 KEEP"));
      await().during(Duration.ofMillis(300)).until(() -> !answer.isDone());
      hasty.ledger.releaseWrites();

      assertThat(answer.join().status()).isEqualTo(200);
    }
  }

  @Test
  void overwritesOnlyWhenAskedTo() {
    upload(IDENTITIES + "?overwrite=true", row(1));

    assertThat(edge.calls.made()).contains("write 1 OVERWRITE");
    assertThat(upload(IDENTITIES + "?overwrite=yes", row(1)).problem())
        .isEqualTo("invalid-request");
  }

  @Test
  void anUploadMayBeLongerThanOtherBodiesAndIsTakenInByTheBatch() {
    String rows =
        String.join("", IntStream.range(0, 5_000).mapToObj(LedgerRoutesTest::row).toList());
    assertThat(rows.length()).isGreaterThan(64 * 1024);

    assertThat(upload(IDENTITIES, rows).json().getLong("added")).isEqualTo(5_000);

    assertThat(edge.calls.made()).contains("write 2000 KEEP", "write 1000 KEEP");
  }

  @Test
  void aLineThatIsNoneIsCountedWithItsNumberAndNotQuoted() {
    Answer answer =
        upload(
            IDENTITIES,
            row(1)
                + "secret garbage\n"
                + "{\"userId\":\"\",\"identity\":\"x\"}\n"
                + "{\"userId\":\"a\"}\n"
                + "{\"userId\":\"a\",\"identity\":7}\n"
                + "[]\n"
                + "{\"userId\":\"a\",\"identity\":\"x\",\"createdAt\":\"yesterday\"}\n"
                + row(2));

    assertThat(answer.json().getLong("invalid")).isEqualTo(6);
    assertThat(answer.json().getLong("added")).isEqualTo(2);
    assertThat(answer.json().getJsonArray("examples").getJsonObject(0).getInteger("line"))
        .isEqualTo(2);
    assertThat(answer.body()).doesNotContain("secret garbage", "yesterday");
  }

  @Test
  void identitiesOfAnotherResourceAreLeftOut() {
    Answer answer =
        upload(
            IDENTITIES,
            row(1)
                + row(2)
                    .replace(
                        FakeLedger.RESOURCE.value(),
                        "f".repeat(8) + "-89ab-4cde-8f01-23456789abcd"));

    assertThat(answer.json().getLong("foreign")).isEqualTo(1);
    assertThat(edge.ledger.users).containsOnlyKeys("user-1");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 4, 6})
  void anExportThatWasCutIsNoticedWhereverThatWas(int linesLeft) {
    seed(5);
    List<String> lines = edge.send("GET", IDENTITIES).body().lines().toList();
    String cut = String.join("\n", lines.subList(0, 1 + linesLeft)) + "\n";

    Answer answer = upload(IDENTITIES, cut);

    assertThat(answer.problem()).isEqualTo("invalid-request");
    assertThat(answer.json().getString("detail")).contains("it breaks off");
  }

  @Test
  void anExportThatWasTamperedWithIsNoticed() {
    seed(5);
    String export = edge.send("GET", IDENTITIES).body();

    assertThat(upload(IDENTITIES, export.replace("user-3", "user-X")).json().getString("detail"))
        .contains("its digest is another one");
    assertThat(
            upload(IDENTITIES, export.replaceFirst("\\{\"userId\":\"user-3.*\\n", ""))
                .json()
                .getString("detail"))
        .contains("its end speaks of 6 lines");
    assertThat(upload(IDENTITIES, export + row(9)).json().getString("detail"))
        .contains("comes after the end");
  }

  @Test
  void aHeadOfAnotherFormatIsRefused() {
    assertThat(upload(IDENTITIES, "{\"format\":\"another/2\"}\n" + row(1)).problem())
        .isEqualTo("invalid-request");
    assertThat(upload(IDENTITIES, "{\"format\":7}\n" + row(1)).json().getLong("invalid"))
        .isEqualTo(1);
  }

  @Test
  void aLineWithoutEndIsRefusedBeforeItFillsTheMemory() {
    assertThat(upload(IDENTITIES, "x".repeat(100_000)).problem()).isEqualTo("invalid-request");
  }

  @Test
  void theTrailSaysHowMuchWasTakenInAndNamesNobody() {
    upload(IDENTITIES, row(1) + "{}\n");

    await().until(() -> !edge.audit.records().isEmpty());
    assertThat(edge.audit.records().getFirst().detail())
        .hasValue("lines=2 added=1 same=0 replaced=0 conflicts=0 orphans=0 foreign=0 invalid=1");
  }

  @Test
  void reconcilesAsLongAsItMayAndAddsUp() {
    Answer answer = edge.send("POST", RECONCILE, "{\"forgetIntentsAfter\":\"PT1H\"}");

    Instant before = edge.clock.instant().minusSeconds(3600);
    assertThat(edge.calls.made()).contains("repair  " + before, "repair i:0:0 " + before);
    assertThat(answer.json())
        .isEqualTo(
            new JsonObject()
                .put("records", 2)
                .put("indexed", 4)
                .put("unindexed", 6)
                .put("reclaimed", 8)
                .put("abandoned", 10)
                .put("forgottenIntents", 12)
                .put("users", 14)
                .put("orphans", 16)
                .put("intents", 18));
  }

  @Test
  void doesNotForgetIntentsThatMayComeBack() {
    assertThat(edge.send("POST", RECONCILE, "{\"forgetIntentsAfter\":\"PT9M\"}").problem())
        .isEqualTo("invalid-request");
    assertThat(edge.send("POST", RECONCILE, "{\"forgetIntentsAfter\":\"soon\"}").problem())
        .isEqualTo("invalid-request");
  }

  @Test
  void countsWithoutLookingAtUsers() {
    seed(3);

    assertThat(edge.send("GET", "/admin/v1/stats").json().getJsonObject("ledger"))
        .isEqualTo(
            JsonObject.of(
                "users", 3, "orphans", 1, "intents", 0, "resource", FakeLedger.RESOURCE.value()));
    assertThat(edge.calls.made()).doesNotContain("read ledger");
  }
}
