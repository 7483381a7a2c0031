package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.Store;

/**
 * Whatever a client sends, it gets a well-formed answer that is not the gateway's fault, and no
 * insight into the code. How many tries each property gets is the build's affair: {@code
 * fuzz.tries} in the POM, many more with {@code -Pnightly}.
 */
final class FuzzTest {
  private final RunningEdge edge =
      Store.getOrCreate(FuzzTest.class, Lifespan.RUN, () -> new Shared(new RunningEdge()))
          .get()
          .edge();

  /** One edge for all tries, closed at the end of the run. */
  private record Shared(RunningEdge edge) implements Store.CloseOnReset {
    @Override
    public void close() {
      edge.close();
    }
  }

  /**
   * Ten times what the JVM and the test itself keep; a leak of one and a half kilobytes an input
   * would be more, in the nightly build one of a hundred bytes.
   */
  private static final long FLAT = 8L << 20;

  private static long heapAtFirst;

  @BeforeContainer
  static void measure() {
    FuzzTest warm = new FuzzTest();
    for (int i = 0; i < 500; i++) {
      warm.anyPath("/v1/users/" + i);
      warm.anyBody("{\"scopes\":[\"chat\"]}");
      warm.anyToken("e30.e30.e30");
    }
    heapAtFirst = warm.heapInUse();
  }

  @AfterContainer
  static void memoryStaysFlat() {
    long grown = new FuzzTest().heapInUse() - heapAtFirst;
    System.out.println(
        "Heap after the fuzzed requests: " + (grown >> 10) + " KiB more than before");
    assertThat(grown).as("bytes").isLessThan(FLAT);
  }

  /** After a full collection, and without what the fakes note down. */
  private long heapInUse() {
    edge.calls.forget();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private void answersWell(String request) {
    String answer = RawHttp.send(edge.apiPort(), request);
    assertThat(answer).matches("(?s)HTTP/1\\.[01] [234]\\d\\d .*");
    assertThat(answer).doesNotContain("Exception", "java.", "io.vertx", "io.netty", "nimbus");
    assertThat(answer).containsIgnoringCase("x-request-id: ");
  }

  private static Arbitrary<String> lineText() {
    return Arbitraries.strings().withCharRange(' ', 'ÿ').ofMaxLength(300);
  }

  @Provide
  Arbitrary<String> paths() {
    Arbitrary<String> segments =
        Arbitraries.of(
            "/",
            "//",
            "v1",
            "/v1/users/",
            "/token",
            "tokens",
            "%",
            "%2F",
            "%00",
            "%C3%BC",
            "%FF",
            "..",
            ".",
            "?",
            "?limit=",
            "#",
            ";",
            "a",
            "+",
            "é",
            "%2E%2E/",
            "openapi.yaml");
    Arbitrary<String> known = segments.list().ofMaxSize(12).map(parts -> String.join("", parts));
    Arbitrary<String> random = lineText().map(text -> text.replace(' ', '_'));
    return Arbitraries.oneOf(known, random).map(path -> "/" + path);
  }

  @Property(shrinking = ShrinkingMode.BOUNDED)
  void anyPath(@ForAll("paths") String path) {
    answersWell(RawHttp.head("GET", path) + "X-API-Key: " + edge.keys.everything + "\r\n\r\n");
  }

  @Provide
  Arbitrary<String> headers() {
    Arbitrary<String> names =
        Arbitraries.of(
            "Authorization",
            "X-API-Key",
            "X-Request-Id",
            "Content-Type",
            "Expect",
            "Accept",
            "Content-Length",
            "Transfer-Encoding",
            "Upgrade",
            "Host",
            "Cookie",
            "Content-Encoding");
    Arbitrary<String> values =
        Arbitraries.oneOf(
            lineText(),
            Arbitraries.of("Bearer ", "Bearer acsgw_", "chunked", "0", "-1", "100-continue", "h2c"),
            lineText().map(text -> "Bearer " + text));
    Arbitrary<String> header =
        Combinators.combine(names, values).as((name, value) -> name + ": " + value + "\r\n");
    return header.list().ofMaxSize(4).map(list -> String.join("", list));
  }

  @Property(shrinking = ShrinkingMode.BOUNDED)
  void anyHeaders(@ForAll("headers") String headers) {
    answersWell(RawHttp.head("DELETE", "/v1/users/x/tokens") + headers + "\r\n");
  }

  @Provide
  Arbitrary<String> bodies() {
    Arbitrary<String> tokens =
        Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"scopes\"",
            "\"expiresInMinutes\"",
            "\"chat\"",
            "60",
            "1e999",
            "-0",
            "null",
            "true",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"",
            "\\",
            " ",
            "\t");
    Arbitrary<String> almost = tokens.list().ofMaxSize(14).map(parts -> String.join("", parts));
    Arbitrary<String> fields =
        Combinators.combine(tokens, tokens).as((name, value) -> "{" + name + ":[" + value + "]}");
    return Arbitraries.oneOf(almost, fields, Arbitraries.strings().ofMaxLength(200));
  }

  @Property(shrinking = ShrinkingMode.BOUNDED)
  void anyBody(@ForAll("bodies") String body) {
    String bytes = new String(body.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    answersWell(
        RawHttp.head("POST", "/v1/users/x/token")
            + "X-API-Key: "
            + edge.keys.everything
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + bytes.length()
            + "\r\n\r\n"
            + bytes);
  }

  @Provide
  Arbitrary<String> tokens() {
    Arbitrary<String> parts =
        Arbitraries.oneOf(
            Arbitraries.of(
                "{\"alg\":\"RS256\",\"kid\":\"rsa\"}",
                "{\"alg\":\"none\"}",
                "{\"alg\":\"HS256\",\"kid\":\"rsa\"}",
                "{\"alg\":\"ES256\",\"kid\":\"ec\"}",
                "{\"alg\":\"EdDSA\",\"kid\":\"ed\",\"crit\":[\"x\"]}",
                "{\"alg\":7}",
                "{\"iss\":\"https://login.example.com/\",\"sub\":\"x\"}",
                "{\"iss\":[],\"exp\":\"x\"}",
                "{\"iss\":\"https://login.example.com/\",\"exp\":1e400}"),
            Arbitraries.strings().ofMaxLength(60));
    Arbitrary<String> encoded = parts.map(FuzzTest::base64);
    Arbitrary<String> made =
        Combinators.combine(encoded, encoded, encoded)
            .as((header, claims, signature) -> header + "." + claims + "." + signature);
    String right = edge.tokens.right("x");
    Arbitrary<String> mutated =
        Combinators.combine(
                Arbitraries.integers().between(0, right.length() - 2), Arbitraries.chars().ascii())
            .as((at, c) -> right.substring(0, at) + printable(c) + right.substring(at + 1));
    return Arbitraries.oneOf(made, mutated);
  }

  private static char printable(char c) {
    return c <= ' ' || c == 0x7F ? '_' : c;
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Property(shrinking = ShrinkingMode.BOUNDED)
  void anyToken(@ForAll("tokens") String token) {
    answersWell(RawHttp.head("POST", "/v1/token") + "Authorization: Bearer " + token + "\r\n\r\n");
  }
}
