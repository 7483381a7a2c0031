package dev.acsgateway.acs;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.time.InstantSource;
import reactor.core.publisher.Mono;

/**
 * Turns every answer but success into a failure before the SDK sees it, so that both SDKs fail
 * alike and neither builds an exception that quotes a body. An answer that breaks off never gets
 * here: the HTTP client reads it whole first, and fails.
 */
final class ErrorAnswerPolicy implements HttpPipelinePolicy {
  private final InstantSource clock;

  ErrorAnswerPolicy(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
    return next.process()
        .flatMap(
            response ->
                response.getStatusCode() / 100 == 2
                    ? Mono.just(response)
                    : failure(call.getHttpRequest(), response));
  }

  private Mono<HttpResponse> failure(HttpRequest request, HttpResponse response) {
    return response
        .getBodyAsString()
        .map(ErrorBody::parse)
        .defaultIfEmpty(ErrorBody.NONE)
        .flatMap(body -> Mono.error(answer(request, response, body).toFailure()));
  }

  private ErrorAnswer answer(HttpRequest request, HttpResponse response, ErrorBody body) {
    return new ErrorAnswer(
        response.getStatusCode(),
        body,
        request.getUrl().getPath().startsWith("/identities/"),
        RetryAfter.in(response.getHeaders(), clock));
  }
}
