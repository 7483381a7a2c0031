package dev.acsgateway.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.acsgateway.failure.InvalidRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON objects that every reader understands alike (RFC 8259): UTF-8, no name twice in one
 * object, no comments nor other extensions, nothing after the end, few levels. A byte order mark is
 * passed over. Vert.x's own codec takes comments, and the last of two fields of one name.
 */
public final class StrictJson {
  private static final String BODY = "body";
  private static final int DEEPEST = 32;
  private static final char BYTE_ORDER_MARK = '\ufeff';

  /** Names are the clients', so they are not interned. */
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private StrictJson() {}

  /**
   * Returns the object that these bytes are.
   *
   * @throws InvalidRequest if they are something else; it names the field that comes twice, or else
   *     the body
   */
  public static JsonObject object(Buffer bytes) {
    String text = decoded(bytes);
    int start = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
    try (JsonParser parser = FACTORY.createParser(text.substring(start))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw noObject();
      }
      JsonObject object = object(parser);
      if (parser.nextToken() != null) {
        throw noObject();
      }
      return object;
    } catch (IOException e) {
      throw noObject();
    }
  }

  private static InvalidRequest noObject() {
    return new InvalidRequest(BODY, "This is not a JSON object.");
  }

  private static String decoded(Buffer bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.getBytes()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new InvalidRequest(BODY, "This is not UTF-8.");
    }
  }

  private static JsonObject object(JsonParser parser) throws IOException {
    JsonObject object = new JsonObject();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      if (object.containsKey(name)) {
        throw new InvalidRequest(JsonFields.shortened(name), "The field is given twice.");
      }
      parser.nextToken();
      object.put(name, value(parser));
    }
    return object;
  }

  private static JsonArray array(JsonParser parser) throws IOException {
    JsonArray array = new JsonArray();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser));
    }
    return array;
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw noObject();
    };
  }
}
