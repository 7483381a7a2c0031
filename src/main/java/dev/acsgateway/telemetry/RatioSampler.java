package dev.acsgateway.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/**
 * A share of all traces by their id, also of those that a caller records already. OpenTelemetry
 * warns of that, since others may choose by another rule; here it is meant: a trace with a gap is
 * better than callers who decide how much is recorded.
 */
record RatioSampler(Sampler byTraceId) implements Sampler {

  @Override
  public SamplingResult shouldSample(
      Context parent,
      String traceId,
      String name,
      SpanKind kind,
      Attributes attributes,
      List<LinkData> links) {
    return byTraceId.shouldSample(parent, traceId, name, kind, attributes, links);
  }

  @Override
  public String getDescription() {
    return byTraceId.getDescription();
  }
}
