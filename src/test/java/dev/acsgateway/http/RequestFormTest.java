package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How requests are written. The kind of fault: what a client wrote is passed over or understood in
 * one of two ways, so that it gets something else than it asked for, such as a token for more; or
 * what generated clients write is refused although it can mean only one thing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RequestFormTest {
  private static final String TOKEN = "/v1/users/alice/token";

  private RunningEdge edge;

  @BeforeAll
  void start() {
    edge = new RunningEdge();
  }

  @AfterAll
  void stop() {
    edge.close();
  }

  private static void isInvalid(Answer answer, String field) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("invalid-request");
    assertThat(answer.json().getString("field")).isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/users/alice/token       | {'scopes':null}",
        "/v1/users/alice/token       | {'scopes':null,'expiresInMinutes':null}",
        "/v1/users/alice/token       | {'scopes':['chat'],'expiresInMinutes':null}",
        "/v1/tokens                  |"
            + " {'requests':[{'userId':'a','scopes':null,'expiresInMinutes':null}]}",
        "/admin/v1/access-key/rotate | {'graceSeconds':null}",
        "/admin/v1/ledger/reconcile  | {'cursor':null,'forgetIntentsAfter':null}",
        "/admin/v1/keys              |"
            + " {'permissions':['tokens:issue'],'scopes':null,'users':null,'rateLimit':null,'expiresAt':null,'description':null}",
        "/admin/v1/cleanups          |"
            + " {'olderThan':'P30D','orphans':null,'userIds':null,'communicationUserIds':null,'dryRun':true,'limit':null,'ratePerSecond':null,'acknowledgeChatDeletion':null}"
      })
  void nullForAnOptionalFieldMeansThatItIsLeftOut(String path, String body) {
    assertThat(edge.send("POST", path, body.replace('\'', '"')).status()).isBetween(200, 202);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/users/alice/token | {'scopes':[]}                             | scopes",
        "/v1/users/alice/token | {'scopes':[null]}                         | scopes",
        "/v1/users/alice/token | {'scopes':'chat'}                         | scopes",
        "/v1/tokens            | {'requests':null}                         | requests",
        "/v1/tokens            | {'requests':[null]}                       | requests",
        "/v1/teams/token       | {'teamsUserToken':null,'appId':'a','userId':'u'} | teamsUserToken",
        "/admin/v1/keys        | {'permissions':null}                      | permissions",
        "/admin/v1/keys        | {'permissions':['tokens:issue'],'scopes':[]} | scopes",
        "/v1/users/alice/token | {'nothing':null}                          | nothing"
      })
  void nullIsNoValueAndAnEmptyListNoAbsence(String path, String body, String field) {
    isInvalid(edge.send("POST", path, body.replace('\'', '"')), field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"scopes\":[\"chat\"],\"scopes\":[\"voip\"]}      | scopes",
        "{\"scopes\":null,\"scopes\":[\"chat\"]}            | scopes",
        "{\"scopes\":[\"chat\"],\"sc\\u006fpes\":[\"voip\"]}| scopes",
        "{\"scopes\":[\"chat\"]} // more                    | body",
        "{/* more */\"scopes\":[\"chat\"]}                  | body",
        "{\"scopes\":[\"chat\"]} # more                     | body",
        "{\"scopes\":[\"chat\"]}{}                          | body",
        "{\"scopes\":[\"chat\"]}]                           | body",
        "{\"scopes\":[\"chat\"],}                           | body",
        "{\"scopes\":[\"chat\",]}                           | body",
        "{'scopes':['chat']}                                | body",
        "{scopes:[\"chat\"]}                                | body",
        "{\"expiresInMinutes\":NaN}                         | body",
        "{\"expiresInMinutes\":Infinity}                    | body",
        "{\"expiresInMinutes\":-Infinity}                   | body",
        "{\"expiresInMinutes\":+60}                         | body",
        "{\"expiresInMinutes\":060}                         | body",
        "{\"expiresInMinutes\":.6e2}                        | body",
        "{\"expiresInMinutes\":0x3c}                        | body",
        "{\"expiresInMinutes\":1e999}                       | expiresInMinutes",
        "{\"expiresInMinutes\":60.5}                        | expiresInMinutes",
        "{\"expiresInMinutes\":18446744073709551676}        | expiresInMinutes",
        "{\"expiresInMinutes\":4294967356}                  | expiresInMinutes",
        "{\"scopes\":[\"chat\\ud800\"]}                     | scopes",
        "{\"scopes\":[\"\\udc00\\ud800\"]}                  | scopes",
        "{\"\\ud800\":1}                                    | ?",
        "{\"scopes\":[\"ch\tat\"]}                          | body",
        "null                                               | body",
        "[]                                                 | body",
        "\"chat\"                                           | body",
        "7                                                  | body",
        "{                                                  | body",
        "{\"scopes\"                                        | body"
      })
  void whatIsNotPlainJsonIsRefused(String body, String field) {
    isInvalid(edge.send("POST", TOKEN, body.replace("\\t", "\t")), field);
  }

  @Test
  void aWholeNumberMayBeWrittenWithAPoint() {
    assertThat(edge.send("POST", TOKEN, "{\"expiresInMinutes\":60.0}").status()).isEqualTo(200);
    assertThat(edge.send("POST", TOKEN, "{\"expiresInMinutes\":6e1}").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"scopes\":"})
  void deepNestingIsRefused(String opening) {
    for (int depth : new int[] {60, 5_000}) {
      isInvalid(edge.send("POST", TOKEN, "{\"scopes\":" + opening.repeat(depth)), "body");
    }
  }

  @Test
  void aNumberOfAThousandDigitsIsRefused() {
    for (String digits : List.of("9".repeat(900), "9".repeat(9_000), "1." + "9".repeat(9_000))) {
      assertThat(edge.send("POST", TOKEN, "{\"expiresInMinutes\":" + digits + "}").status())
          .isEqualTo(400);
    }
  }

  /** Sends these bytes as a body with these headers, and returns the whole answer. */
  private String post(String path, byte[] body, String... headers) throws IOException {
    boolean isAdmin = path.startsWith("/admin");
    StringBuilder head =
        new StringBuilder(RawHttp.head("POST", path).replace("Host: x", "Host: localhost"));
    head.append("X-API-Key: ").append(edge.keys.everything).append("\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), isAdmin ? edge.adminPort() : edge.apiPort())) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
      all.write(body);
      socket.setSoTimeout(15_000);
      socket.getOutputStream().write(all.toByteArray());
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7b2273636f706573223a5b2263686174ff225d7d",
        "7b2273636f706573223a5b2263686174c0af225d7d",
        "7b2273636f706573223a5b2263686174eda080225d7d",
        "7b2273636f706573223a5b2263686174f8888080225d7d",
        "7b2273636f706573223a5b2263686174c3225d7d"
      })
  void whatIsNotUtf8IsRefused(String hex) throws IOException {
    assertThat(post(TOKEN, HexFormat.of().parseHex(hex), "Content-Type: application/json"))
        .startsWith("HTTP/1.1 400")
        .contains("\"field\":\"body\"", "UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32"})
  void anotherEncodingOfTheCharactersIsRefused(String charset) throws IOException {
    byte[] body = "{\"scopes\":[\"chat\"]}".getBytes(Charset.forName(charset));
    assertThat(post(TOKEN, body, "Content-Type: application/json")).startsWith("HTTP/1.1 400");
    assertThat(post(TOKEN, body, "Content-Type: application/json; charset=" + charset))
        .startsWith("HTTP/1.1 415");
  }

  @Test
  void aByteOrderMarkIsPassedOver() throws IOException {
    byte[] body = "\ufeff{\"scopes\":[\"voip\"]}".getBytes(StandardCharsets.UTF_8);
    assertThat(post(TOKEN, body, "Content-Type: application/json"))
        .startsWith("HTTP/1.1 200")
        .contains("\"scopes\":[\"voip\"]");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/users/alice/token, application/json",
    "/admin/v1/keys, application/json",
    "/admin/v1/identities, application/x-ndjson",
    "/admin/v1/cleanups/uploads?dryRun=true, application/x-ndjson"
  })
  void anEncodedBodyIsRefused(String path, String type) throws IOException {
    for (String coding : List.of("gzip", "GZip", "br", "deflate", "identity, gzip", "x")) {
      assertThat(post(path, gzip("{}"), "Content-Type: " + type, "Content-Encoding: " + coding))
          .as(coding)
          .startsWith("HTTP/1.1 415")
          .contains("unsupported-media-type", "Content-Encoding")
          .containsIgnoringCase("accept-encoding: identity");
    }
  }

  @Test
  void identityIsNoEncoding() throws IOException {
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    assertThat(post(TOKEN, body, "Content-Type: application/json", "Content-Encoding: identity"))
        .startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "text/json",
        "application/jsonx",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=iso-8859-1",
        "application/json;charset=\"utf-16\""
      })
  void anotherContentTypeIsRefused(String type) throws IOException {
    assertThat(post(TOKEN, "{}".getBytes(StandardCharsets.UTF_8), "Content-Type: " + type))
        .startsWith("HTTP/1.1 415");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "Application/JSON",
        "application/json; charset=utf-8",
        "application/json;charset=\"UTF-8\"",
        "application/json ; charset=utf8"
      })
  void jsonInUtf8IsTaken(String type) throws IOException {
    assertThat(post(TOKEN, "{}".getBytes(StandardCharsets.UTF_8), "Content-Type: " + type))
        .startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/users/alice/token?scope=chat, scope",
    "POST, /v1/users/alice/token?scopes=chat, scopes",
    "POST, /v1/users/alice/token?userId=bob, userId",
    "POST, /v1/users/alice/token?expiresInMinutes=60, expiresInMinutes",
    "POST, /v1/tokens?x, x",
    "GET, /v1/users/alice?x=1, x",
    "DELETE, /v1/users/alice/tokens?dryRun=true, dryRun",
    "DELETE, /v1/users/alice?dryRun=true, dryRun",
    "GET, /admin/v1/cleanups?Limit=1, Limit",
    "GET, /admin/v1/cleanups?limit=1&offset=2, offset",
    "POST, /admin/v1/cleanups?dryRun=true, dryRun",
    "GET, /admin/v1/audit?after=1, after",
    "GET, /admin/v1/keys?limit=1, limit",
    "GET, /admin/v1/stats?x=1, x",
    "POST, /admin/v1/access-key/rotate?graceSeconds=60, graceSeconds",
    "POST, /admin/v1/keys/x/rotate?id=1, id"
  })
  void anUnknownQueryParameterIsRefusedByName(String method, String path, String name) {
    edge.calls.forget();
    isInvalid(edge.send(method, path), name);
    assertThat(edge.calls.made()).filteredOn(call -> !call.contains("audit")).isEmpty();
  }

  @Test
  void aNearHitAsksForNothingElse() {
    edge.send("POST", TOKEN);
    isInvalid(edge.send("POST", TOKEN + "?scope=chat"), "scope");
  }

  @ParameterizedTest
  @CsvSource({
    "/admin/v1/cleanups?limit=1&limit=2, limit",
    "/admin/v1/cleanups?limit=1&l%69mit=1, limit",
    "/admin/v1/audit?limit=1&limit=1, limit"
  })
  void aRepeatedQueryParameterIsRefusedByName(String path, String name) {
    isInvalid(edge.send("GET", path), name);
  }

  @Test
  void aQueryThatCannotBeDecodedIsRefused() {
    for (String query : List.of("?%ZZ=1", "?limit=%", "?limit=%f")) {
      String answer =
          RawHttp.send(
              edge.adminPort(),
              RawHttp.head("GET", "/admin/v1/cleanups" + query)
                      .replace("Host: x", "Host: localhost")
                  + "X-API-Key: "
                  + edge.keys.everything
                  + "\r\n\r\n");
      assertThat(answer).startsWith("HTTP/1.1 400").contains("invalid-request");
    }
  }

  @Test
  void whoIsNotLetInIsToldThatFirst() {
    assertThat(edge.send("POST", TOKEN + "?scope=chat", Optional.empty()).status()).isEqualTo(401);
  }

  @Test
  void whatAnyoneMayReadPassesQueriesOver() {
    for (String path : List.of("/openapi.yaml", "/docs/", "/metrics", "/health/live")) {
      assertThat(edge.send("GET", path + "?x=1").status()).as(path).isEqualTo(200);
    }
  }

  private Answer asAlice(String method, String path, Optional<String> body) {
    List<String> headers =
        new ArrayList<>(List.of("Authorization", "Bearer " + edge.tokens.right("alice")));
    return edge.send(method, path, body, headers.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET  | /token?scope=                    | ",
        "GET  | /api/token?scope=                | ",
        "GET  | /token?scope=chat,voip&x=1       | ",
        "GET  | /api/user?x=1                    | ",
        "POST | /token?scope=                    | ",
        "POST | /token                           | {'scope':''}",
        "POST | /token                           | {'scopes':[]}",
        "POST | /token                           | {'scope':null,'scopes':null}",
        "POST | /token                           | {'scope':'','scopes':['chat','voip']}",
        "POST | /token                           | {'scope':'chat,voip','more':{'a':1}}",
        "POST | /getCommunicationUserToken?x=1   |"
            + " {'communicationUserId':null,'isJoinOnlyToken':false}",
        "POST | /getCommunicationUserToken       | {'more':1}",
        "POST | /getToken                        | {'username':'alice','more':1}",
        "POST | /getTokenForTeamsUser            | {'teamsToken':'entra','more':1}"
      })
  void samplesMaySayMoreAndLeaveTheScopeEmpty(String method, String path, String body) {
    Answer answer =
        asAlice(method, path, Optional.ofNullable(body).map(text -> text.replace('\'', '"')));
    assertThat(answer.status()).isIn(200, 404);
    if (path.contains("oken?scope") || path.equals("/token")) {
      assertThat(answer.json().getJsonArray("scopes")).containsExactly("chat", "voip");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /API/Token",
    "GET, /Token?scope=chat",
    "POST, /TOKEN",
    "GET, /API/USER",
    "POST, /getcommunicationusertoken",
    "POST, /GETTOKEN",
    "GET, /getendpointurl"
  })
  void samplesWritePathsInAnyCase(String method, String path) {
    edge.send("POST", "/v1/users/alice/token");
    assertThat(asStatus(method, path)).isEqualTo(200);
  }

  private int asStatus(String method, String path) {
    String answer =
        RawHttp.send(
            edge.apiPort(),
            RawHttp.head(method, path)
                + "Authorization: Bearer "
                + edge.tokens.right("alice")
                + (method.equals("POST") ? "\r\nContent-Length: 0" : "")
                + "\r\n\r\n");
    return Integer.parseInt(answer.substring(9, 12));
  }

  @Test
  void ourOwnPathsAreInOneCaseOnly() {
    assertThat(edge.send("POST", "/V1/token").status()).isEqualTo(404);
    assertThat(edge.send("POST", "/v1/users/alice/Token").status()).isEqualTo(404);
  }

  @Test
  void theTutorialsTokenForJoiningOnlyIsForThatOnly() {
    String token =
        asAlice("POST", "/getCommunicationUserToken", Optional.of("{\"isJoinOnlyToken\":true}"))
            .json()
            .getJsonObject("communicationUserToken")
            .getString("token");
    assertThat(token).as("the fake names its scopes").contains("voip.join").doesNotContain("chat");
  }
}
