package dev.acsgateway.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.config.InvalidConfiguration;
import dev.acsgateway.failure.IssuerUnavailable;
import dev.acsgateway.failure.Unauthenticated;
import dev.acsgateway.fake.CapturedLogs;
import dev.acsgateway.fake.MovableClock;
import dev.acsgateway.identity.UserId;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Key sets that hold something odd. The kind of fault: one element that is not understood spoils
 * all others, so that one key of a set takes its issuer down for everybody (RFC 7517, section 5).
 */
final class OddKeySetTest {
  private static final ECKey GOOD = TestTokens.newEcKey("good");
  private static final ECKey NAMELESS = TestTokens.newEcKey(null);

  private final Vertx vertx = Vertx.vertx();
  private final MovableClock clock = new MovableClock();
  private final TestTokens tokens = new TestTokens(clock);
  private FakeIssuer issuer;

  @BeforeEach
  void start() throws Exception {
    issuer = new FakeIssuer(vertx);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  private Authenticator authenticator(JsonObject more) {
    JsonObject entry =
        JsonObject.of("issuer", issuer.url(), "audiences", JsonArray.of(TestTokens.AUDIENCE))
            .mergeIn(more);
    return Authenticator.create(
        vertx,
        ConfigReader.read(
            JsonObject.of("issuers", JsonArray.of(entry)), Map.of(), AuthenticationConfig::from),
        new ConfiguredApiKeys(List.of()),
        clock);
  }

  private Authenticator publishing(String set) {
    issuer.keySet = Buffer.buffer(set);
    return authenticator(new JsonObject());
  }

  private static String set(String... keys) {
    return "{\"keys\":[" + String.join(",", keys) + "]}";
  }

  private static String json(JWK key) {
    return key.toPublicJWK().toJSONString();
  }

  private static String with(JWK key, String member, String value) {
    Map<String, Object> members = key.toPublicJWK().toJSONObject();
    members.remove(member);
    String others = new JsonObject(members).encode();
    return others.substring(0, others.length() - 1) + ",\"" + member + "\":" + value + "}";
  }

  private String token(JWSAlgorithm algorithm, JWK key) {
    return tokens.sign(algorithm, key, "alice", claims -> claims.issuer(issuer.url()));
  }

  private void accepts(Authenticator by, String token) throws Exception {
    assertThat(by.withAuthorization("Bearer " + token).await(20, TimeUnit.SECONDS).self())
        .hasValue(new UserId("alice"));
  }

  private void refuses(Authenticator by, String token) {
    assertThatExceptionOfType(Unauthenticated.class)
        .isThrownBy(() -> by.withAuthorization("Bearer " + token).await(20, TimeUnit.SECONDS));
  }

  private static Stream<String> oddKeys() throws JOSEException {
    String rsa = json(new RSAKeyGenerator(2048).keyID("odd").generate());
    ECKey ec = TestTokens.newEcKey("odd");
    Stream<String> anyMember =
        Stream.of(
                "kty",
                "kid",
                "alg",
                "use",
                "key_ops",
                "crv",
                "x",
                "y",
                "x5c",
                "x5t",
                "x5u",
                "x5t#S256",
                "exp",
                "nbf",
                "iat",
                "revoked",
                "d",
                "ext")
            .flatMap(
                member ->
                    Stream.of("null", "7", "\"\"", "\"!\"", "[]", "[null]", "[7]", "{}", "true")
                        .map(value -> with(ec, member, value)));
    Stream<String> others =
        Stream.of(
            "null",
            "7",
            "\"text\"",
            "[]",
            "[null]",
            "{}",
            "{\"keys\":[null]}",
            rsa.replaceAll("\"e\":\"[^\"]*\",?", "").replace(",}", "}"),
            rsa.replaceAll("\"e\":\"[^\"]*\"", "\"e\":\"AQ\""),
            rsa.replaceAll("\"e\":\"[^\"]*\"", "\"e\":\"AA\""),
            rsa.replaceAll("\"e\":\"[^\"]*\"", "\"e\":65537"),
            rsa.replaceAll("\"n\":\"[^\"]*\"", "\"n\":\"\""),
            rsa.replaceAll("\"n\":\"[^\"]*\"", "\"n\":\"" + "_".repeat(4000) + "\""),
            json(new RSAKeyGenerator(1024, true).keyID("odd").generate()),
            with(ec, "crv", "\"P-999\""),
            with(ec, "crv", "\"secp256k1\""),
            with(ec, "crv", "\"P-384\""),
            with(ec, "x", "\"AAAA\""),
            with(ec, "exp", "\"next year\""),
            with(ec, "x5c", "[\"garbage\"]"),
            with(ec, "alg", "\"none\""),
            with(ec, "alg", "\"HS256\""),
            with(ec, "kid", "\"" + "k".repeat(100_000) + "\""),
            with(ec, "kid", "\"a\\u0000\\nb\""),
            with(ec, "nested", "[".repeat(900) + "]".repeat(900)),
            "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AAAA\",\"kid\":\"odd\"}",
            "{\"kty\":\"OKP\",\"crv\":\"Ed448\",\"x\":\"AAAA\",\"kid\":\"odd\"}",
            "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"AAAA\",\"kid\":\"odd\"}",
            "{\"kty\":\"oct\",\"kid\":\"odd\"}",
            "{\"kty\":\"oct\",\"k\":\"\",\"kid\":\"odd\"}",
            "{\"kty\":\"AKP\",\"alg\":\"ML-DSA-44\",\"pub\":\"AAAA\",\"kid\":\"odd\"}",
            json(new OctetKeyPairGenerator(Curve.Ed25519).keyID("odd").generate())
                .replaceAll("\"x\":\"[^\"]*\"", "\"x\":null"));
    return Stream.concat(anyMember, others);
  }

  @Test
  void oneOddKeySpoilsNoOther() throws Exception {
    String token = token(JWSAlgorithm.ES256, GOOD);
    for (String odd : oddKeys().toList()) {
      String keys = set(odd, json(GOOD), odd);
      accepts(publishing(keys), token);
      accepts(authenticator(JsonObject.of("jwks", keys)), token);
    }
    String all = set(Stream.concat(oddKeys(), Stream.of(json(GOOD))).toArray(String[]::new));
    accepts(publishing(all), token);
  }

  private static Stream<String> oddButUsable() {
    return Stream.of(
            "\"x5c\":[\"garbage\"]",
            "\"x5c\":null",
            "\"x5t#S256\":7",
            "\"exp\":\"1900000000\"",
            "\"exp\":\"never\"",
            "\"use\":\"\"",
            "\"use\":null",
            "\"key_ops\":null",
            "\"key_ops\":[]",
            "\"key_ops\":[null,\"verify\"]",
            "\"alg\":null",
            "\"alg\":\"\"",
            "\"ext\":\"true\"",
            "\"d\":\"AAAA\"")
        .map(
            member -> {
              String[] parts = member.split(":", 2);
              return with(GOOD, parts[0].replace("\"", ""), parts[1]);
            });
  }

  @ParameterizedTest
  @MethodSource("oddButUsable")
  void membersThatNeedNotBeUnderstoodAreIgnored(String key) throws Exception {
    accepts(publishing(set(key)), token(JWSAlgorithm.ES256, GOOD));
  }

  @Test
  void aKeyThatIsNotForSignaturesChecksNone() throws Exception {
    String token = token(JWSAlgorithm.ES256, GOOD);
    for (String key :
        List.of(
            with(GOOD, "use", "\"enc\""),
            with(GOOD, "key_ops", "[\"encrypt\"]"),
            with(GOOD, "alg", "\"ES384\""),
            with(GOOD, "alg", "\"ECDH-ES\""))) {
      refuses(publishing(set(key)), token);
    }
  }

  @Test
  void weakKeysAndSecretsCheckNoSignature() throws Exception {
    RSAKey small = new RSAKeyGenerator(1024, true).keyID("odd").generate();
    String weak =
        signed(
            JWSAlgorithm.RS256,
            new RSASSASigner(small.toPrivateKey(), Set.of(AllowWeakRSAKey.getInstance())));
    refuses(publishing(set(json(small), json(GOOD))), weak);

    OctetSequenceKey secret = new OctetSequenceKeyGenerator(256).keyID("odd").generate();
    String mac = signed(JWSAlgorithm.HS256, new MACSigner(secret));
    refuses(publishing(set(secret.toJSONString(), json(GOOD))), mac);
  }

  private String signed(JWSAlgorithm algorithm, JWSSigner signer) throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(algorithm).keyID("odd").build(),
            new JWTClaimsSet.Builder()
                .issuer(issuer.url())
                .audience(TestTokens.AUDIENCE)
                .subject("alice")
                .expirationTime(tokens.in(Duration.ofHours(1)))
                .build());
    token.sign(signer);
    return token.serialize();
  }

  @Test
  void aTokenThatNamesItsKeyVerifiesAgainstASetWithoutNames() throws Exception {
    ECKey named = new ECKey.Builder(NAMELESS).keyID("a name").build();
    accepts(publishing(set(json(NAMELESS))), token(JWSAlgorithm.ES256, named));
    accepts(publishing(set(json(GOOD), json(NAMELESS))), token(JWSAlgorithm.ES256, named));
    accepts(publishing(set(with(NAMELESS, "kid", "7"))), token(JWSAlgorithm.ES256, named));
    accepts(publishing(set(json(GOOD), json(named))), token(JWSAlgorithm.ES256, NAMELESS));
    refuses(publishing(set(json(GOOD))), token(JWSAlgorithm.ES256, named));
  }

  @Test
  void everyKeyOfOneNameIsTried() throws Exception {
    ECKey twin = TestTokens.newEcKey("good");
    Authenticator both = publishing(set(json(GOOD), json(twin)));
    accepts(both, token(JWSAlgorithm.ES256, GOOD));
    accepts(both, token(JWSAlgorithm.ES256, twin));
  }

  @Test
  void bothNamesOfEd25519AreOneAlgorithm() throws Exception {
    for (String algorithm : List.of("\"EdDSA\"", "\"Ed25519\"", "null")) {
      Authenticator by = publishing(set(with(tokens.ed, "alg", algorithm)));
      accepts(by, token(JWSAlgorithm.EdDSA, tokens.ed));
      accepts(by, token(JWSAlgorithm.Ed25519, tokens.ed));
    }
  }

  @Test
  void aKeyAmongThousandsIsFound() throws Exception {
    String many =
        IntStream.range(0, 4000)
            .mapToObj(i -> with(GOOD, "kid", "\"key-" + i + "\""))
            .collect(Collectors.joining(","));
    accepts(publishing(set(many, json(NAMELESS), json(GOOD))), token(JWSAlgorithm.ES256, GOOD));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "7",
        "[]",
        "{}",
        "{\"keys\":null}",
        "{\"keys\":{}}",
        "{\"keys\":\"\"}",
        "<!DOCTYPE html><html></html>",
        "{\"keys\":[]",
        "{\"keys\":[]} x",
        "{\"keys\":[]}{}"
      })
  void whatIsNoKeySetIsAnOutageWhenPublishedAndAMistakeWhenConfigured(String text) {
    String token = token(JWSAlgorithm.ES256, GOOD);
    Authenticator by = publishing(text);
    assertThatExceptionOfType(IssuerUnavailable.class)
        .isThrownBy(() -> by.withAuthorization("Bearer " + token).await(20, TimeUnit.SECONDS));
    assertThatExceptionOfType(InvalidConfiguration.class)
        .isThrownBy(() -> authenticator(JsonObject.of("jwks", text)))
        .withMessageContaining("issuers[0].jwks");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[null]", "[{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}]"})
  void aSetWithoutAUsableKeyRefusesEveryTokenAndIsAMistakeWhenConfigured(String keys) {
    String set = "{\"keys\":" + keys + "}";
    refuses(publishing(set), token(JWSAlgorithm.ES256, GOOD));
    assertThatExceptionOfType(InvalidConfiguration.class)
        .isThrownBy(() -> authenticator(JsonObject.of("jwks", set)))
        .withMessageContaining("holds no key that can check a signature")
        .withMessageNotContaining("c2VjcmV0");
  }

  @Test
  void aSetThatCannotBeReadLeavesTheKnownKeysInUse() throws Exception {
    Authenticator by = publishing(set(json(GOOD)));
    accepts(by, token(JWSAlgorithm.ES256, GOOD));
    issuer.keySet = Buffer.buffer("<html>");
    clock.advance(Duration.ofMinutes(10));
    accepts(by, token(JWSAlgorithm.ES256, GOOD));
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheSet() throws Exception {
    accepts(publishing("\ufeff" + set(json(GOOD))), token(JWSAlgorithm.ES256, GOOD));
    accepts(
        authenticator(JsonObject.of("jwks", "\ufeff" + set(json(GOOD)))),
        token(JWSAlgorithm.ES256, GOOD));
  }

  private static Buffer gzip(byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(content);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return Buffer.buffer(packed.toByteArray());
  }

  @Test
  void aSetMayBeCompressed() throws Exception {
    issuer.headers = Map.of("Content-Encoding", "gzip");
    issuer.keySet = gzip(set(json(GOOD)).getBytes(StandardCharsets.UTF_8));
    accepts(authenticator(new JsonObject()), token(JWSAlgorithm.ES256, GOOD));
  }

  @Test
  void theSizeOfACompressedSetIsThatOfItsContent() {
    issuer.headers = Map.of("Content-Encoding", "gzip");
    issuer.keySet = gzip(new byte[64 << 20]);
    String token = token(JWSAlgorithm.ES256, GOOD);
    Authenticator by = authenticator(new JsonObject());
    try (CapturedLogs logs = new CapturedLogs()) {
      assertThatExceptionOfType(IssuerUnavailable.class)
          .isThrownBy(() -> by.withAuthorization("Bearer " + token).await(20, TimeUnit.SECONDS));
      assertThat(logs.text()).contains("has more than 1048576 bytes");
    }
  }

  @Test
  void theLogNamesIssuerAddressAndKeyOnce() throws Exception {
    UnaryOperator<String> lines =
        text ->
            text.lines().filter(line -> line.startsWith("WARN")).collect(Collectors.joining("\n"));
    try (CapturedLogs logs = new CapturedLogs()) {
      String odd = with(TestTokens.newEcKey("odd one\n"), "crv", "\"P-999\"");
      Authenticator by = publishing(set(odd, "null", json(GOOD)));
      for (int i = 0; i < 5; i++) {
        clock.advance(Duration.ofMinutes(6));
        accepts(by, token(JWSAlgorithm.ES256, GOOD));
      }
      assertThat(issuer.keyRequests).hasValue(5);
      assertThat(lines.apply(logs.text()).lines())
          .hasSize(2)
          .allMatch(line -> line.contains("Issuer " + issuer.url() + ", " + issuer.url() + "/keys"))
          .anyMatch(line -> line.contains("key 'odd one?' is ignored"))
          .anyMatch(line -> line.contains("key 'at index 1' is ignored"));
    }
  }
}
