package dev.acsgateway.telemetry;

import dev.acsgateway.identity.IdentityClient;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Follows requests through the gateway, to Redis and to ACS, with W3C trace context in and out.
 *
 * <p>Spans are named by route, command and operation; neither they nor their attributes tell a
 * user, a token or a key. They are made by decorators of the gateway's own ports. Vert.x's tracing
 * SPI would have made them for every HTTP exchange and Redis command with less code, but names
 * paths, which hold user ids, knows no route and no script, and follows heartbeats and polls, too.
 */
public final class Tracing {
  private final SdkTracerProvider provider;
  private final Spans spans;

  private Tracing(SdkTracerProvider provider) {
    this.provider = provider;
    this.spans = new Spans(provider.get("dev.acsgateway"));
  }

  /** As configured; empty where requests are not followed, which then costs nothing. */
  public static Optional<Tracing> of(TracingConfig config) {
    return config.enabled()
        ? Optional.of(to(BatchSpanProcessor.builder(exporter(config)).build(), config.sample()))
        : Optional.empty();
  }

  private static SpanExporter exporter(TracingConfig config) {
    OtlpHttpSpanExporterBuilder exporter =
        OtlpHttpSpanExporter.builder().setEndpoint(config.endpoint().toString());
    config.authorization().ifPresent(it -> exporter.addHeader("Authorization", it.value()));
    return exporter.build();
  }

  /**
   * Spans go to this processor.
   *
   * @param sample the share of traces that are recorded, 0 to 1. A trace that another service
   *     records is held to it, too, since anyone may claim to be followed; the choice is by trace
   *     id, so all that choose so choose alike. One that another service does not record is not
   *     recorded
   */
  static Tracing to(SpanProcessor processor, double sample) {
    Sampler share = new RatioSampler(Sampler.traceIdRatioBased(sample));
    return new Tracing(
        SdkTracerProvider.builder()
            .setResource(
                Resource.getDefault()
                    .merge(
                        Resource.create(
                            Attributes.builder().put("service.name", "acs-token-gateway").build())))
            .setSampler(Sampler.parentBasedBuilder(share).setRemoteParentSampled(share).build())
            .addSpanProcessor(processor)
            .build());
  }

  /**
   * A request has arrived. To be called on its own context.
   *
   * @param route the pattern of its path
   * @param headers may carry the context of a trace that it is a part of
   * @return told the answered status when the request ends, 0 where it was not answered
   */
  public IntConsumer request(String method, String route, MultiMap headers) {
    return spans.server(method, route, headers);
  }

  /** Sends a command to Redis, with a span of its own within a request. */
  public <T> Future<T> redisCommand(String name, Supplier<Future<T>> command) {
    return spans.client("redis", name, command);
  }

  /** Gives every call to ACS a span of its own within a request. */
  public IdentityClient traced(IdentityClient client) {
    return new TracedIdentityClient(client, spans);
  }

  /** The headers that tell ACS which span a call belongs to; asked where the call is made. */
  public Map<String, String> headers() {
    return spans.headers();
  }

  /** Sends what is left to be sent; waits for it no longer than the exporter does. */
  public Future<Void> close() {
    Promise<Void> closed = Promise.promise();
    CompletableResultCode shutdown = provider.shutdown();
    shutdown.whenComplete(closed::tryComplete);
    return closed.future();
  }
}
