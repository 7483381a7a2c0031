package dev.acsgateway.deployment;

import dev.acsgateway.GatewayConfig;
import dev.acsgateway.OperatorSecrets;
import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.config.Setting;
import dev.acsgateway.config.YamlFile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the gateway itself says about its settings. */
final class SettingNames {
  private SettingNames() {}

  /** The environment variable of every setting. */
  static Set<String> variables() {
    return ConfigReader.settingsOf(GatewayConfig::from).stream()
        .map(Setting::path)
        .filter(path -> !path.contains("[]"))
        .map(path -> "ACSGW_" + path.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'))
        .collect(Collectors.toSet());
  }

  /** Reads a configuration as a node would that gets its secrets from elsewhere. */
  static GatewayConfig read(Path file) {
    return ConfigReader.read(
        YamlFile.load(file),
        Map.of(
            "ACSGW_ACS_CONNECTION_STRING",
            "endpoint=https://contoso.communication.azure.com/;accesskey=AAAA",
            "ACSGW_REDIS_KEYSET",
            new OperatorSecrets(new SecureRandom()).keyset().value()),
        GatewayConfig::from);
  }
}
