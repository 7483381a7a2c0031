package dev.acsgateway.http;

import java.util.Locale;

/**
 * The kinds of problem that an answer can have (RFC 9457). A kind's URI is stable: {@code
 * https://acsgateway.dev/problems/} and its name.
 */
public enum ProblemType {
  INVALID_REQUEST(400, "The request is not valid"),
  UNAUTHENTICATED(401, "A valid credential is needed"),
  PERMISSION_DENIED(403, "This is not allowed"),
  USER_NOT_FOUND(404, "The user is not known"),
  CLEANUP_NOT_FOUND(404, "The clean-up job is not known"),
  IDENTITY_NOT_FOUND(404, "Nobody is known to own the identity"),
  KEY_NOT_FOUND(404, "The API key is not known"),
  ROUTE_NOT_FOUND(404, "There is nothing here"),
  METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
  NOT_ACCEPTABLE(406, "No coding of the answer is accepted"),
  CLEANUP_CONFLICT(409, "The clean-up job is in no state for that"),
  NO_SECOND_ACCESS_KEY(409, "There is no second access key"),
  BODY_TOO_LARGE(413, "The body is too large"),
  URI_TOO_LONG(414, "The URI is too long"),
  UNSUPPORTED_MEDIA_TYPE(415, "The content type is not accepted"),
  EXPECTATION_FAILED(417, "The expectation cannot be met"),
  MISDIRECTED_REQUEST(421, "The request is meant for another host"),
  RATE_LIMITED(429, "There are too many requests"),
  HEADERS_TOO_LARGE(431, "The headers are too large"),
  INTERNAL_ERROR(500, "Something unexpected went wrong"),
  UNSUPPORTED_BY_SDK(501, "This build cannot do that"),
  ACS_DENIED(502, "Azure Communication Services refuses the gateway"),
  ACS_REJECTED(502, "Azure Communication Services rejects the request"),
  IDENTITY_NOT_OWNED(502, "Azure Communication Services does not know the identity"),
  WRONG_RESOURCE(502, "The gateway is set up for another resource"),
  ACS_THROTTLED(503, "Azure Communication Services takes no more calls for now"),
  ACS_QUOTA(503, "The Azure Communication Services quota is used up"),
  ACS_BUSY(503, "The gateway has as many calls under way as it may"),
  ACS_SLOW(503, "Azure Communication Services does not answer"),
  ACS_UNAVAILABLE(503, "Azure Communication Services is not available"),
  STORE_UNAVAILABLE(503, "The token store is not available"),
  ISSUER_UNAVAILABLE(503, "The token's issuer is not available"),
  OVERLOADED(503, "The gateway is overloaded"),
  USER_BUSY(503, "The user is being changed"),
  ACS_TIMEOUT(504, "Azure Communication Services did not answer in time"),
  DEADLINE_EXCEEDED(504, "The request took too long");

  private static final String HOME = "https://acsgateway.dev/problems/";

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  /** Names this kind for ever. */
  String uri() {
    return HOME + slug();
  }

  /** The last part of its URI, for example {@code user-not-found}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
