package dev.acsgateway.acs;

import dev.acsgateway.config.ConfigNode;
import dev.acsgateway.config.HttpUrl;
import dev.acsgateway.config.Secret;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * An ACS resource and the credential that opens it.
 *
 * @param endpoint {@code https://<resource>.communication.azure.com}, without a path
 * @param credential as whom the gateway speaks to it
 */
public record AcsAccount(URI endpoint, AcsCredential credential) {
  private static final String FORM = "must look like https://<resource>.communication.azure.com";
  private static final AccessKey STAND_IN_KEY = new AccessKey(new Secret("AAAA"));
  private static final AcsAccount STAND_IN =
      new AcsAccount(URI.create("https://acs.invalid"), STAND_IN_KEY);

  /**
   * @throws IllegalArgumentException when the endpoint is more or less than an https origin; ACS
   *     signatures are refused over plain http by the SDKs themselves
   */
  public AcsAccount {
    if (!"https".equals(endpoint.getScheme())
        || endpoint.getHost() == null
        || endpoint.getRawUserInfo() != null
        || !endpoint.getRawPath().isEmpty()
        || endpoint.getRawQuery() != null
        || endpoint.getRawFragment() != null) {
      throw new IllegalArgumentException(FORM);
    }
  }

  /** The account at an endpoint written as the Azure portal does, with or without a last slash. */
  static AcsAccount of(String endpoint, AcsCredential credential) {
    String origin =
        endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
    try {
      return new AcsAccount(HttpUrl.parse(origin, Set.of("https")), credential);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(FORM, e);
    }
  }

  /** Reads one of: a connection string; an endpoint and an access key; an endpoint and Entra ID. */
  static AcsAccount from(ConfigNode node) {
    Optional<Secret> connectionString = node.secret("connection-string");
    Optional<String> endpoint = node.optionalText("endpoint");
    Optional<Secret> accessKey = node.secret("access-key");
    Optional<EntraId> entraId = EntraId.from(node);
    if (entraId.isPresent() && !SdkIdentityClient.takesEntraId()) {
      node.addProblem("credential", "is not supported by the ACS SDK in this build");
    }
    if (connectionString.isPresent()) {
      if (endpoint.isPresent() || accessKey.isPresent() || entraId.isPresent()) {
        node.addProblem("connection-string", "excludes endpoint, access-key and credential");
      }
      Secret text = connectionString.get();
      return checked(node, "connection-string", STAND_IN, () -> ConnectionString.parse(text));
    }
    if (endpoint.isEmpty() && accessKey.isEmpty() && entraId.isEmpty()) {
      node.addProblem(
          "connection-string",
          "is missing; give it, or endpoint with access-key, or endpoint with credential");
      return STAND_IN;
    }
    return separate(node, endpoint, accessKey, entraId);
  }

  private static AcsAccount separate(
      ConfigNode node,
      Optional<String> endpoint,
      Optional<Secret> accessKey,
      Optional<EntraId> entraId) {
    if (accessKey.isPresent() && entraId.isPresent()) {
      node.addProblem("access-key", "excludes credential");
    }
    if (accessKey.isEmpty() && entraId.isEmpty()) {
      node.addProblem("access-key", "is missing; give it, or credential");
    }
    if (endpoint.isEmpty()) {
      node.addProblem("endpoint", "is missing; access-key and credential need it");
    }
    AcsCredential credential =
        entraId
            .<AcsCredential>map(id -> id)
            .or(() -> accessKey.map(key -> checkedKey(node, key)))
            .orElse(STAND_IN_KEY);
    return endpoint
        .map(text -> checked(node, "endpoint", STAND_IN, () -> of(text, credential)))
        .orElse(STAND_IN);
  }

  private static AcsCredential checkedKey(ConfigNode node, Secret key) {
    return checked(node, "access-key", STAND_IN_KEY, () -> new AccessKey(key));
  }

  private static <T> T checked(ConfigNode node, String key, T standIn, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      node.addProblem(key, String.valueOf(e.getMessage()));
      return standIn;
    }
  }
}
