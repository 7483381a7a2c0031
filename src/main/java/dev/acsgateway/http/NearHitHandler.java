package dev.acsgateway.http;

import dev.acsgateway.authentication.Caller;
import dev.acsgateway.authentication.Permission;
import dev.acsgateway.failure.Failure;
import dev.acsgateway.http.watch.RequestMeter;
import dev.acsgateway.http.watch.RequestObservers;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.token.TokenAnswer;
import dev.acsgateway.token.TokenKey;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers what most backends ask for most of the time, a token that this node remembers, without
 * the router, whose work would be a tenth of such an answer's time. It takes only plain requests:
 * no body, nothing to decode in the path, a good API key that covers what it asks for. Any other is
 * left, as it came, to the route of the same path, which takes the same steps and says why not.
 */
final class NearHitHandler implements Handler<HttpServerRequest> {
  private final String beforeUser;
  private final String afterUser;
  private final Permission permission;
  private final RequestedToken token;
  private final TokenAnswerWriter writer;
  private final SecurityChain gatekeeper;
  private final LongSupplier nanos;
  private final RequestMeter meter;
  private final Handler<HttpServerRequest> router;

  /**
   * @param path of the route, which names the user
   * @param permission which the route needs
   * @param router answers all other requests
   */
  NearHitHandler(
      String path,
      Permission permission,
      RequestedToken token,
      TokenAnswerWriter writer,
      SecurityChain gatekeeper,
      RequestObservers watch,
      Handler<HttpServerRequest> router) {
    this.beforeUser = path.substring(0, path.indexOf('{'));
    this.afterUser = path.substring(path.indexOf('}') + 1);
    this.permission = permission;
    this.token = token;
    this.writer = writer;
    this.gatekeeper = gatekeeper;
    this.nanos = watch.nanos();
    this.meter = watch.routes().meter(HttpMethod.POST.name(), path);
    this.router = router;
  }

  /** What is needed to answer, found without changing anything. */
  private record Hit(Caller caller, TokenKey key, TokenAnswer answer) {}

  @Override
  public void handle(HttpServerRequest request) {
    long begun = nanos.getAsLong();
    @Nullable Hit hit = find(request);
    if (hit == null) {
      router.handle(request);
    } else {
      answer(request, hit);
      meter.ended(request.response().getStatusCode(), nanos.getAsLong() - begun);
    }
  }

  private @Nullable Hit find(HttpServerRequest request) {
    @Nullable String user = plainUser(request);
    if (user == null || request.authority() == null || JsonBodyHandler.mayHaveBody(request)) {
      return null;
    }
    try {
      Caller caller = Credentials.verifyApiKey(request, gatekeeper.authenticator());
      if (!caller.may(permission)) {
        return null;
      }
      TokenKey key = token.read(new UserId(user), JsonFields.NONE, caller);
      @Nullable TokenAnswer answer = writer.remembered(key);
      return answer == null ? null : new Hit(caller, key, answer);
    } catch (RuntimeException alsoTheRoutes) {
      return null;
    }
  }

  private void answer(HttpServerRequest request, Hit hit) {
    try {
      Optional<Failure> tooMany = gatekeeper.limits().count(hit.caller(), request.response());
      if (tooMany.isPresent()) {
        fail(request, tooMany.get());
      } else {
        writer.answerRemembered(request, hit.key(), hit.answer());
      }
    } catch (RuntimeException e) {
      fail(request, e);
    }
  }

  private static void fail(HttpServerRequest request, Throwable cause) {
    String id = CommonHeaders.requestId(request.response());
    ProblemWriter.write(request, ProblemHandler.problem(cause, id));
  }

  /** The user that the path names; null where it is another path, or has to be looked at closer. */
  private @Nullable String plainUser(HttpServerRequest request) {
    String uri = request.uri();
    int end = uri.length() - afterUser.length();
    boolean matches =
        HttpMethod.POST.equals(request.method())
            && end > beforeUser.length()
            && uri.startsWith(beforeUser)
            && uri.endsWith(afterUser);
    if (!matches || uri.charAt(beforeUser.length()) == '.') {
      return null;
    }
    for (int i = beforeUser.length(); i < end; i++) {
      if (!isPlain(uri.charAt(i))) {
        return null;
      }
    }
    return uri.substring(beforeUser.length(), end);
  }

  /** Whether nothing in front of the gateway or in it would take the character for another. */
  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-._~:@".indexOf(c) >= 0;
  }
}
