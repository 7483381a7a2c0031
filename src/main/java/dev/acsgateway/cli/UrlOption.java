package dev.acsgateway.cli;

import dev.acsgateway.config.HttpUrl;
import java.net.URI;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the URL of a listener; anything else is wrong usage. */
final class UrlOption implements ITypeConverter<URI> {
  private static final Set<String> SCHEMES = Set.of("http", "https");

  @Override
  public URI convert(String text) {
    try {
      return HttpUrl.parse(text, SCHEMES);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("the URL " + e.getMessage());
    }
  }
}
