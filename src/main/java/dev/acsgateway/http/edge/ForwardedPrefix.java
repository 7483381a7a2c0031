package dev.acsgateway.http.edge;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path under which a trusted proxy serves the gateway, from {@code X-Forwarded-Prefix}. Only
 * one header with one path of plain segments is believed: what is ambiguous could lead a client to
 * another host or another path.
 */
public final class ForwardedPrefix {
  private static final String HEADER = "x-forwarded-prefix";
  private static final int LONGEST = 256;
  private static final Pattern PREFIX =
      Pattern.compile("((?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)+)/?");

  private final ClientAddress clients;

  /**
   * @param clients knows which peers are trusted
   */
  public ForwardedPrefix(ClientAddress clients) {
    this.clients = clients;
  }

  /** Returns the prefix, for example {@code /gateway}; empty where there is none to believe. */
  public String of(HttpServerRequest request) {
    List<String> lines = request.headers().getAll(HEADER);
    if (lines.size() != 1 || !clients.isTrustedPeer(request)) {
      return "";
    }
    return parse(lines.getFirst());
  }

  static String parse(String text) {
    if (text.length() > LONGEST) {
      return "";
    }
    Matcher matcher = PREFIX.matcher(text);
    return matcher.matches() ? matcher.group(1) : "";
  }
}
