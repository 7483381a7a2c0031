package dev.acsgateway;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a node answers at {@code /metrics}, read. */
record Exposition(Map<String, String> types, List<Sample> samples) {
  private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? ([^ ]+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

  /** One line. */
  record Sample(String name, Map<String, String> labels, double value) {}

  static Exposition of(String text) {
    Map<String, String> types = new TreeMap<>();
    List<Sample> samples =
        Arrays.stream(text.split("\n", -1))
            .filter(line -> !line.isEmpty())
            .peek(line -> noteType(line, types))
            .filter(line -> !line.startsWith("#"))
            .map(Exposition::sample)
            .toList();
    return new Exposition(types, samples);
  }

  private static void noteType(String line, Map<String, String> types) {
    if (line.startsWith("# TYPE ")) {
      String[] words = line.split(" ", -1);
      types.put(words[2], words[3]);
    }
  }

  private static Sample sample(String line) {
    Matcher matcher = SAMPLE.matcher(line);
    if (!matcher.matches()) {
      throw new AssertionError("No sample: " + line);
    }
    Map<String, String> labels = new HashMap<>();
    if (matcher.group(2) != null) {
      Matcher each = LABEL.matcher(matcher.group(2));
      while (each.find()) {
        labels.put(each.group(1), each.group(2));
      }
    }
    return new Sample(matcher.group(1), labels, Double.parseDouble(matcher.group(3)));
  }

  /** The names that queries may use. */
  Set<String> names() {
    return samples.stream().map(Sample::name).collect(Collectors.toCollection(TreeSet::new));
  }

  /** The sum of all samples with this name and at least these labels. */
  double sum(String name, String... labels) {
    return samples.stream()
        .filter(sample -> sample.name().equals(name))
        .filter(sample -> has(sample, labels))
        .mapToDouble(Sample::value)
        .sum();
  }

  private static boolean has(Sample sample, String... labels) {
    for (int i = 0; i < labels.length; i += 2) {
      if (!labels[i + 1].equals(sample.labels().get(labels[i]))) {
        return false;
      }
    }
    return true;
  }
}
