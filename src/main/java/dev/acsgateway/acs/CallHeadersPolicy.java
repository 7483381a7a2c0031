package dev.acsgateway.acs;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.util.Map;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Adds headers that whoever makes the call wants it to carry, such as a trace context. It must come
 * before any policy that may wait, so that they are asked for on the caller's own context; and
 * before the one that signs.
 */
record CallHeadersPolicy(Supplier<Map<String, String>> headers) implements HttpPipelinePolicy {

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
    headers
        .get()
        .forEach(
            (name, value) ->
                call.getHttpRequest().setHeader(HttpHeaderName.fromString(name), value));
    return next.process();
  }
}
