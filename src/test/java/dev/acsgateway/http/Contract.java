package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The OpenAPI file, to hold answers against. */
final class Contract {
  private final JsonNode document;
  private final JsonSchemaFactory schemas =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private final SchemaValidatorsConfig rules =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

  Contract() {
    try {
      this.document = new ObjectMapper(new YAMLFactory()).readTree(OpenApiDocument.load());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One operation of the file. */
  record Operation(String method, String path, boolean isPublic, Optional<String> permission) {}

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        if (!method.getKey().equals("parameters") && !method.getKey().equals("servers")) {
          JsonNode security = method.getValue().path("security");
          operations.add(
              new Operation(
                  method.getKey(),
                  path.getKey(),
                  security.isArray() && security.isEmpty(),
                  Optional.ofNullable(method.getValue().get("x-permission"))
                      .map(JsonNode::textValue)));
        }
      }
    }
    return operations;
  }

  /** Makes sure that the answer is one that the file allows for this request. */
  void check(String method, String rawPath, Answer answer) {
    String schema =
        operation(method, rawPath)
            .map(operation -> schemaOf(operation, answer))
            .orElse("#/components/schemas/Problem");
    if (schema.isEmpty()) {
      return;
    }
    JsonSchema expected =
        schemas.getSchema(SchemaLocation.of("classpath:openapi.yaml" + schema), rules);
    assertThat(expected.validate(answer.body(), InputFormat.JSON))
        .as("%s %s answers %s", method, rawPath, answer)
        .isEmpty();
  }

  private Optional<JsonNode> operation(String method, String rawPath) {
    String path = rawPath.split("\\?", 2)[0];
    Map<String, JsonNode> templates = new TreeMap<>();
    document.get("paths").properties().forEach(e -> templates.put(e.getKey(), e.getValue()));
    return templates.entrySet().stream()
        .filter(entry -> Pattern.matches(entry.getKey().replaceAll("\\{\\w+}", "[^/]+"), path))
        .map(entry -> Optional.ofNullable(entry.getValue().get(method.toLowerCase(Locale.ROOT))))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private String schemaOf(JsonNode operation, Answer answer) {
    JsonNode responses = operation.get("responses");
    JsonNode response =
        Optional.ofNullable(responses.get(String.valueOf(answer.status())))
            .orElse(responses.path("default"));
    JsonNode content = resolved(response).path("content");
    if (content.isMissingNode()) {
      assertThat(answer.body()).isEmpty();
      return "";
    }
    assertThat(content.has(answer.mediaType()))
        .as("%s is a media type of the contract", answer.mediaType())
        .isTrue();
    return content.path(answer.mediaType()).path("schema").path("$ref").asText();
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").textValue().substring(1)) : node;
  }

  JsonNode at(String pointer) {
    return document.at(pointer);
  }
}
