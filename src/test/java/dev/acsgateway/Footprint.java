package dev.acsgateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a JVM holds on to, as Linux and its own {@code jcmd} see it.
 *
 * @param heapBytes what is alive on the heap after a full collection
 * @param threads threads of the operating system
 * @param descriptors open files and sockets
 */
record Footprint(long heapBytes, long threads, long descriptors) {

  /** Looks at a process. It stands still for the collection. */
  static Footprint of(long pid) {
    try {
      return new Footprint(heapBytes(pid), threads(pid), descriptors(pid));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The histogram of a heap begins with a full collection and ends with a total. */
  private static long heapBytes(long pid) throws IOException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    List<String> said = jcmd.inputReader(StandardCharsets.UTF_8).lines().toList();
    return said.stream()
        .filter(line -> line.startsWith("Total"))
        .mapToLong(
            line ->
                Long.parseLong(
                    line.substring(line.lastIndexOf(' ', line.stripTrailing().length() - 1) + 1)
                        .strip()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("jcmd said " + said));
  }

  private static long threads(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("Threads:"))
        .mapToLong(line -> Long.parseLong(line.substring("Threads:".length()).trim()))
        .findFirst()
        .orElseThrow();
  }

  private static long descriptors(long pid) throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return open.count();
    }
  }

  @Override
  public String toString() {
    return "%.1f MiB, %d threads, %d descriptors"
        .formatted(heapBytes / 1048576.0, threads, descriptors);
  }
}
