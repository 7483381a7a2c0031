package dev.acsgateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** JSON that a schema allows, or nearly does: each part is now and then something else. */
final class BodyArbitrary {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Texts that mean something to one field or another, rightly written or almost. */
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "x",
          "alice@example.com",
          "\u00fc\u4f60",
          "a\u0000b",
          "a\u0085b",
          "x".repeat(256),
          "x".repeat(257),
          "tenant-a:*",
          "a*b",
          "*",
          "chat",
          "chat,voip",
          "chat,fax",
          "chat,",
          "100/s",
          "5/h",
          "0/s",
          "+5/s",
          "5/10s",
          "1/d",
          "P30D",
          "PT26H",
          "P1M",
          "P1W",
          "30d",
          "2027-01-31T00:00:00Z",
          "2027-01-31T00:00:00+02:00",
          "2027-01-31 00:00:00Z",
          "2027-02-30T00:00:00Z",
          "tomorrow");

  private static final List<JsonNode> NUMBERS =
      List.of(
          JSON.numberNode(-1),
          JSON.numberNode(0),
          JSON.numberNode(1),
          JSON.numberNode(59),
          JSON.numberNode(60),
          JSON.numberNode(1440),
          JSON.numberNode(1441),
          JSON.numberNode(60.0),
          JSON.numberNode(60.5),
          JSON.numberNode(86_400),
          JSON.numberNode(86_401),
          JSON.numberNode(2_592_000),
          JSON.numberNode(2_592_001),
          JSON.numberNode(0.0005),
          JSON.numberNode(10_000.5),
          JSON.numberNode(1L << 31),
          JSON.numberNode((1L << 32) + 60),
          JSON.numberNode(1e20));

  private final Function<JsonNode, JsonNode> resolve;

  /**
   * @param resolve follows references
   */
  BodyArbitrary(Function<JsonNode, JsonNode> resolve) {
    this.resolve = resolve;
  }

  Arbitrary<JsonNode> of(JsonNode reference) {
    JsonNode schema = resolve.apply(reference);
    return Arbitraries.frequencyOf(Tuple.of(15, nearly(schema)), Tuple.of(1, anything()));
  }

  private Arbitrary<JsonNode> nearly(JsonNode schema) {
    if (schema.has("anyOf") && !schema.has("type")) {
      return Arbitraries.of(StreamSupport.stream(schema.get("anyOf").spliterator(), false).toList())
          .flatMap(this::of);
    }
    JsonNode type = schema.path("type");
    if (type.isArray()) {
      return Arbitraries.frequencyOf(
          Tuple.of(9, ofType(type.get(0).asText(), schema)),
          Tuple.of(1, Arbitraries.just(JSON.nullNode())));
    }
    return ofType(type.asText(), schema);
  }

  private Arbitrary<JsonNode> ofType(String type, JsonNode schema) {
    return switch (type) {
      case "null" -> Arbitraries.just(JSON.nullNode());
      case "object" -> object(schema);
      case "array" ->
          of(schema.get("items")).list().ofMaxSize(3).map(items -> JSON.arrayNode().addAll(items));
      case "boolean" -> Arbitraries.of(true, false).map(JSON::booleanNode);
      case "integer", "number" -> Arbitraries.of(NUMBERS);
      case "string" -> text(schema);
      default -> throw new IllegalArgumentException("No generator for " + schema);
    };
  }

  private static Arbitrary<JsonNode> text(JsonNode schema) {
    List<String> named = new ArrayList<>();
    schema.path("enum").forEach(value -> named.add(value.textValue()));
    schema.path("examples").forEach(value -> named.add(value.textValue()));
    Arbitrary<String> any = Arbitraries.of(TEXTS);
    Arbitrary<String> texts =
        named.isEmpty()
            ? any
            : Arbitraries.frequencyOf(Tuple.of(9, Arbitraries.of(named)), Tuple.of(2, any));
    return texts.map(JSON::textNode);
  }

  private Arbitrary<JsonNode> object(JsonNode schema) {
    List<String> required =
        StreamSupport.stream(schema.path("required").spliterator(), false)
            .map(JsonNode::textValue)
            .toList();
    List<Arbitrary<Optional<Map.Entry<String, JsonNode>>>> fields = new ArrayList<>();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      double left = required.contains(property.getKey()) ? 0.03 : 0.6;
      fields.add(field(property.getKey(), of(property.getValue()), left));
    }
    fields.add(field("unknown", anything(), 0.97));
    return Combinators.combine(fields).as(BodyArbitrary::object);
  }

  private static Arbitrary<Optional<Map.Entry<String, JsonNode>>> field(
      String name, Arbitrary<JsonNode> value, double left) {
    return value.map(node -> Map.entry(name, node)).optional(1 - left);
  }

  private static JsonNode object(List<Optional<Map.Entry<String, JsonNode>>> fields) {
    ObjectNode object = JSON.objectNode();
    fields.forEach(field -> field.ifPresent(e -> object.set(e.getKey(), e.getValue())));
    return object;
  }

  private static Arbitrary<JsonNode> anything() {
    return Arbitraries.of(
        JSON.nullNode(),
        JSON.booleanNode(true),
        JSON.numberNode(7),
        JSON.textNode("text"),
        JSON.arrayNode(),
        JSON.arrayNode().add(JSON.nullNode()),
        JSON.objectNode(),
        JSON.objectNode().put("a", 1));
  }
}
