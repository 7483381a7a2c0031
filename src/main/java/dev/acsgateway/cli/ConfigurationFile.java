package dev.acsgateway.cli;

import dev.acsgateway.GatewayConfig;
import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.config.InvalidConfiguration;
import dev.acsgateway.config.LoadedConfig;
import dev.acsgateway.config.YamlFile;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --config}, and the configuration that it and the environment make together. */
final class ConfigurationFile {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description =
          "A YAML file (- for standard input); without it, everything comes from the environment")
  private Optional<Path> file;

  private volatile @Nullable JsonObject standardInput;

  /** None yet: the option may name one. */
  ConfigurationFile() {
    this(Optional.empty());
  }

  ConfigurationFile(Optional<Path> file) {
    this.file = file;
  }

  /**
   * Reads it. Blocks.
   *
   * @throws InvalidConfiguration with every problem
   */
  GatewayConfig read() {
    return reading().configuration();
  }

  /** Reads it likewise, to be compared with later readings. */
  LoadedConfig<GatewayConfig> reading() {
    JsonObject tree = file.map(this::load).orElseGet(JsonObject::new);
    return ConfigReader.reading(tree, System.getenv(), GatewayConfig::from);
  }

  /** Standard input can be read once, a configuration is read again and again. */
  private JsonObject load(Path path) {
    if (!StandardInput.isMeantBy(path)) {
      return YamlFile.load(path);
    }
    JsonObject known = standardInput;
    if (known == null) {
      known = YamlFile.load(StandardInput.readable(path));
      standardInput = known;
    }
    return known.copy();
  }

  @Override
  public String toString() {
    return file.map(Path::toString).orElse("the environment");
  }
}
