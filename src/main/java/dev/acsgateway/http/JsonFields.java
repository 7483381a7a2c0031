package dev.acsgateway.http;

import dev.acsgateway.failure.InvalidRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The fields of a request body, each asked for by name and type; null is no value. */
public final class JsonFields {
  private static final int LONGEST_NAME_SHOWN = 64;

  static final JsonFields NONE = new JsonFields(new JsonObject());

  private final JsonObject json;

  private JsonFields(JsonObject json) {
    this.json = json;
  }

  /**
   * The fields of the body, which is an object; no body counts as one without fields.
   *
   * @param allowed the fields that there may be
   * @throws InvalidRequest when the body is something else, or has another field
   */
  public static JsonFields read(RoutingContext context, Set<String> allowed) {
    return of(object(context), allowed);
  }

  /**
   * The same of a body that may have any other field, which is passed over.
   *
   * @throws InvalidRequest when the body is something else
   */
  public static JsonFields readSome(RoutingContext context) {
    return new JsonFields(object(context));
  }

  private static JsonObject object(RoutingContext context) {
    @Nullable Buffer body = context.body().buffer();
    return body == null || body.length() == 0 ? new JsonObject() : StrictJson.object(body);
  }

  /**
   * The fields of an object.
   *
   * @param allowed the fields that there may be
   * @throws InvalidRequest when it has another one
   */
  static JsonFields of(JsonObject json, Set<String> allowed) {
    for (String name : json.fieldNames()) {
      if (!allowed.contains(name)) {
        String known = String.join(", ", new TreeSet<>(allowed));
        throw new InvalidRequest(
            shortened(name), "There is no such field; known are " + known + ".");
      }
    }
    return new JsonFields(json);
  }

  /** A null stands for a field that is left out: generated clients write it so. */
  private boolean isLeftOut(String name) {
    return json.getValue(name) == null;
  }

  static String shortened(String name) {
    return name.length() <= LONGEST_NAME_SHOWN ? name : name.substring(0, LONGEST_NAME_SHOWN);
  }

  /** A list of objects; empty when it is left out. */
  List<JsonObject> objects(String name) {
    if (isLeftOut(name)) {
      return List.of();
    }
    if (json.getValue(name) instanceof JsonArray array
        && array.stream().allMatch(JsonObject.class::isInstance)) {
      return array.stream().map(JsonObject.class::cast).toList();
    }
    throw new InvalidRequest(name, name + " must be a list of objects.");
  }

  /** A text that may be left out. */
  public Optional<String> text(String name) {
    if (isLeftOut(name)) {
      return Optional.empty();
    }
    if (json.getValue(name) instanceof String text) {
      requireUnicode(name, text);
      return Optional.of(text);
    }
    throw new InvalidRequest(name, name + " must be a text.");
  }

  /** A text that must be given, and not be blank. */
  public String requiredText(String name) {
    return text(name)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> new InvalidRequest(name, name + " is missing."));
  }

  /** Half of a surrogate pair would become a question mark, and so equal to any other half. */
  private static void requireUnicode(String name, String text) {
    if (text.codePoints().anyMatch(JsonFields::isHalf)) {
      throw new InvalidRequest(name, name + " is not valid Unicode.");
    }
  }

  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /** A list of texts that may be left out. */
  public Optional<List<String>> texts(String name) {
    if (isLeftOut(name)) {
      return Optional.empty();
    }
    if (json.getValue(name) instanceof JsonArray array
        && array.stream().allMatch(String.class::isInstance)) {
      List<String> texts = array.stream().map(String.class::cast).toList();
      texts.forEach(text -> requireUnicode(name, text));
      return Optional.of(texts);
    }
    throw new InvalidRequest(name, name + " must be a list of texts.");
  }

  /** A whole number that may be left out; 60.0 is one, as JSON Schema has it. */
  public Optional<Integer> number(String name) {
    if (isLeftOut(name)) {
      return Optional.empty();
    }
    if (json.getValue(name) instanceof Number number && number.intValue() == number.doubleValue()) {
      return Optional.of(number.intValue());
    }
    throw new InvalidRequest(name, name + " must be a whole number.");
  }

  /** A number that may be left out. */
  public Optional<Double> decimal(String name) {
    if (isLeftOut(name)) {
      return Optional.empty();
    }
    if (json.getValue(name) instanceof Number number) {
      return Optional.of(number.doubleValue());
    }
    throw new InvalidRequest(name, name + " must be a number.");
  }

  /** {@code true} or {@code false}; left out, it is false. */
  public boolean flag(String name) {
    if (isLeftOut(name)) {
      return false;
    }
    if (json.getValue(name) instanceof Boolean flag) {
      return flag;
    }
    throw new InvalidRequest(name, name + " must be true or false.");
  }
}
