package dev.acsgateway.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a route that leaves an audit record is used.
 *
 * @param route method and path as the route table has them
 * @param path the path with its parameters filled in
 * @param body what is sent
 * @param mediaType what kind of body
 * @param action what the record calls it
 * @param byItsUser whether it is for users with a JWT, and not for keys
 */
record AuditedUse(
    String route,
    String path,
    Optional<String> body,
    String mediaType,
    String action,
    boolean byItsUser) {

  /** The id of the key that is changed. */
  static final String KEY = "changeable";

  /** The id of the job that is ordered about. */
  static final String CLEANUP = "x";

  /** One use of each such route, about this user where it is about one. */
  static Stream<AuditedUse> all(String user) {
    return Stream.of(
        use("DELETE /v1/users/{userId}/tokens", "/v1/users/" + user + "/tokens", "tokens.revoke"),
        use("DELETE /v1/users/{userId}", "/v1/users/" + user, "user.erase"),
        use("DELETE /api/user", "/api/user", "user.erase").ofUsers(),
        use("POST /admin/v1/cleanups", "/admin/v1/cleanups", "cleanup.start")
            .with("application/json", "{\"userIds\":[\"" + user + "\"],\"dryRun\":true}"),
        use(
                "POST /admin/v1/cleanups/uploads",
                "/admin/v1/cleanups/uploads?dryRun=true",
                "cleanup.upload")
            .with("application/x-ndjson", "{\"userId\":\"" + user + "\"}"),
        cleanup("pause"),
        cleanup("resume"),
        cleanup("cancel"),
        cleanup("retry"),
        use("POST /admin/v1/keys", "/admin/v1/keys", "key.create")
            .with("application/json", "{\"permissions\":[\"keys:manage\"]}"),
        use("POST /admin/v1/keys/{id}/rotate", "/admin/v1/keys/" + KEY + "/rotate", "key.rotate"),
        use("DELETE /admin/v1/keys/{id}", "/admin/v1/keys/" + KEY, "key.revoke"),
        use("POST /admin/v1/access-key/rotate", "/admin/v1/access-key/rotate", "access-key.rotate"),
        use("GET /admin/v1/identities", "/admin/v1/identities", "ledger.export"),
        use("POST /admin/v1/identities", "/admin/v1/identities", "ledger.import")
            .with("application/x-ndjson", row(user)),
        use("POST /admin/v1/ledger/reconcile", "/admin/v1/ledger/reconcile", "ledger.reconcile"));
  }

  private static AuditedUse cleanup(String order) {
    return use(
        "POST /admin/v1/cleanups/{id}/" + order,
        "/admin/v1/cleanups/" + CLEANUP + "/" + order,
        "cleanup." + order);
  }

  private static String row(String user) {
    return "{\"userId\":\"" + user + "\",\"identity\":\"" + FakeLedger.IDENTITY + "\"}\n";
  }

  private static AuditedUse use(String route, String path, String action) {
    return new AuditedUse(route, path, Optional.empty(), "", action, false);
  }

  private AuditedUse ofUsers() {
    return new AuditedUse(route, path, body, mediaType, action, true);
  }

  private AuditedUse with(String bodysType, String text) {
    return new AuditedUse(route, path, Optional.of(text), bodysType, action, byItsUser);
  }

  String method() {
    return route.substring(0, route.indexOf(' '));
  }

  List<String> headers(String key) {
    return headersWith("X-API-Key", key);
  }

  List<String> headersOfUser(String jwt) {
    return headersWith("Authorization", "Bearer " + jwt);
  }

  private List<String> headersWith(String name, String credential) {
    List<String> headers = new ArrayList<>(List.of(name, credential));
    if (body.isPresent()) {
      headers.addAll(List.of("Content-Type", mediaType));
    }
    return headers;
  }

  @Override
  public String toString() {
    return route;
  }
}
