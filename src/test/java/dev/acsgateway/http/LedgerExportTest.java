package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.identity.Identity;
import dev.acsgateway.ledger.LedgerEntry;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ledger written out over HTTP, and what was written out read in again. */
final class LedgerExportTest {
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
  void anExportHasAHeadEveryUserAndOrphanAndAnEndThatCountsThem() {
    edge.ledger.seed(5);

    List<String> lines = edge.send("GET", LedgerRows.PATH).body().lines().toList();

    assertThat(lines).hasSize(8);
    assertThat(new JsonObject(lines.getFirst()).getString("resource"))
        .isEqualTo(FakeLedger.RESOURCE.value());
    assertThat(new JsonObject(lines.get(1)))
        .isEqualTo(
            JsonObject.of(
                "userId", "user-0",
                "identity", LedgerRows.identity(0),
                "createdAt", "2023-11-14T22:13:20Z",
                "lastIssuedAt", "2023-11-14T22:13:20Z"));
    assertThat(new JsonObject(lines.get(6)))
        .isEqualTo(JsonObject.of("orphan", LedgerRows.identity(5)));
    assertThat(new JsonObject(lines.getLast()).getJsonObject("end").getLong("lines")).isEqualTo(6);
  }

  @Test
  void anExportThatBreaksOffCannotBeTakenForAWholeOne() {
    edge.ledger.seed(50);
    edge.ledger.pagesUntilFailure = 3;

    assertThatThrownBy(() -> edge.send("GET", LedgerRows.PATH))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void anExportIsReadNoFasterThanItsClientReadsIt() throws IOException {
    edge.ledger.seed(400_000);
    edge.ledger.pageSize = 500;
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), edge.adminPort())) {
      client.setReceiveBufferSize(4 * 1024);
      client
          .getOutputStream()
          .write(
              ("GET "
                      + LedgerRows.PATH
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
  void whatWasExportedIsTakenInAgainAsItWas() {
    edge.ledger.seed(5);
    String export = edge.send("GET", LedgerRows.PATH).body();
    List<LedgerEntry> before = List.copyOf(edge.ledger.users.values());
    edge.ledger.users.clear();
    edge.ledger.orphans.clear();

    Answer answer = LedgerRows.upload(edge, LedgerRows.PATH, export);

    assertThat(answer.json().getLong("lines")).isEqualTo(6);
    assertThat(answer.json().getLong("added")).isEqualTo(5);
    assertThat(answer.json().getLong("orphans")).isEqualTo(1);
    assertThat(edge.ledger.users.values()).containsExactlyElementsOf(before);
    assertThat(edge.ledger.orphans).containsExactly(new Identity(LedgerRows.identity(5)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 4, 6})
  void anExportThatWasCutIsNoticedWhereverThatWas(int linesLeft) {
    edge.ledger.seed(5);
    List<String> lines = edge.send("GET", LedgerRows.PATH).body().lines().toList();
    String cut = String.join("\n", lines.subList(0, 1 + linesLeft)) + "\n";

    Answer answer = LedgerRows.upload(edge, LedgerRows.PATH, cut);

    assertThat(answer.problem()).isEqualTo("invalid-request");
    assertThat(answer.json().getString("detail")).contains("it breaks off");
  }

  @Test
  void anExportThatWasTamperedWithIsNoticed() {
    edge.ledger.seed(5);
    String export = edge.send("GET", LedgerRows.PATH).body();

    assertThat(
            LedgerRows.upload(edge, LedgerRows.PATH, export.replace("user-3", "user-X"))
                .json()
                .getString("detail"))
        .contains("its digest is another one");
    assertThat(
            LedgerRows.upload(
                    edge, LedgerRows.PATH, export.replaceFirst("\\{\"userId\":\"user-3.*\\n", ""))
                .json()
                .getString("detail"))
        .contains("its end speaks of 6 lines");
    assertThat(
            LedgerRows.upload(edge, LedgerRows.PATH, export + LedgerRows.row(9))
                .json()
                .getString("detail"))
        .contains("comes after the end");
  }

  @Test
  void aHeadOfAnotherFormatIsRefused() {
    assertThat(
            LedgerRows.upload(
                    edge, LedgerRows.PATH, "{\"format\":\"another/2\"}\n" + LedgerRows.row(1))
                .problem())
        .isEqualTo("invalid-request");
    assertThat(
            LedgerRows.upload(edge, LedgerRows.PATH, "{\"format\":7}\n" + LedgerRows.row(1))
                .json()
                .getLong("invalid"))
        .isEqualTo(1);
  }
}
