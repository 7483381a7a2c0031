package dev.acsgateway.http;

import dev.acsgateway.authentication.AuthenticationConfig;
import dev.acsgateway.config.ConfigNode;

/** The sections of the configuration that the listeners need. */
record EdgeSettings(
    ApiConfig api, AdminConfig admin, AuthenticationConfig authentication, LimitsConfig limits) {

  static EdgeSettings from(ConfigNode root) {
    return new EdgeSettings(
        ApiConfig.from(root.section("api")),
        AdminConfig.from(root.section("admin")),
        AuthenticationConfig.from(root.section("authentication")),
        LimitsConfig.from(root.section("limits")));
  }
}
