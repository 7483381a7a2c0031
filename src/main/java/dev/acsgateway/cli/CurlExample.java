package dev.acsgateway.cli;

import dev.acsgateway.local.LocalEnvironment;
import java.util.List;

/**
 * Something to try: one line for a shell, to be pasted as it is.
 *
 * @param purpose what it shows
 * @param line begins with {@code curl}
 */
record CurlExample(String purpose, String line) {

  /** In an order that can be followed from top to bottom, more than once. */
  static List<CurlExample> all(LocalEnvironment local) {
    String backend = " -H 'X-API-Key: " + local.backendKey().value() + "'";
    String admin = " -H 'X-API-Key: " + local.adminKey().value() + "'";
    String frontend = " -H 'Authorization: Bearer " + local.frontendJwt().value() + "'";
    String alice = local.api() + "/v1/users/alice";
    return List.of(
        new CurlExample(
            "A backend gets a token for any user; the second time from the cache (see Cache-Status)",
            "curl -sS -i -X POST " + alice + "/token" + backend),
        new CurlExample(
            "A frontend gets one for its own user",
            "curl -sS -i -X POST " + local.api() + "/v1/token" + frontend),
        new CurlExample("What is known of a user", "curl -sS -i " + alice + backend),
        new CurlExample(
            "Revoke all of a user's tokens",
            "curl -sS -i -X DELETE " + alice + "/tokens" + backend),
        new CurlExample("Forget a user", "curl -sS -i -X DELETE " + alice + backend),
        new CurlExample(
            "Let a clean-up job delete identities",
            "curl -sS -i -X POST "
                + local.admin()
                + "/admin/v1/cleanups"
                + admin
                + " -H 'Content-Type: application/json' -d '{\"userIds\":[\""
                + local.frontendUser()
                + "\"],\"acknowledgeChatDeletion\":true}'"),
        new CurlExample(
            "Watch the clean-up jobs",
            "curl -sS -i " + local.admin() + "/admin/v1/cleanups" + admin),
        new CurlExample("Is it well?", "curl -sS -i " + local.admin() + "/health/ready"));
  }
}
