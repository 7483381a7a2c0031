package dev.acsgateway.http.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.config.InvalidConfiguration;
import dev.acsgateway.config.Pem;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The files of {@code tls}, read and proven where they are configured. The kind: files that each
 * look well and do not work together, or in a form that the server does not take, which was found
 * only by clients (issue 20, numbers 15 and 30).
 */
class TlsConfigTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  /** In the form of SEC 1, with its parameters before it, as {@code openssl ecparam} writes it. */
  private static final String SEC1_KEY =
      """
      -----BEGIN EC PARAMETERS-----
      BggqhkjOPQMBBw==
      -----END EC PARAMETERS-----
      -----BEGIN EC PRIVATE KEY-----
      MHcCAQEEINF3v5IJXwfnz7bzTIFTQv76DNDnq8Uhe8gQWnfhkHXvoAoGCCqGSM49
      AwEHoUQDQgAEn/lgUk+hI4JiGG3RHKA11Ji1+Cw5KRHDTDRhJqrQGDzb9sqlhRHX
      NTw784c0m5KnwcembOokf7dX7vWU1LuCNw==
      -----END EC PRIVATE KEY-----
      """;

  private static final String SEC1_CERTIFICATE =
      """
      -----BEGIN CERTIFICATE-----
      MIIBgDCCASWgAwIBAgIUR3Bh5UguhsWbs5BxFoDNyqHKHGgwCgYIKoZIzj0EAwIw
      FDESMBAGA1UEAwwJc2VjMS50ZXN0MCAXDTI2MTEyNzIzMjQzMVoYDzIxMjYxMTAz
      MjMyNDMxWjAUMRIwEAYDVQQDDAlzZWMxLnRlc3QwWTATBgcqhkjOPQIBBggqhkjO
      PQMBBwNCAASf+WBST6EjgmIYbdEcoDXUmLX4LDkpEcNMNGEmqtAYPNv2yqWFEdc1
      PDvzhzSbkqfBx6Zs6iR/t1fu9ZTUu4I3o1MwUTAdBgNVHQ4EFgQUcVgr7bvXa5VL
      zq/ab576xrap7xwwHwYDVR0jBBgwFoAUcVgr7bvXa5VLzq/ab576xrap7xwwDwYD
      VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEAlZeaSIG8MJYZvtrqk2tA
      ghQ8jkktKslQMsDxZRnjB14CIQCvPV45x7Fkp5SDeLaQl+3JM72jfHUfqFxmQdPq
      1+MBgg==
      -----END CERTIFICATE-----
      """;

  @TempDir Path directory;

  /** A certificate of its own signature, and its key. */
  private record Pair(String certificate, String key) {}

  private Pair pair(String algorithm, String... more) throws Exception {
    Path store = directory.resolve(algorithm + System.nanoTime() + ".p12");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                algorithm,
                "-dname",
                "CN=" + algorithm + ".test",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD)));
    command.addAll(Arrays.asList(more));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    return new Pair(
        Pem.write("CERTIFICATE", keys.getCertificate("a").getEncoded()),
        Pem.write("PRIVATE KEY", keys.getKey("a", PASSWORD).getEncoded()));
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  private JsonObject tls(String certificate, String key) throws IOException {
    return JsonObject.of(
        "certificate", "" + write("tls.crt", certificate), "key", "" + write("tls.key", key));
  }

  private static Optional<TlsConfig> read(JsonObject tls) {
    return ConfigReader.read(
        JsonObject.of("tls", tls), Map.of(), root -> TlsConfig.from(root.section("tls")));
  }

  private static String problemsWith(JsonObject tls) {
    return String.valueOf(
        catchThrowableOfType(InvalidConfiguration.class, () -> read(tls)).getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC"})
  void takesAKeyOfPkcs8ThatBelongsToItsCertificate(String algorithm) throws Exception {
    Pair pair = pair(algorithm);
    assertThat(read(tls(pair.certificate(), pair.key()))).isPresent();
    assertThat(read(tls("\uFEFFsome text\n" + pair.certificate(), "Bag\r\n" + pair.key())))
        .isPresent();
  }

  @Test
  void takesKeysInTheOlderFormsOfOpenssl() throws Exception {
    assertThat(read(tls(SEC1_CERTIFICATE, SEC1_KEY))).isPresent();
    Pair rsa = pair("RSA", "-keysize", "2048");
    byte[] pkcs8 = Pem.privateKey(rsa.key()).getEncoded();
    String pkcs1 = Pem.write("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, 26, pkcs8.length));
    assertThat(read(tls(rsa.certificate(), pkcs1))).isPresent();
  }

  @Test
  void takesCertificateAndKeyFromOneFile() throws Exception {
    Path both = write("both.pem", SEC1_KEY + SEC1_CERTIFICATE);
    assertThat(read(JsonObject.of("certificate", "" + both, "key", "" + both))).isPresent();
  }

  @Test
  void refusesAKeyThatBelongsToAnotherCertificate() throws Exception {
    Pair rsa = pair("RSA");
    Pair ec = pair("EC");
    for (Pair other : List.of(pair("RSA"), ec, new Pair(SEC1_CERTIFICATE, SEC1_KEY))) {
      assertThat(problemsWith(tls(rsa.certificate(), other.key())))
          .contains("tls.key: the key in " + directory.resolve("tls.key"))
          .contains("does not belong to the certificate in " + directory.resolve("tls.crt"));
    }
    assertThat(problemsWith(tls(ec.certificate(), SEC1_KEY))).contains("does not belong");
    assertThat(problemsWith(tls(rsa.certificate() + ec.certificate(), ec.key())))
        .contains("the server's own must come first");
  }

  @Test
  void refusesKeysThatNoServerWasEverServedWith() throws Exception {
    Pair ed = pair("Ed25519");
    String rsa = pair("RSA").certificate();
    String encrypted = Pem.write("ENCRYPTED PRIVATE KEY", new byte[200]);
    String legacy =
        SEC1_KEY.replace(
            "-----BEGIN EC PRIVATE KEY-----\n",
            "-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\n");
    Map<String, String> wrong =
        Map.of(
            ed.key(),
            "is an Ed25519 key",
            encrypted,
            "is encrypted",
            legacy,
            "is encrypted",
            Pem.write("OPENSSH PRIVATE KEY", new byte[50]),
            "is neither an RSA nor an EC",
            Pem.write("PRIVATE KEY", new byte[50]),
            "cannot be read",
            Pem.write("RSA PRIVATE KEY", new byte[50]),
            "cannot be read",
            Pem.write("EC PRIVATE KEY", new byte[50]),
            "cannot be read",
            rsa,
            "holds no PEM private key",
            "",
            "holds no PEM private key");
    wrong.forEach(
        (key, problem) ->
            assertThatCode(
                    () ->
                        assertThat(problemsWith(tls(rsa, key)))
                            .contains("tls.key: the file " + directory.resolve("tls.key"))
                            .contains(problem))
                .doesNotThrowAnyException());
  }

  @Test
  void refusesWhatIsNoCertificate() throws Exception {
    for (String text :
        List.of("", "half a file", SEC1_KEY, Pem.write("CERTIFICATE", new byte[20]))) {
      assertThat(problemsWith(tls(text, SEC1_KEY)))
          .contains("tls.certificate: the file " + directory.resolve("tls.crt") + " holds ");
      Path ca = write("ca.crt", text);
      assertThat(problemsWith(tls(SEC1_CERTIFICATE, SEC1_KEY).put("client-ca", "" + ca)))
          .contains("tls.client-ca: the file " + ca + " holds ");
    }
  }

  @Test
  void namesEachFileThatIsNotThereOnce() throws Exception {
    Path absent = directory.resolve("absent");
    assertThat(problemsWith(tls(SEC1_CERTIFICATE, SEC1_KEY).put("key", "" + absent)))
        .containsOnlyOnce("absent")
        .contains("tls.key: cannot read the file " + absent + ": it does not exist")
        .doesNotContain("belong together");
    assertThat(problemsWith(tls(SEC1_CERTIFICATE, SEC1_KEY).put("certificate", "" + directory)))
        .contains("tls.certificate: cannot read the file " + directory + ": it is a directory");
    assertThat(problemsWith(tls(SEC1_CERTIFICATE, SEC1_KEY).put("client-ca", "a\0b")))
        .contains("tls.client-ca: ");
  }

  @Test
  void aCertificateIsDueInItsLastQuarterAndNotEarlierThanTwoWeeksBeforeItsEnd() throws Exception {
    Pair year = pair("EC", "-validity", "365");
    ServerIdentity identity = identity(year);
    Instant end = identity.end();
    assertThat(identity.subject()).isEqualTo("CN=EC.test");
    assertThat(identity.isDue(end.minus(Duration.ofDays(15)))).isFalse();
    assertThat(identity.isDue(end.minus(Duration.ofDays(13)))).isTrue();
    ServerIdentity week = identity(pair("EC", "-validity", "8"));
    assertThat(week.isDue(week.end().minus(Duration.ofDays(3)))).isFalse();
    assertThat(week.isDue(week.end().minus(Duration.ofDays(1)))).isTrue();
  }

  private ServerIdentity identity(Pair pair) throws Exception {
    TlsConfig config = read(tls(pair.certificate(), pair.key())).orElseThrow();
    return ServerIdentity.of(TlsFiles.read(config), config);
  }
}
