package dev.acsgateway.config;

import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Loads a YAML file as a tree. */
public final class YamlFile {
  private YamlFile() {}

  /**
   * Loads a file.
   *
   * @param file a YAML file
   * @return its tree; fails with {@link InvalidConfiguration} when it cannot be read or parsed
   */
  public static Future<JsonObject> load(Vertx vertx, Path file) {
    try {
      if (Files.readAllLines(file).stream().allMatch(YamlFile::isEmpty)) {
        return Future.succeededFuture(new JsonObject());
      }
    } catch (IOException e) {
      return Future.failedFuture(invalid(file, "the file does not exist or cannot be read"));
    }
    ConfigStoreOptions store =
        new ConfigStoreOptions()
            .setType("file")
            .setFormat("yaml")
            .setConfig(new JsonObject().put("path", file.toAbsolutePath().toString()));
    ConfigRetriever retriever =
        ConfigRetriever.create(vertx, new ConfigRetrieverOptions().addStore(store));
    return retriever
        .getConfig()
        .recover(e -> Future.failedFuture(invalid(file, "is not valid YAML" + position(e))))
        .eventually(retriever::close);
  }

  /** Where the parser stopped, and nothing of what stands there: it may be a secret. */
  private static String position(Throwable e) {
    return e instanceof MarkedYAMLException marked && marked.getProblemMark() != null
        ? " at line %d, column %d"
            .formatted(
                marked.getProblemMark().getLine() + 1, marked.getProblemMark().getColumn() + 1)
        : "";
  }

  /** A blank line or a comment: a file of nothing else is no tree for the YAML store. */
  private static boolean isEmpty(String line) {
    return line.isBlank() || line.stripLeading().startsWith("#");
  }

  private static InvalidConfiguration invalid(Path file, String message) {
    return new InvalidConfiguration(List.of(new Problem(file.toString(), message)));
  }
}
