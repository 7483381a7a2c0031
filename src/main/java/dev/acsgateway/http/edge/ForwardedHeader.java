package dev.acsgateway.http.edge;

import java.util.ArrayList;
import java.util.List;

/** Reads {@code Forwarded} (RFC 7239, section 4), in which separators may stand in quotes. */
final class ForwardedHeader {
  private static final String FOR = "for=";

  private final String line;
  private final List<String> nodes = new ArrayList<>();
  private String node = "";

  private ForwardedHeader(String line) {
    this.line = line;
  }

  /** Whom each element stands for, the nearest last; empty where an element does not say. */
  static List<String> nodes(String line) {
    return new ForwardedHeader(line).read();
  }

  private List<String> read() {
    StringBuilder pair = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted && c == '\\' && i + 1 < line.length()) {
        i++;
        pair.append(line.charAt(i));
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == ';' || c == ',')) {
        end(pair, c == ',');
      } else {
        pair.append(c);
      }
    }
    end(pair, true);
    return nodes;
  }

  private void end(StringBuilder pair, boolean element) {
    String text = pair.toString().strip();
    pair.setLength(0);
    if (text.regionMatches(true, 0, FOR, 0, FOR.length())) {
      node = text.substring(FOR.length());
    }
    if (element) {
      nodes.add(node);
      node = "";
    }
  }
}
