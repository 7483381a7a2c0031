package dev.acsgateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two jars of the image, which {@code scripts/lib/Join.java} makes of the packaged ones. */
class JoinedJarIT {
  private static final Path JAR = Path.of(System.getProperty("gateway.jar"));
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  @TempDir static Path directory;
  private static Path application;
  private static Path dependencies;

  @BeforeAll
  static void join() throws Exception {
    joinInto(directory);
    application = directory.resolve(JAR.getFileName());
    dependencies = directory.resolve("lib/dependencies.jar");
  }

  private static void joinInto(Path directory) throws Exception {
    java("scripts/lib/Join.java", JAR.toString(), directory.toString());
  }

  private static String java(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(JAVA.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private static List<String> entries(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().map(JarEntry::getName).toList();
    }
  }

  private static List<String> providers(Path jar, String service) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      String text =
          new String(
              file.getInputStream(file.getEntry(service)).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(String::strip).filter(it -> !it.isEmpty()).toList();
    }
  }

  /** Classes, also those for newer JVMs, and resources; not what speaks of one jar only. */
  private static boolean isNeeded(String entry) {
    return !entry.endsWith("/")
        && !entry.endsWith("module-info.class")
        && !entry.contains("OSGI-INF/")
        && !entry.matches("(LICENSE|NOTICE)[^/]*")
        && (!entry.startsWith("META-INF/") || entry.endsWith(".class") || entry.endsWith(".so"));
  }

  @Test
  void theyRunAndAreTheSameEachTime() throws Exception {
    assertThat(java("-jar", application.toString(), "--version")).contains("acs-token-gateway");

    Path again = directory.resolve("again");
    joinInto(again);
    assertThat(Files.mismatch(dependencies, again.resolve("lib/dependencies.jar"))).isEqualTo(-1);
    assertThat(Files.mismatch(application, again.resolve(JAR.getFileName()))).isEqualTo(-1);
  }

  @Test
  void nothingThatALibraryNeedsIsLostAndNoSignatureIsKept() throws Exception {
    List<String> all = entries(dependencies);
    assertThat(all).doesNotHaveDuplicates().noneMatch(it -> it.matches("META-INF/.*\\.SF"));
    Set<String> joined = Set.copyOf(all);
    try (Stream<Path> libraries = Files.list(JAR.resolveSibling("lib"))) {
      for (Path library : libraries.toList()) {
        List<String> own = entries(library);
        assertThat(own.stream().filter(JoinedJarIT::isNeeded).filter(it -> !joined.contains(it)))
            .as(library.toString())
            .isEmpty();
        for (String service : own) {
          if (service.matches("META-INF/services/[^/]+")) {
            assertThat(providers(dependencies, service)).containsAll(providers(library, service));
          }
        }
      }
    }
  }
}
