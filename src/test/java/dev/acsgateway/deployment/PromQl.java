package dev.acsgateway.deployment;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** As much of a PromQL query as tells which metrics and labels it names. */
public final class PromQl {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<text>\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*')"
              + "|(?<range>\\[[^\\]]*\\])"
              + "|(?<number>\\d[\\w.]*)"
              + "|(?<name>[a-zA-Z_:][\\w:]*)"
              + "|(?<sign>=~|!~|!=|==|>=|<=|[-+*/%^=<>(){},])"
              + "|(?<blank>\\s+)"
              + "|(?<other>.)");

  /** What is followed by a list of labels in parentheses. */
  private static final Set<String> BEFORE_LABELS =
      Set.of("by", "without", "on", "ignoring", "group_left", "group_right");

  private static final Set<String> WORDS =
      Set.of("and", "or", "unless", "bool", "offset", "inf", "nan");

  private final Set<String> metrics = new TreeSet<>();
  private final Set<String> labels = new TreeSet<>();

  /**
   * @throws IllegalArgumentException when it cannot be a query
   */
  public PromQl(String query) {
    List<MatchResult> tokens =
        TOKEN.matcher(query).results().filter(token -> token.group("blank") == null).toList();
    String open = "";
    boolean inLabels = false;
    for (int i = 0; i < tokens.size(); i++) {
      MatchResult token = tokens.get(i);
      String next = i + 1 < tokens.size() ? tokens.get(i + 1).group() : "";
      if (token.group("other") != null) {
        throw new IllegalArgumentException("Not PromQL at " + token.start() + ": " + query);
      }
      switch (token.group()) {
        case "(", "{" -> {
          open += token.group();
          inLabels = inLabels || token.group().equals("{");
        }
        case ")", "}" -> {
          if (!open.endsWith(token.group().equals(")") ? "(" : "{")) {
            throw new IllegalArgumentException("Unbalanced: " + query);
          }
          open = open.substring(0, open.length() - 1);
          inLabels = false;
        }
        default -> {
          if (token.group("name") != null) {
            inLabels = name(token.group(), next, inLabels);
          }
        }
      }
    }
    if (!open.isEmpty() || metrics.isEmpty()) {
      throw new IllegalArgumentException("Not a whole query: " + query);
    }
  }

  /** Notes a name; answers whether labels follow. */
  private boolean name(String name, String next, boolean inLabels) {
    String word = name.toLowerCase(Locale.ROOT);
    if (inLabels) {
      labels.add(name);
    } else if (BEFORE_LABELS.contains(word)) {
      return next.equals("(");
    } else if (!next.matches("\\(|by|without") && !WORDS.contains(word)) {
      metrics.add(name);
    }
    return inLabels;
  }

  /** The metrics that it names. */
  public Set<String> metrics() {
    return metrics;
  }

  /** The labels that it names. */
  public Set<String> labels() {
    return labels;
  }
}
