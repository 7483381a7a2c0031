package dev.acsgateway.telemetry;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;

/** A tracing whose spans can be looked at. */
public final class TestTracing {
  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final Tracing tracing;

  /**
   * @param sample the share of traces that are recorded, 0 to 1
   */
  public TestTracing(double sample) {
    tracing = Tracing.to(SimpleSpanProcessor.create(exporter), sample);
  }

  public Tracing tracing() {
    return tracing;
  }

  /** The spans that have ended, in that order. */
  public List<SpanData> spans() {
    return exporter.getFinishedSpanItems();
  }

  /** Forgets them. */
  public void forget() {
    exporter.reset();
  }
}
