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
 * @param threads names of threads of the operating system, without those of pools that have a fixed
 *     size
 * @param descriptors open files and sockets
 */
public record ResourceUsage(long heapBytes, List<String> threads, long descriptors) {

  /** Pools that start a thread when there is work for it, up to a size that is set once. */
  private static final List<String> POOLS =
      List.of(
          "vert.x-worker-t",
          "vert.x-internal",
          "vert.x-eventloo",
          "boundedElastic-",
          "parallel-",
          "ForkJoinPool",
          "C1 ",
          "C2 ",
          "GC Thread",
          "G1 ");

  /** Looks at a process. It stands still for the collection. */
  public static ResourceUsage of(long pid) {
    try {
      return new ResourceUsage(heapBytes(pid), threads(pid), descriptors(pid));
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

  private static List<String> threads(long pid) throws IOException {
    try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
      return tasks.map(ResourceUsage::threadName).filter(name -> !isOfPool(name)).sorted().toList();
    }
  }

  /**
   * The name of a thread, as far as Linux keeps it. One that has ended meanwhile is not counted.
   */
  private static String threadName(Path task) {
    try {
      return Files.readString(task.resolve("comm")).strip();
    } catch (IOException e) {
      return POOLS.getFirst();
    }
  }

  private static boolean isOfPool(String threadName) {
    return POOLS.stream().anyMatch(threadName::startsWith);
  }

  private static long descriptors(long pid) throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return open.count();
    }
  }

  @Override
  public String toString() {
    return "%.1f MiB, %d threads, %d descriptors"
        .formatted(heapBytes / 1048576.0, threads.size(), descriptors);
  }
}
