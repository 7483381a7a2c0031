package dev.acsgateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Checks every relative link of the documents: the file exists inside the project, and so does the
 * heading that an anchor names.
 */
class DocumentLinksTest {
  private static final Pattern CODE =
      Pattern.compile("(?ms)^ *```.*?^ *```$|(?<!`)`[^`\\n]+`(?!`)");
  private static final Pattern INLINE_LINK =
      Pattern.compile("]\\(<?([^)\\s>]+)>?(?: \"[^\"]*\")?\\)");
  private static final Pattern LINK_DEFINITION = Pattern.compile("(?m)^ {0,3}\\[[^]]+]:\\s*(\\S+)");
  private static final Pattern FENCE = Pattern.compile("(?ms)^ *```.*?^ *```$");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?)\\s*#*$");
  private static final Pattern ABSOLUTE = Pattern.compile("[a-z][a-z0-9+.-]*:.*");

  @Test
  void everyRelativeLinkHasItsTarget() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path document : documents()) {
      for (String link : links(Files.readString(document))) {
        links++;
        if (!hasTarget(document, link)) {
          broken.add(document + ": " + link);
        }
      }
    }

    assertThat(broken).isEmpty();
    assertThat(links).isGreaterThan(60);
  }

  @ParameterizedTest
  @CsvSource({
    "README.md, docs/adr/README.md, true",
    "docs/adr/README.md, ../../README.md, true",
    "README.md, docs/adr, true",
    "README.md, no-such-file.md, false",
    "README.md, ../outside.md, false",
    "README.md, docs/adr/README.md#http, true",
    "README.md, docs/adr/README.md#no-such-heading, false",
    "README.md, #no-such-heading, false",
    "README.md, /README.md, false",
  })
  void aTargetIsAFileAndAHeading(String document, String link, boolean expected)
      throws IOException {
    assertThat(hasTarget(Path.of(document), link)).isEqualTo(expected);
  }

  @Test
  void headingsBecomeAnchorsAsOnAForge() {
    assertThat(
            anchors(
                "# The `near cache`\n## The near cache\n```\n# no heading\n```\n### A, b: c-d\n"))
        .containsExactlyInAnyOrder("the-near-cache", "the-near-cache-1", "a-b-c-d");
  }

  @Test
  void findsEveryFormOfLinkOutsideCode() {
    assertThat(
            links(
                """
                [a](a.md) ![b](<b.png>) [c](c.md "C") [d]: d.md
                [d]: d.md#x
                `[e](e.md)`
                ```
                [f](f.md)
                ```
                [g](https://example.com) [h](mailto:h@example.com)
                """))
        .containsExactlyInAnyOrder("a.md", "b.png", "c.md", "d.md#x");
  }

  private static List<Path> documents() throws IOException {
    List<Path> documents =
        new ArrayList<>(List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")));
    for (Path root : List.of(Path.of("docs"), Path.of("conf"))) {
      try (Stream<Path> files = Files.walk(root)) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
      }
    }
    return documents;
  }

  private static List<String> links(String text) {
    String prose = CODE.matcher(text).replaceAll("");
    return Stream.of(INLINE_LINK, LINK_DEFINITION)
        .flatMap(form -> form.matcher(prose).results())
        .map(link -> link.group(1))
        .filter(link -> !ABSOLUTE.matcher(link).matches())
        .toList();
  }

  private static boolean hasTarget(Path document, String link) throws IOException {
    int hash = link.indexOf('#');
    String path = hash < 0 ? link : link.substring(0, hash);
    Path target = path.isEmpty() ? document : document.resolveSibling(path).normalize();
    return !target.isAbsolute()
        && !target.startsWith("..")
        && Files.exists(target)
        && (hash < 0 || anchors(Files.readString(target)).contains(link.substring(hash + 1)));
  }

  /** Returns the anchors that a forge gives to the headings of a document. */
  private static Set<String> anchors(String text) {
    Set<String> anchors = new HashSet<>();
    Map<String, Integer> seen = new HashMap<>();
    Matcher headings = HEADING.matcher(FENCE.matcher(text).replaceAll(""));
    while (headings.find()) {
      String anchor =
          headings
              .group(1)
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N}_\\- ]", "")
              .replace(' ', '-');
      int earlier = seen.merge(anchor, 1, Integer::sum) - 1;
      anchors.add(earlier == 0 ? anchor : anchor + "-" + earlier);
    }
    return anchors;
  }
}
