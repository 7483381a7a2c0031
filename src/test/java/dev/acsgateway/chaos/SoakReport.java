package dev.acsgateway.chaos;

import dev.acsgateway.ResourceUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Whether nodes and Redis kept their size. */
final class SoakReport {
  private static final double MEBIBYTE = 1 << 20;

  private final List<SoakSample> samples;

  SoakReport(List<SoakSample> samples) {
    this.samples = List.copyOf(samples);
  }

  /** A trend for each thing that must not grow. */
  List<Trend> trends() {
    List<Trend> trends = new ArrayList<>();
    for (int i = 0; i < Chaos.NODES; i++) {
      int node = i;
      trends.add(ofNode(node, "heap after GC, MiB", it -> it.heapBytes() / MEBIBYTE, 0.05, 1));
      trends.add(ofNode(node, "threads outside pools", it -> it.threads().size(), 0, 2));
      // As many connections to ACS may be open or not.
      trends.add(ofNode(node, "descriptors", ResourceUsage::descriptors, 0, 32));
    }
    trends.add(trend("Redis keys per user", SoakSample::keysPerUser, 0.05, 0));
    trends.add(trend("Redis bytes per user", SoakSample::bytesPerUser, 0.05, 0));
    return trends;
  }

  private Trend ofNode(
      int node,
      String what,
      ToDoubleFunction<ResourceUsage> figure,
      double share,
      double allowance) {
    return trend(
        "node %d: %s".formatted(node, what),
        sample -> figure.applyAsDouble(sample.nodes().get(node)),
        share,
        allowance);
  }

  private Trend trend(
      String name, ToDoubleFunction<SoakSample> figure, double share, double allowance) {
    List<Double> values = samples.stream().mapToDouble(figure).boxed().toList();
    return Trend.of(name, values, share, allowance);
  }
}
