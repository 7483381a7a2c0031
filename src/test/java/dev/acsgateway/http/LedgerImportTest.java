package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.ledger.LedgerEntry;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users read into the ledger over HTTP. */
final class LedgerImportTest {
  private RunningEdge edge;

  @BeforeEach
  void start() {
    edge = new RunningEdge();
  }

  @AfterEach
  void stop() {
    edge.close();
  }

  @Test
  void anApplicationsOwnTableNeedsNothingButUsersAndIdentities() {
    Answer answer =
        LedgerRows.upload(
            edge, LedgerRows.PATH, LedgerRows.row(1) + "\r\n" + LedgerRows.row(2).stripTrailing());

    assertThat(answer.json().getLong("added")).isEqualTo(2);
    assertThat(edge.ledger.users.get("user-2"))
        .isEqualTo(
            new LedgerEntry(
                new UserId("user-2"),
                new Identity(LedgerRows.identity(2)),
                Optional.empty(),
                Optional.empty()));
    assertThat(edge.calls.made()).contains("write 2 KEEP");
  }

  @Test
  void aLedgerOfAnotherMediaTypeIsRefused() {
    assertThat(edge.send("POST", LedgerRows.PATH, LedgerRows.row(1)).problem())
        .isEqualTo("unsupported-media-type");
  }

  @Test
  void anUploadIsReadNoFasterThanItIsTakenIn() {
    edge.ledger.holdWrites();
    String rows = String.join("", IntStream.range(0, 10_000).mapToObj(LedgerRows::row).toList());
    CompletableFuture<Answer> answer =
        CompletableFuture.supplyAsync(() -> LedgerRows.upload(edge, LedgerRows.PATH, rows));

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
                      LedgerRows.PATH,
                      Optional.of(LedgerRows.row(1)),
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
    LedgerRows.upload(edge, LedgerRows.PATH + "?overwrite=true", LedgerRows.row(1));

    assertThat(edge.calls.made()).contains("write 1 OVERWRITE");
    assertThat(
            LedgerRows.upload(edge, LedgerRows.PATH + "?overwrite=yes", LedgerRows.row(1))
                .problem())
        .isEqualTo("invalid-request");
  }

  @Test
  void anUploadMayBeLongerThanOtherBodiesAndIsTakenInByTheBatch() {
    String rows = String.join("", IntStream.range(0, 5_000).mapToObj(LedgerRows::row).toList());
    assertThat(rows.length()).isGreaterThan(64 * 1024);

    assertThat(LedgerRows.upload(edge, LedgerRows.PATH, rows).json().getLong("added"))
        .isEqualTo(5_000);

    assertThat(edge.calls.made()).contains("write 2000 KEEP", "write 1000 KEEP");
  }

  @Test
  void aLineThatIsNoneIsCountedWithItsNumberAndNotQuoted() {
    Answer answer =
        LedgerRows.upload(
            edge,
            LedgerRows.PATH,
            LedgerRows.row(1)
                + "secret garbage\n"
                + "{\"userId\":\"\",\"identity\":\"x\"}\n"
                + "{\"userId\":\"a\"}\n"
                + "{\"userId\":\"a\",\"identity\":7}\n"
                + "[]\n"
                + "{\"userId\":\"a\",\"identity\":\"x\",\"createdAt\":\"yesterday\"}\n"
                + LedgerRows.row(2));

    assertThat(answer.json().getLong("invalid")).isEqualTo(6);
    assertThat(answer.json().getLong("added")).isEqualTo(2);
    assertThat(answer.json().getJsonArray("examples").getJsonObject(0).getInteger("line"))
        .isEqualTo(2);
    assertThat(answer.body()).doesNotContain("secret garbage", "yesterday");
  }

  @Test
  void aLineThatCouldMeanTwoThingsIsNone() {
    String row = LedgerRows.row(1).strip();
    String another = row.replace("{", "{\"userId\":\"mallory\",");
    Answer answer =
        LedgerRows.upload(
            edge,
            LedgerRows.PATH,
            String.join("\n", another, row + " // more", row + "{}", LedgerRows.row(2)));

    assertThat(answer.json().getLong("invalid")).isEqualTo(3);
    assertThat(answer.json().getLong("added")).isEqualTo(1);
    assertThat(answer.body()).doesNotContain("mallory");
  }

  @Test
  void identitiesOfAnotherResourceAreLeftOut() {
    Answer answer =
        LedgerRows.upload(
            edge,
            LedgerRows.PATH,
            LedgerRows.row(1)
                + LedgerRows.row(2)
                    .replace(
                        FakeLedger.RESOURCE.value(),
                        "f".repeat(8) + "-89ab-4cde-8f01-23456789abcd"));

    assertThat(answer.json().getLong("foreign")).isEqualTo(1);
    assertThat(edge.ledger.users).containsOnlyKeys("user-1");
  }

  @Test
  void aLineWithoutEndIsRefusedBeforeItFillsTheMemory() {
    assertThat(LedgerRows.upload(edge, LedgerRows.PATH, "x".repeat(100_000)).problem())
        .isEqualTo("invalid-request");
  }

  @Test
  void theTrailSaysHowMuchWasTakenInAndNamesNobody() {
    LedgerRows.upload(edge, LedgerRows.PATH, LedgerRows.row(1) + "{}\n");

    await().until(() -> !edge.audit.records().isEmpty());
    assertThat(edge.audit.records().getFirst().detail())
        .hasValue("lines=2 added=1 same=0 replaced=0 conflicts=0 orphans=0 foreign=0 invalid=1");
  }
}
