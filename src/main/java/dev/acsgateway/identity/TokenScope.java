package dev.acsgateway.identity;

import dev.acsgateway.failure.InvalidRequest;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What a token lets its holder do. {@code *.join*} needs API 2023-10-01 or later. */
public enum TokenScope {
  CHAT("chat"),
  CHAT_JOIN("chat.join"),
  CHAT_JOIN_LIMITED("chat.join.limited"),
  VOIP("voip"),
  VOIP_JOIN("voip.join");

  private static final String ALLOWED =
      Arrays.stream(values()).map(TokenScope::value).collect(Collectors.joining(", "));

  private final String value;

  TokenScope(String value) {
    this.value = value;
  }

  /** The scope as ACS writes it. */
  public String value() {
    return value;
  }

  /**
   * The scope that ACS writes so.
   *
   * @throws InvalidRequest when there is no such scope
   */
  public static TokenScope of(String value) {
    for (TokenScope scope : values()) {
      if (scope.value.equals(value)) {
        return scope;
      }
    }
    throw new InvalidRequest("scopes", "Unknown scope; allowed are " + ALLOWED + ".");
  }
}
