package dev.acsgateway.config;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of texts that people and logs get to see: every {@link Secret} of this process
 * in all of its spellings, and whatever looks like a credential of the gateway. It is the last
 * guard, for texts that others wrote, such as those of exceptions; our own texts hold no secret.
 *
 * <p>Secrets are learned by the whole process, since the log is the whole process's. A text costs a
 * lookup for each of its characters, however many secrets there are.
 */
public final class Redactor {
  private static final String SHOWN = "[redacted]";

  /** More than a configuration has; local mode makes new ones all the time. */
  private static final int MOST_SECRETS = 256;

  /** API keys, signed or encrypted tokens, access keys, and passwords in URLs. */
  private static final Pattern LOOKS_SECRET =
      Pattern.compile(
          "acsgw_[A-Za-z0-9-]+_[A-Za-z0-9]{16,}"
              + "|eyJ[A-Za-z0-9_-]{8,}(\\.[A-Za-z0-9_-]*){2,4}"
              + "|(?i:(?<=accesskey=)[A-Za-z0-9+/]{8,}={0,2})"
              + "|(?<=://)[^\\s/@\"\\[]*:[^\\s/@\"]+(?=@)");

  private static final Map<String, List<String>> LEARNED =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<String>> eldest) {
          return size() > MOST_SECRETS;
        }
      };

  private static volatile Index index = new Index(Set.of());

  private Redactor() {}

  /** Takes note of a secret. */
  static void learn(String secret) {
    synchronized (LEARNED) {
      if (LEARNED.containsKey(secret)) {
        return;
      }
      List<String> spellings = SecretSpellings.of(secret);
      LEARNED.put(secret, spellings);
      Set<String> all = new HashSet<>();
      LEARNED.values().forEach(all::addAll);
      index = new Index(all);
    }
  }

  /** Returns the text without secrets; the same text where it holds none. */
  public static String redact(String text) {
    String known = index.replace(text);
    return known.contains("acsgw_")
            || known.contains("eyJ")
            || known.contains("://")
            || known.indexOf('=') >= 0
        ? LOOKS_SECRET.matcher(known).replaceAll(Matcher.quoteReplacement(SHOWN))
        : known;
  }

  /** Finds many texts in one: by the hash of their first characters. */
  private static final class Index {
    private static final int BITS = 1 << 16;

    private final BitSet beginnings = new BitSet(BITS);
    private final Map<String, List<String>> byBeginning = new HashMap<>();

    Index(Set<String> texts) {
      for (String text : texts) {
        beginnings.set(hash(text, 0));
        byBeginning.computeIfAbsent(beginning(text, 0), any -> new ArrayList<>()).add(text);
      }
      byBeginning
          .values()
          .forEach(list -> list.sort(Comparator.comparingInt(String::length).reversed()));
    }

    private static String beginning(String text, int at) {
      return text.substring(at, at + SecretSpellings.SHORTEST);
    }

    private static int hash(String text, int at) {
      int hash = 0;
      for (int i = at; i < at + SecretSpellings.SHORTEST; i++) {
        hash = 31 * hash + text.charAt(i);
      }
      return (hash ^ (hash >>> 16)) & (BITS - 1);
    }

    String replace(String text) {
      StringBuilder replaced = null;
      int copied = 0;
      for (int at = 0; at <= text.length() - SecretSpellings.SHORTEST; at++) {
        int found = beginnings.get(hash(text, at)) ? foundAt(text, at) : 0;
        if (found > 0) {
          replaced = replaced == null ? new StringBuilder(text.length()) : replaced;
          replaced.append(text, copied, at).append(SHOWN);
          copied = at + found;
          at = copied - 1;
        }
      }
      return replaced == null ? text : replaced.append(text, copied, text.length()).toString();
    }

    /** The length of the longest text that stands there, or 0. */
    private int foundAt(String text, int at) {
      for (String candidate : byBeginning.getOrDefault(beginning(text, at), List.of())) {
        if (text.startsWith(candidate, at)) {
          return candidate.length();
        }
      }
      return 0;
    }
  }
}
