package dev.acsgateway.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The contract, as it lies in the jar. */
final class OpenApiDocument {
  static final String MEDIA_TYPE = "application/yaml";
  private static final String RESOURCE = "/openapi.yaml";

  private OpenApiDocument() {}

  static String load() {
    try (InputStream file =
        Objects.requireNonNull(OpenApiDocument.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
