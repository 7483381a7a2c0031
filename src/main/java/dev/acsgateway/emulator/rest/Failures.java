package dev.acsgateway.emulator.rest;

import java.util.List;
import java.util.Map;

/** The refusals that more than one place or no handler gives, in ACS's words where known. */
final class Failures {
  private Failures() {}

  /** [R] An id that is malformed or another resource's. */
  static ApiFailure notOwned() {
    return ApiFailure.of(
        401, "IdentityNotOwned", "Provided identity doesn't belong to the resource.");
  }

  /** [?] An own id that never was or is deleted: 404, for every operation alike. */
  static ApiFailure unknownIdentity() {
    return ApiFailure.of(404, "NotFound", "The identity was not found.");
  }

  /** From user reports: the words for a body that differs from its hash. */
  static ApiFailure contentHash() {
    return ApiFailure.of(
        401, "Denied", "Request 'x-ms-content-sha256' differs from generated content hash.");
  }

  /** From user reports: the words for every other refused credential. */
  static ApiFailure denied() {
    return ApiFailure.of(401, "Denied", "Denied by the resource provider.");
  }

  /** From user reports: the URI is absolute and without its query. */
  static ApiFailure unsupportedVersion(String uri, String version) {
    return ApiFailure.of(
        400,
        "UnsupportedApiVersion",
        "The HTTP resource that matches the request URI '%s' does not support the API version '%s'."
            .formatted(uri, version));
  }

  /** [?] The words of ASP.NET API versioning, whose words the unsupported version's are, too. */
  static ApiFailure unspecifiedVersion() {
    return ApiFailure.of(
        400, "ApiVersionUnspecified", "An API version is required, but was not specified.");
  }

  /** [?] The body; Retry-After in whole seconds is the documented way to say when [S]. */
  static ApiFailure throttled(long seconds) {
    return ApiFailure.of(
        429,
        "TooManyRequests",
        "Too many requests. Retry after %s seconds.".formatted(seconds),
        Map.of("Retry-After", Long.toString(seconds)));
  }

  /** [?] */
  static ApiFailure noSuchPath() {
    return ApiFailure.of(404, "NotFound", "The resource was not found.");
  }

  /** [?] */
  static ApiFailure noSuchVerb(List<String> verbs) {
    return ApiFailure.of(
        405,
        "MethodNotAllowed",
        "The method is not allowed.",
        Map.of("Allow", String.join(", ", verbs)));
  }

  /** [?] */
  static ApiFailure bodyTooLarge() {
    return ApiFailure.of(413, "PayloadTooLarge", "The request body is too large.");
  }

  /** [?] */
  static ApiFailure mediaType() {
    return ApiFailure.of(415, "UnsupportedMediaType", "The content type is not supported.");
  }

  /** [?] */
  static ApiFailure malformedBody() {
    return ApiFailure.of(400, "ValidationError", "The request body is not a JSON object.");
  }
}
