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
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The OpenAPI file, to hold answers against. */
public final class Contract {
  private final JsonNode document;
  private final JsonSchemaFactory schemas =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private final SchemaValidatorsConfig rules =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

  public Contract() {
    try {
      this.document = new ObjectMapper(new YAMLFactory()).readTree(OpenApiDocument.load());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One operation of the file. */
  record Operation(
      String method,
      String path,
      boolean isPublic,
      Optional<String> permission,
      Optional<String> confined) {}

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
                      .map(JsonNode::textValue),
                  Optional.ofNullable(method.getValue().get("x-confined"))
                      .map(JsonNode::textValue)));
        }
      }
    }
    return operations;
  }

  /**
   * An operation that takes JSON.
   *
   * @param schema where its body's schema is in the file
   * @param needsBody whether it cannot do without one
   * @param forUsers whether it is for users with a JWT, and not for keys
   */
  record JsonOperation(
      String method, String path, String schema, boolean needsBody, boolean forUsers) {}

  List<JsonOperation> jsonOperations() {
    List<JsonOperation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        JsonNode body = method.getValue().path("requestBody");
        JsonNode schema = body.path("content").path("application/json").path("schema");
        if (!schema.isMissingNode()) {
          operations.add(
              new JsonOperation(
                  method.getKey().toUpperCase(Locale.ROOT),
                  path.getKey(),
                  schema.path("$ref").asText(),
                  body.path("required").asBoolean(),
                  method.getValue().path("x-permission").asText().endsWith(":self")));
        }
      }
    }
    return operations;
  }

  /** The headers that requests may carry, in lower case. */
  Set<String> headersRead() {
    return Stream.concat(
            document.findValues("parameters").stream(),
            Stream.of(document.at("/components/securitySchemes")))
        .flatMap(each -> StreamSupport.stream(each.spliterator(), false))
        .filter(each -> each.path("in").asText().equals("header"))
        .map(each -> each.get("name").textValue().toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  /** The headers that answers may carry, in lower case. */
  Set<String> headersAnswered() {
    return document.findValues("headers").stream()
        .flatMap(headers -> headers.properties().stream().map(Map.Entry::getKey))
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  /** Whether the schema in the file finds nothing wrong with this JSON. */
  boolean allows(String schema, String json) {
    return schemas
        .getSchema(SchemaLocation.of("classpath:openapi.yaml" + schema), rules)
        .validate(json, InputFormat.JSON)
        .isEmpty();
  }

  /** Follows a reference within the file, if this is one. */
  JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").textValue().substring(1)) : node;
  }

  /** Makes sure that the answer is one that the file allows for the request that it answers. */
  public void check(HttpResponse<String> answer) {
    HttpRequest request = answer.request();
    check(
        request.method(),
        request.uri().getRawPath(),
        new Answer(answer.statusCode(), answer.headers(), answer.body()));
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

  JsonNode at(String pointer) {
    return document.at(pointer);
  }
}
