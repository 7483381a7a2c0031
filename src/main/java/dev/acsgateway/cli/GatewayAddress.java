package dev.acsgateway.cli;

import dev.acsgateway.config.HttpUrl;
import dev.acsgateway.config.Secret;
import dev.acsgateway.local.EnvironmentFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a gateway is and with which key to call it.
 *
 * @param url the listener
 * @param apiKey the key
 */
record GatewayAddress(URI url, Secret apiKey) {

  /**
   * As options say; what they leave out as a local gateway wrote it. Blocks.
   *
   * @param environmentFile where a local gateway wrote it
   * @param urlName what the URL is called there; the option for it is named alike
   * @param keyName what the key is called there
   * @throws CommandFailed when something is said nowhere
   */
  static GatewayAddress read(
      Path environmentFile,
      Optional<URI> url,
      String urlName,
      Optional<Path> apiKeyFile,
      String keyName) {
    if (url.isPresent() && apiKeyFile.isPresent()) {
      return new GatewayAddress(url.get(), ApiKeyFile.read(apiKeyFile.get()));
    }
    Map<String, String> written;
    try {
      written = EnvironmentFile.read(StandardInput.readable(environmentFile));
    } catch (IOException e) {
      throw new CommandFailed(
          "There is no file %s: start a gateway with ./scripts/run, or give --%s and --api-key-file"
              .formatted(environmentFile, urlName.toLowerCase(Locale.ROOT).replace('_', '-')));
    }
    return new GatewayAddress(
        url.orElseGet(() -> url(environmentFile, written, urlName)),
        apiKeyFile
            .map(ApiKeyFile::read)
            .orElseGet(
                () ->
                    ApiKeyFile.checked(
                        value(environmentFile, written, keyName),
                        keyName + " in " + environmentFile)));
  }

  private static URI url(Path file, Map<String, String> written, String name) {
    try {
      return HttpUrl.parse(value(file, written, name), Set.of("http", "https"));
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(name + " in " + file + " " + e.getMessage());
    }
  }

  private static String value(Path file, Map<String, String> written, String name) {
    return Optional.ofNullable(written.get(name))
        .orElseThrow(() -> new CommandFailed(file + " has no " + name));
  }

  @Override
  public String toString() {
    return url.toString();
  }
}
