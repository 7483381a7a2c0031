package dev.acsgateway.emulator.rest;

import dev.acsgateway.emulator.authentication.Authentication;
import dev.acsgateway.emulator.authentication.RequestAuthenticator;
import dev.acsgateway.emulator.authentication.SignedRequest;
import dev.acsgateway.emulator.control.EmulatorControls;
import dev.acsgateway.emulator.control.Operation;
import dev.acsgateway.emulator.token.TokenCodec;
import io.vertx.core.http.HttpServerRequest;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Checks a call and does it. The order is chosen [?]: path and verb, credentials, version, quota,
 * body, then what the method itself checks. So only authenticated calls of a known version count
 * against a quota.
 */
final class ApiMethods {
  private final RequestAuthenticator authenticator;
  private final EmulatorControls controls;
  private final Map<ApiMethod, ApiHandler> handlers = new EnumMap<>(ApiMethod.class);

  ApiMethods(RequestAuthenticator authenticator, EmulatorControls controls, TokenCodec codec) {
    this.authenticator = authenticator;
    this.controls = controls;
    TokenIssuer issuer = new TokenIssuer(codec, controls.tokenPolicy());
    handlers.put(ApiMethod.CREATE, new CreateIdentity(issuer));
    handlers.put(ApiMethod.ISSUE, new IssueToken(issuer));
    handlers.put(ApiMethod.ISSUE_PREVIEW, new IssueToken(issuer));
    handlers.put(ApiMethod.REVOKE, new RevokeTokens(controls.tokenPolicy()));
    handlers.put(
        ApiMethod.REVOKE_PREVIEW,
        new RevokeTokensPreview(controls.clock(), controls.tokenPolicy()));
    handlers.put(ApiMethod.DELETE, new DeleteIdentity());
    handlers.put(
        ApiMethod.EXCHANGE_TEAMS_TOKEN, new ExchangeTeamsToken(controls.teamsUsers(), issuer));
  }

  /**
   * Does a call.
   *
   * @throws ApiFailure if it is refused
   */
  ApiResponse handle(Call call) {
    Route route = call.route().orElseThrow(() -> nowhere(call));
    Authentication.Accepted caller = authenticated(call);
    ApiVersion version = version(call, route.method());
    Operation operation = Objects.requireNonNull(call.operation());
    controls
        .quotas()
        .take(caller.resource().id(), operation)
        .ifPresent(
            seconds -> {
              throw Failures.throttled(seconds);
            });
    if (call.json() == null) {
      throw Failures.malformedBody();
    }
    checkMediaType(call);
    ApiHandler handler = Objects.requireNonNull(handlers.get(route.method()));
    return handler.handle(
        new ApiRequest(version, caller, route.identity(), call.json(), controls.clock().instant()));
  }

  private static ApiFailure nowhere(Call call) {
    List<String> verbs = Route.verbs(call.path());
    return verbs.isEmpty() ? Failures.noSuchPath() : Failures.noSuchVerb(verbs);
  }

  private Authentication.Accepted authenticated(Call call) {
    HttpServerRequest request = call.request();
    Authentication authentication =
        authenticator.authenticate(
            new SignedRequest(
                request.method().name(), request.uri(), request.headers(), call.body()));
    return switch (authentication) {
      case Authentication.Accepted accepted -> accepted;
      case Authentication.Denied.CONTENT_HASH -> throw Failures.contentHash();
      case Authentication.Denied.CREDENTIALS -> throw Failures.denied();
    };
  }

  /** A path that only other versions have is an unsupported version, too, as in ASP.NET [?]. */
  private static ApiVersion version(Call call, ApiMethod method) {
    HttpServerRequest request = call.request();
    String text = request.getParam("api-version");
    if (text == null || text.isEmpty()) {
      throw Failures.unspecifiedVersion();
    }
    String uri = request.scheme() + "://" + request.getHeader("host") + call.path();
    return ApiVersion.of(text)
        .filter(method::in)
        .orElseThrow(() -> Failures.unsupportedVersion(uri, text));
  }

  /** Any JSON type will do, merge-patch included; without a body there is nothing to check. */
  private static void checkMediaType(Call call) {
    String type = call.request().getHeader("content-type");
    if (call.body().length() > 0
        && (type == null
            || !type.toLowerCase(Locale.ROOT).matches("application/([a-z.-]+\\+)?json(;.*)?"))) {
      throw Failures.mediaType();
    }
  }
}
