package dev.acsgateway.emulator.rest;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The versions of the API that the emulator speaks, and what each of them has [S]. */
enum ApiVersion {
  PREVIEW_2("2020-07-20-preview2"),
  V2021_03_07("2021-03-07"),
  V2022_06_01("2022-06-01"),
  V2022_10_01("2022-10-01"),
  V2023_10_01("2023-10-01"),
  V2025_06_30("2025-06-30");

  /** The {@code api-supported-versions} header [R], here with just the versions spoken. */
  static final String ALL =
      Arrays.stream(values()).map(ApiVersion::text).collect(Collectors.joining(", "));

  private static final Set<String> FIRST_SCOPES = Set.of("chat", "voip");
  private static final Set<String> ALL_SCOPES =
      Set.of("chat", "voip", "chat.join", "chat.join.limited", "voip.join");

  private final String text;

  ApiVersion(String text) {
    this.text = text;
  }

  static Optional<ApiVersion> of(String text) {
    return Arrays.stream(values()).filter(version -> version.text.equals(text)).findFirst();
  }

  String text() {
    return text;
  }

  boolean preview() {
    return this == PREVIEW_2;
  }

  /** Versions without it ignore the field, as they do any they do not know [?]. */
  boolean takesExpiry() {
    return compareTo(V2022_10_01) >= 0;
  }

  /**
   * Whether the version knows the scope. The preview's are free strings; documented are chat, voip
   * and pstn.
   */
  boolean knowsScope(String scope) {
    if (preview()) {
      return scope.matches("[A-Za-z0-9._-]{1,64}");
    }
    return (compareTo(V2023_10_01) >= 0 ? ALL_SCOPES : FIRST_SCOPES).contains(scope);
  }
}
