package dev.acsgateway.config;

import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
    if (!Files.isReadable(file)) {
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
        .recover(e -> Future.failedFuture(invalid(file, "is not valid YAML: " + e.getMessage())))
        .eventually(retriever::close);
  }

  private static InvalidConfiguration invalid(Path file, String message) {
    return new InvalidConfiguration(List.of(new Problem(file.toString(), message)));
  }
}
