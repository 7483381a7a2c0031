package dev.acsgateway.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Loads a YAML file as a tree. Every value stays the text that was written, so that a secret of
 * digits keeps its zeros and a time is no date; a key that is written twice is an error.
 */
public final class YamlFile {
  private YamlFile() {}

  /**
   * Loads a file. Blocks: for the start only.
   *
   * @param file a YAML file in UTF-8; merge keys ({@code <<: *anchor}) are resolved
   * @return its tree; empty when nothing is set
   * @throws InvalidConfiguration when it cannot be read or parsed
   */
  public static JsonObject load(Path file) {
    try {
      return switch (json(parser().load(TextFile.read(file)))) {
        case null -> new JsonObject();
        case JsonObject tree -> tree;
        default -> throw invalid(file, "must hold settings, written like section: {key: value}");
      };
    } catch (TextFile.Unreadable e) {
      throw invalid(file, "the file does not exist or cannot be read: " + e.reason());
    } catch (YAMLException e) {
      throw invalid(file, "is not valid YAML" + position(e));
    }
  }

  private static Yaml parser() {
    LoaderOptions loading = new LoaderOptions();
    loading.setAllowDuplicateKeys(false);
    DumperOptions dumping = new DumperOptions();
    return new Yaml(
        new SafeConstructor(loading), new Representer(dumping), dumping, loading, new TextOnly());
  }

  /** Where the parser stopped, and nothing of what stands there: it may be a secret. */
  private static String position(YAMLException e) {
    @Nullable Mark mark = e instanceof MarkedYAMLException marked ? marked.getProblemMark() : null;
    return mark == null
        ? ""
        : " at line %d, column %d".formatted(mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static @Nullable Object json(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Map<?, ?> map -> {
        JsonObject object = new JsonObject();
        map.forEach((key, entry) -> object.put(String.valueOf(key), json(entry)));
        yield object;
      }
      case List<?> list -> {
        JsonArray array = new JsonArray();
        list.forEach(entry -> array.add(json(entry)));
        yield array;
      }
      default -> value;
    };
  }

  private static InvalidConfiguration invalid(Path file, String message) {
    return new InvalidConfiguration(List.of(new Problem(file.toString(), message)));
  }

  /** Reads a plain value as null where it is left out, and as a text otherwise. */
  private static final class TextOnly extends Resolver {
    private static final Pattern NOTHING = Pattern.compile("~|null|");
    private static final Pattern MERGE = Pattern.compile("<<");

    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.NULL, NOTHING, "~n\0");
      addImplicitResolver(Tag.NULL, Pattern.compile(""), null);
      addImplicitResolver(Tag.MERGE, MERGE, "<");
    }
  }
}
