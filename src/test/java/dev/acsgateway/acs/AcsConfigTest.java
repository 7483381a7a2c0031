package dev.acsgateway.acs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.config.InvalidConfiguration;
import dev.acsgateway.config.Problem;
import dev.acsgateway.config.Secret;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SelfSignedCertificate;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcsConfigTest {
  private static final String ENDPOINT = "https://contoso.communication.azure.com";
  private static final String KEY = "c2VjcmV0LWtleS1vZi10aGUtdGVzdA==";
  private static final AcsAccount ACCOUNT =
      new AcsAccount(URI.create(ENDPOINT), new AccessKey(new Secret(KEY)));

  private static AcsConfig read(String settings) {
    JsonObject acs = new JsonObject();
    for (String line : settings.lines().toList()) {
      String[] pair = line.split(": ", 2);
      acs.put(pair[0], pair[1]);
    }
    return ConfigReader.read(
        new JsonObject().put("acs", acs), Map.of(), root -> AcsConfig.from(root.section("acs")));
  }

  private static List<Problem> problems(String settings) {
    InvalidConfiguration[] found = new InvalidConfiguration[1];
    assertThatExceptionOfType(InvalidConfiguration.class)
        .isThrownBy(() -> read(settings))
        .satisfies(e -> found[0] = e);
    assertThat(found[0].getMessage()).doesNotContain(KEY).doesNotContain("s3cret");
    return found[0].problems();
  }

  @Test
  void aConnectionStringIsEnough() {
    assertThat(read("connection-string: endpoint=" + ENDPOINT + "/;accesskey=" + KEY))
        .isEqualTo(new AcsConfig(ACCOUNT, Duration.ofSeconds(5), 32, Optional.empty()));
  }

  @Test
  void everySettingIsMapped() {
    Path pem = Path.of(SelfSignedCertificate.create().certificatePath());
    assertThat(
            read(
                """
                endpoint: %s
                access-key: %s
                timeout: 2s
                max-connections: 7
                trust-certificate: %s\
                """
                    .formatted(ENDPOINT, KEY, pem)))
        .isEqualTo(new AcsConfig(ACCOUNT, Duration.ofSeconds(2), 7, Optional.of(pem)));
  }

  @ParameterizedTest
  @CsvSource({
    "managed-identity, MANAGED_IDENTITY",
    "default, DEFAULT",
  })
  void entraIdNeedsNoSecretWhereTheSdkTakesIt(String written, EntraId.Source source) {
    String settings = "endpoint: " + ENDPOINT + "\ncredential: " + written + "\nclient-id: me";
    if (SdkIdentityClient.takesEntraId()) {
      assertThat(read(settings).account().credential())
          .isEqualTo(new EntraId(source, Optional.of("me")));
    } else {
      assertThat(problems(settings)).extracting(Problem::path).containsExactly("acs.credential");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "timeout: 5s",
        "connection-string: s3cret",
        "connection-string: endpoint=https://a.b;accesskey=s3cret!",
        "connection-string: endpoint=http://a.b;accesskey=" + KEY,
        "connection-string: endpoint=https://a.b;accesskey=" + KEY + ";endpoint=https://c.d",
        "connection-string: endpoint=https://a.b;accesskey=" + KEY + ";s3cret=1",
        "connection-string: endpoint=https://a.b;accesskey=" + KEY + "\nendpoint: " + ENDPOINT,
      })
  void aConnectionStringThatIsWrongOrNotAloneIsAProblem(String settings) {
    assertThat(problems(settings))
        .extracting(Problem::path)
        .containsExactly("acs.connection-string");
  }

  @ParameterizedTest
  @CsvSource({
    "acs.access-key, endpoint: https://a.b",
    "acs.access-key, endpoint: https://a.b|access-key: s3cret!",
    "acs.endpoint, access-key: " + KEY,
    "acs.endpoint, endpoint: http://a.b|access-key: " + KEY,
    "acs.endpoint, endpoint: https://a.b/path|access-key: " + KEY,
    "acs.endpoint, endpoint: https://user@a.b|access-key: " + KEY,
    "acs.endpoint, endpoint: endpoint=https://a.b;accesskey=" + KEY + "|access-key: " + KEY,
    "acs.client-id, endpoint: https://a.b|client-id: me|access-key: " + KEY,
    "acs.trust-certificate, endpoint: https://a.b|trust-certificate: /nowhere|access-key: " + KEY,
  })
  void wrongCombinationsNameTheSetting(String path, String settings) {
    assertThat(problems(settings.replace('|', '\n')))
        .extracting(Problem::path)
        .containsExactly(path);
  }

  @Test
  void aKeyAndEntraIdExcludeEachOther() {
    assertThat(problems("endpoint: https://a.b\ncredential: default\naccess-key: " + KEY))
        .extracting(Problem::path)
        .contains("acs.access-key");
  }

  @Test
  void aFingerprintTellsKeysApartWithoutShowingThem() {
    AccessKey key = new AccessKey(new Secret(KEY));
    AccessKey other = new AccessKey(new Secret("b3RoZXI="));
    assertThat(key.fingerprint()).matches("[0-9a-f]{8}").isNotEqualTo(other.fingerprint());
    assertThat(ACCOUNT.toString()).doesNotContain(KEY);
  }
}
