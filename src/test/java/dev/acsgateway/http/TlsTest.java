package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.fake.CapturedLogs;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SelfSignedCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TlsTest {
  @TempDir Path directory;

  private final SelfSignedCertificate first = SelfSignedCertificate.create("localhost");
  private final SelfSignedCertificate second = SelfSignedCertificate.create("localhost");

  private Path file(String name) {
    return directory.resolve(name);
  }

  private void install(SelfSignedCertificate certificate) throws IOException {
    for (String[] pair :
        new String[][] {
          {certificate.privateKeyPath(), "tls.key"}, {certificate.certificatePath(), "tls.crt"}
        }) {
      Files.copy(Path.of(pair[0]), file(pair[1]), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private RunningEdge edge(JsonObject more) throws IOException {
    return edge(more, new JsonObject());
  }

  private RunningEdge edge(JsonObject more, JsonObject listener) throws IOException {
    install(first);
    JsonObject tls =
        new JsonObject()
            .put("certificate", file("tls.crt").toString())
            .put("key", file("tls.key").toString())
            .put("reload", "100ms")
            .mergeIn(more);
    return new RunningEdge(listener.put("tls", tls));
  }

  private static X509Certificate parsed(SelfSignedCertificate certificate) throws Exception {
    try (InputStream in = Files.newInputStream(Path.of(certificate.certificatePath()))) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  /** A client that trusts these certificates, and shows its own where it has one. */
  private static HttpClient client(
      Optional<SelfSignedCertificate> own, SelfSignedCertificate... trusted) throws Exception {
    return HttpClient.newBuilder().sslContext(trusting(own, trusted)).build();
  }

  private static SSLContext trusting(
      Optional<SelfSignedCertificate> own, SelfSignedCertificate... trusted) throws Exception {
    KeyStore trust = KeyStore.getInstance(KeyStore.getDefaultType());
    trust.load(null);
    for (int i = 0; i < trusted.length; i++) {
      trust.setCertificateEntry("t" + i, parsed(trusted[i]));
    }
    TrustManagerFactory trusting =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusting.init(trust);
    KeyManagerFactory showing =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    KeyStore keys = KeyStore.getInstance(KeyStore.getDefaultType());
    keys.load(null);
    if (own.isPresent()) {
      keys.setKeyEntry(
          "own", privateKey(own.get()), new char[0], new Certificate[] {parsed(own.get())});
    }
    showing.init(keys, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(showing.getKeyManagers(), trusting.getTrustManagers(), null);
    return context;
  }

  private static PrivateKey privateKey(SelfSignedCertificate own) throws Exception {
    String pem = Files.readString(Path.of(own.privateKeyPath()));
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", "").strip());
    return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
  }

  private static HttpResponse<String> get(HttpClient client, RunningEdge edge) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("https://localhost:" + edge.apiPort() + "/openapi.yaml"))
            .timeout(Duration.ofSeconds(20))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void speaksHttp2OverTlsAndSaysThatItAlwaysWill() throws Exception {
    try (RunningEdge edge = edge(new JsonObject());
        HttpClient client = client(Optional.empty(), first)) {
      HttpResponse<String> answer = get(client, edge);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.headers().firstValue("strict-transport-security")).isPresent();
    }
  }

  @Test
  void aClientThatAgreesOnHttp2AndNeverBeginsIsCutOff() throws Exception {
    JsonObject listener = JsonObject.of("idle-timeout", "1s", "request-deadline", "500ms");
    try (RunningEdge edge = edge(new JsonObject(), listener);
        SSLSocket silent =
            (SSLSocket)
                trusting(Optional.empty(), first)
                    .getSocketFactory()
                    .createSocket("localhost", edge.apiPort())) {
      SSLParameters parameters = silent.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"h2"});
      silent.setSSLParameters(parameters);
      silent.setSoTimeout(20_000);
      silent.startHandshake();
      assertThat(silent.getApplicationProtocol()).isEqualTo("h2");
      // The server's settings come first; then nothing but the end.
      assertThat(silent.getInputStream().readAllBytes()).isNotEmpty();
    }
  }

  @Test
  void servesWithANewCertificateWithoutARestart() throws Exception {
    try (RunningEdge edge = edge(new JsonObject());
        HttpClient old = client(Optional.empty(), first)) {
      assertThat(get(old, edge).statusCode()).isEqualTo(200);
      install(second);
      await()
          .atMost(Duration.ofSeconds(20))
          .ignoreExceptionsInstanceOf(IOException.class)
          .until(
              () -> {
                try (HttpClient fresh = client(Optional.empty(), second)) {
                  return get(fresh, edge).statusCode() == 200;
                }
              });
      assertThat(get(old, edge).statusCode()).as("an open connection stays").isEqualTo(200);
    }
  }

  @Test
  void keepsTheOldCertificateWhileTheNewFilesDoNotFitTogether() throws Exception {
    try (RunningEdge edge = edge(new JsonObject())) {
      Files.writeString(file("tls.crt"), "half a file");
      await()
          .during(Duration.ofSeconds(1))
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                try (HttpClient fresh = client(Optional.empty(), first)) {
                  return get(fresh, edge).statusCode() == 200;
                }
              });
    }
  }

  @Test
  void aCertificateWithAnotherKeyIsNotServedAndTheLogNamesBothFiles() throws Exception {
    try (CapturedLogs log = new CapturedLogs();
        RunningEdge edge = edge(new JsonObject())) {
      Files.copy(
          Path.of(second.certificatePath()), file("tls.crt"), StandardCopyOption.REPLACE_EXISTING);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  log.text()
                      .contains(
                          "Keeping the old certificate: the key in %s does not belong to the certificate in %s"
                              .formatted(file("tls.key"), file("tls.crt"))));
      try (HttpClient fresh = client(Optional.empty(), first)) {
        assertThat(get(fresh, edge).statusCode()).isEqualTo(200);
      }
      assertThat(log.text())
          .contains("Serving with " + file("tls.crt") + ": CN=localhost, valid until ")
          .doesNotContain("Serving with the new certificate");
    }
  }

  @Test
  void wantsAClientCertificateOfTheConfiguredIssuer() throws Exception {
    try (RunningEdge edge = edge(JsonObject.of("client-ca", second.certificatePath()));
        HttpClient known = client(Optional.of(second), first);
        HttpClient without = client(Optional.empty(), first);
        HttpClient stranger = client(Optional.of(first), first)) {
      assertThat(get(known, edge).statusCode()).isEqualTo(200);
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> get(without, edge));
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> get(stranger, edge));
    }
  }
}
