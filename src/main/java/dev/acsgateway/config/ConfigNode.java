package dev.acsgateway.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A section of the configuration. Asking for a setting that is missing or wrong notes a problem and
 * answers a stand-in, so that one reading finds every problem; nothing built from stand-ins is
 * used, since the reading then fails.
 */
public final class ConfigNode {
  private static final String PEM_BEGIN = "-----BEGIN ";

  private final Section section;

  ConfigNode(Section section) {
    this.section = section;
  }

  /** The sub-section {@code key}; empty where it is not written. */
  public ConfigNode section(String key) {
    return switch (section.raw(key)) {
      case null -> new ConfigNode(section.child(key, new JsonObject()));
      case JsonObject tree -> new ConfigNode(section.child(key, tree));
      default -> {
        addProblem(key, "must be a section with settings of its own");
        yield new ConfigNode(section.child(key, new JsonObject()));
      }
    };
  }

  /** The list of sub-sections under {@code key}, each read by {@code element}. */
  public <T> List<T> sections(String key, Function<ConfigNode, T> element) {
    section.note(key, "a list of sections", "[]");
    List<T> read =
        section.elements(key).stream().map(child -> element.apply(new ConfigNode(child))).toList();
    return section.raw(key) == null ? List.of() : read;
  }

  /** A text that must be given. */
  public String text(String key) {
    return optionalText(key).orElseGet(() -> section.missing(key));
  }

  /** A text with a default. */
  public String text(String key, String defaultValue) {
    return section.scalar(key, "a text", defaultValue).orElse(defaultValue);
  }

  /** A text that may be left out. */
  public Optional<String> optionalText(String key) {
    return section.scalar(key, "a text", "");
  }

  /** A list of texts; in the environment, joined by commas. */
  public List<String> texts(String key, List<String> defaultValue) {
    List<String> value = unnoticedTexts(key, defaultValue);
    section.found(key, String.join(",", value));
    return value;
  }

  private List<String> unnoticedTexts(String key, List<String> defaultValue) {
    section.note(key, "a list of texts", String.join(",", defaultValue));
    Optional<String> fromEnvironment = section.environment(key);
    if (fromEnvironment.isPresent()) {
      return List.of(fromEnvironment.get().split(",", -1)).stream()
          .map(String::strip)
          .filter(text -> !text.isEmpty())
          .toList();
    }
    Object value = section.raw(key);
    if (value instanceof JsonArray array && array.stream().allMatch(String.class::isInstance)) {
      return array.stream().map(String.class::cast).toList();
    }
    if (value != null) {
      addProblem(key, "must be a list of texts");
    }
    return defaultValue;
  }

  /** {@code true} or {@code false}. */
  public boolean flag(String key, boolean defaultValue) {
    return parsed(
        key, "true or false", String.valueOf(defaultValue), defaultValue, ConfigNode::parseFlag);
  }

  /** A whole number from {@code min} to {@code max}. */
  public int number(String key, int defaultValue, int min, int max) {
    return parsed(
        key,
        "a whole number from " + min + " to " + max,
        String.valueOf(defaultValue),
        defaultValue,
        text -> inRange(Integer.valueOf(text), min, max));
  }

  /** A decimal number from {@code min} to {@code max}. */
  public double decimal(String key, double defaultValue, double min, double max) {
    return parsed(
        key,
        "a number from " + min + " to " + max,
        String.valueOf(defaultValue),
        defaultValue,
        text -> inRange(Double.valueOf(text), min, max));
  }

  /** A time span such as {@code 250ms}, {@code 30s}, {@code 15m}, {@code 2h}, {@code 7d}. */
  public Duration duration(String key, Duration defaultValue, Duration min, Duration max) {
    String allowed =
        "a time span from "
            + Durations.format(min)
            + " to "
            + Durations.format(max)
            + ", written like 250ms, 30s, 15m, 2h or 7d";
    return parsed(
        key,
        allowed,
        Durations.format(defaultValue),
        defaultValue,
        text -> inRange(Durations.parse(text), min, max));
  }

  /**
   * A value that {@code parse} understands; it throws {@link IllegalArgumentException} otherwise.
   * The complaint quotes the value: not for secrets.
   */
  public <T> T parsed(
      String key, String allowed, String written, T defaultValue, Function<String, T> parse) {
    Optional<String> text = section.scalar(key, allowed, written);
    if (text.isEmpty()) {
      return defaultValue;
    }
    try {
      return parse.apply(text.get());
    } catch (IllegalArgumentException | DateTimeException e) {
      addProblem(key, "'" + text.get() + "' is not " + allowed);
      return defaultValue;
    }
  }

  /**
   * A value that {@code parse} understands; it throws {@link IllegalArgumentException} otherwise,
   * with what is wrong in words that quote nothing of the value.
   *
   * @param standIn what is returned where the value is wrong
   */
  public <T> Optional<T> checked(String key, T standIn, Function<String, T> parse) {
    return optionalText(key).map(text -> checked(key, text, standIn, parse));
  }

  /** The same for a value that was read already, such as that of a secret. */
  public <T> T checked(String key, String text, T standIn, Function<String, T> parse) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      addProblem(key, String.valueOf(e.getMessage()));
      return standIn;
    }
  }

  /** The URL of an HTTP server. The complaint quotes nothing: there may be a password in it. */
  public URI url(String key, URI defaultValue) {
    Optional<String> text = section.scalar(key, "an http or https URL", defaultValue.toString());
    return text.map(it -> checked(key, it, defaultValue, ConfigNode::parseUrl))
        .orElse(defaultValue);
  }

  private static URI parseUrl(String text) {
    return HttpUrl.parse(text, Set.of("http", "https"));
  }

  /** The path of a file that may be left out, and that must be there where it is named. */
  public Optional<Path> file(String key) {
    Optional<String> name = section.scalar(key, "a text", "");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(TextFile.find(name.get()));
    } catch (TextFile.Unreadable e) {
      addProblem(key, e.line());
      return Optional.of(e.file());
    }
  }

  /** A secret that may be left out; also taken from a file, see the package documentation. */
  public Optional<Secret> secret(String key) {
    return secret(key, "a secret", "the path of a file with the secret");
  }

  private Optional<Secret> secret(String key, String allowed, String allowedOfFile) {
    String fileKey = key + "-file";
    Optional<String> file = section.unnoticed(fileKey, allowedOfFile, "");
    Optional<String> direct = section.unnoticed(key, allowed, "").map(String::strip);
    if (direct.isPresent() && file.isPresent()) {
      addProblem(key, "is given twice, as a value and as a file");
    }
    if (direct.filter(String::isEmpty).isPresent()) {
      addProblem(key, "is empty; give a value or leave the setting out");
      return Optional.empty();
    }
    Optional<String> value = direct.or(() -> file.flatMap(name -> readFile(key, name)));
    value.ifPresent(text -> section.found(key, text));
    return value.map(Secret::new);
  }

  /**
   * PEM that may be left out: as it is, or in a file that {@code key} or {@code key-file} names.
   *
   * @param check throws {@link IllegalArgumentException} with what is wrong, quoting nothing
   */
  public Optional<Secret> pem(String key, Consumer<String> check) {
    Optional<Secret> pem =
        secret(key, "PEM, or the path of a PEM file", "the path of a PEM file")
            .flatMap(
                given ->
                    isPath(key, given)
                        ? readFile(key, given.value()).map(Secret::new)
                        : Optional.of(given));
    pem.ifPresent(
        it ->
            checked(
                key,
                it.value(),
                it,
                text -> {
                  check.accept(text);
                  return it;
                }));
    return pem;
  }

  private boolean isPath(String key, Secret given) {
    boolean isDirect = section.environment(key).isPresent() || section.raw(key) != null;
    return isDirect && !given.value().contains(PEM_BEGIN);
  }

  /** A secret that must be given. */
  public Secret requiredSecret(String key) {
    return secret(key).orElseGet(() -> missingSecret(key));
  }

  /** An empty stand-in: the redactor must not learn a word of ours. */
  private Secret missingSecret(String key) {
    section.missing(key);
    return new Secret("");
  }

  /**
   * Returns a variable of the environment that other programs read, too, and that is no setting of
   * the gateway.
   */
  Optional<String> variable(String name) {
    return section.variable(name);
  }

  /** Notes a problem with such a variable. */
  void complainOfVariable(String name, String message) {
    section.complainOfVariable(name, message);
  }

  /** Notes a problem that only the record itself can see. */
  public void addProblem(String key, String message) {
    section.addProblem(key, message);
  }

  private Optional<String> readFile(String key, String name) {
    String fileKey = key + "-file";
    try {
      String text = TextFile.read(TextFile.find(name)).strip();
      if (text.isEmpty()) {
        addProblem(fileKey, "the file " + name + " is empty");
      }
      return Optional.of(text).filter(it -> !it.isEmpty());
    } catch (TextFile.Unreadable e) {
      addProblem(
          fileKey,
          looksLikeAPath(name)
              ? e.line()
              : "is not the path of a file that exists; the secret itself belongs into " + key);
      return Optional.empty();
    }
  }

  /** What is in no folder that exists may be the secret, and is not quoted then. */
  private static boolean looksLikeAPath(String name) {
    try {
      Path path = Path.of(name);
      Path outermost =
          path.isAbsolute() ? path.getRoot().resolve(path.getName(0)) : path.getName(0);
      return path.getNameCount() > 1 && Files.isDirectory(outermost);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean parseFlag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static <T extends Comparable<T>> T inRange(T value, T min, T max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new IllegalArgumentException("out of range");
    }
    return value;
  }
}
