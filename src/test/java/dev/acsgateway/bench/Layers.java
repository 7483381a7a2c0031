package dev.acsgateway.bench;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * Tells what a server's processor time goes to, by layer. A sample counts for whoever called the
 * JDK or was running itself; a system call is its own layer, with what the kernel does for it.
 * Threads of the JVM, which collect garbage and compile, are not sampled: their part is spread over
 * all layers.
 *
 * <p>Arguments: a flight recording with {@code jdk.CPUTimeSample} (JDK 25, Linux), and µs of
 * processor time for each request; the layers share those. Prints one line.
 */
public final class Layers {
  private static final Pattern CRYPTOGRAPHY =
      Pattern.compile(
          "(com\\.google\\.crypto|com\\.sun\\.crypto|javax\\.crypto|java\\.security|sun\\.security)\\..*");
  private static final Pattern SYSTEM =
      Pattern.compile("(io\\.netty\\.channel\\.(epoll|unix)|sun\\.nio\\.ch)\\..*");
  private static final Pattern JDK = Pattern.compile("(java|javax|jdk|sun|com\\.sun)\\..*");

  private Layers() {}

  enum Layer {
    SYSTEM_CALLS,
    NETTY,
    VERTX,
    CRYPTOGRAPHY,
    OURS,
    OTHER
  }

  /** Runs once and ends. */
  public static void main(String... arguments) throws IOException {
    double micros = Double.parseDouble(arguments[1]);
    Map<Layer, Integer> samples = new EnumMap<>(Layer.class);
    int all = 0;
    try (RecordingFile recording = new RecordingFile(Path.of(arguments[0]))) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        RecordedStackTrace stack = event.getStackTrace();
        if (event.getEventType().getName().equals("jdk.CPUTimeSample") && stack != null) {
          samples.merge(layer(stack.getFrames()), 1, Integer::sum);
          all++;
        }
      }
    }
    if (all == 0) {
      throw new IllegalStateException("The recording has no samples: " + arguments[0]);
    }
    double perSample = micros / all;
    System.out.println(
        Stream.of(Layer.values())
            .map(layer -> "%8.1f".formatted(samples.getOrDefault(layer, 0) * perSample))
            .collect(Collectors.joining(" ")));
  }

  private static Layer layer(List<RecordedFrame> frames) {
    RecordedFrame top = frames.get(0);
    if (Modifier.isNative(top.getMethod().getModifiers()) && SYSTEM.matcher(type(top)).matches()) {
      return Layer.SYSTEM_CALLS;
    }
    return frames.stream()
        .map(Layers::type)
        .filter(it -> CRYPTOGRAPHY.matcher(it).matches() || !JDK.matcher(it).matches())
        .findFirst()
        .map(Layers::layer)
        .orElse(Layer.OTHER);
  }

  private static Layer layer(String type) {
    if (CRYPTOGRAPHY.matcher(type).matches()) {
      return Layer.CRYPTOGRAPHY;
    }
    if (type.startsWith("io.netty.")) {
      return Layer.NETTY;
    }
    if (type.startsWith("io.vertx.")) {
      return Layer.VERTX;
    }
    return type.startsWith("dev.acsgateway.") ? Layer.OURS : Layer.OTHER;
  }

  private static String type(RecordedFrame frame) {
    return frame.getMethod().getType().getName();
  }
}
