package dev.acsgateway.emulator.rest;

import dev.acsgateway.emulator.control.Operation;

/** Every method of the API: the route table. */
enum ApiMethod {
  CREATE("POST", "identities", Operation.CREATE, ApiVersion.PREVIEW_2),
  ISSUE_PREVIEW("POST", "identities/{id}/token", Operation.ISSUE, ApiVersion.PREVIEW_2),
  ISSUE("POST", "identities/{id}/:issueAccessToken", Operation.ISSUE, ApiVersion.V2021_03_07),
  REVOKE_PREVIEW("PATCH", "identities/{id}", Operation.REVOKE, ApiVersion.PREVIEW_2),
  REVOKE("POST", "identities/{id}/:revokeAccessTokens", Operation.REVOKE, ApiVersion.V2021_03_07),
  DELETE("DELETE", "identities/{id}", Operation.DELETE, ApiVersion.PREVIEW_2),
  EXCHANGE_TEAMS_TOKEN(
      "POST",
      "teamsUser/:exchangeAccessToken",
      Operation.EXCHANGE_TEAMS_TOKEN,
      ApiVersion.V2022_06_01);

  private final String verb;
  private final String template;
  private final Operation operation;
  private final ApiVersion since;

  ApiMethod(String verb, String template, Operation operation, ApiVersion since) {
    this.verb = verb;
    this.template = template;
    this.operation = operation;
    this.since = since;
  }

  String verb() {
    return verb;
  }

  /** Path segments joined by slashes; {@code {id}} stands for any one segment. */
  String template() {
    return template;
  }

  Operation operation() {
    return operation;
  }

  /** Whether the version has it; two methods were in the preview only. */
  boolean in(ApiVersion version) {
    boolean previewOnly = this == ISSUE_PREVIEW || this == REVOKE_PREVIEW;
    return previewOnly ? version.preview() : since.compareTo(version) <= 0;
  }
}
