package dev.acsgateway.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kind: files for several readers that one of them misreads (issue 20, number 27). */
class EnvironmentFileTest {
  @TempDir Path directory;

  @Test
  void readsBackWhatItWroteWhateverTheValue() throws IOException {
    Path file = directory.resolve("made").resolve("env");
    Map<String, String> values = Map.of("A", "endpoint=https://x/;accesskey=a+b==", "B", "");

    EnvironmentFile.write(file, values);

    assertThat(EnvironmentFile.read(file)).isEqualTo(values);
  }

  @Test
  void aShellThatSourcesItHasTheSameValues() throws Exception {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("CONNECTION", "endpoint=https://x/;accesskey=a+b==");
    values.put("PATH_WITH_BLANKS", "/home/some one/it's \"here\" $HOME `x` \\ #&|<>*?~!");
    values.put("EMPTY", "");
    values.put("PLAIN", "http://127.0.0.1:8080/demo/");
    Path file = directory.resolve("some where").resolve("env");
    EnvironmentFile.write(file, values);
    for (String shell : List.of("sh", "bash")) {
      Process run =
          new ProcessBuilder(shell, "-euc", "set -a; . \"$0\"; set +a; env -0", file.toString())
              .redirectErrorStream(true)
              .start();
      List<String> environment =
          List.of(
              new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\0"));
      assertThat(run.waitFor()).as("%s", environment).isZero();
      values.forEach((name, value) -> assertThat(environment).contains(name + "=" + value));
    }
    assertThat(EnvironmentFile.read(file)).isEqualTo(values);
    assertThat(file).content().contains("\nPLAIN=http://127.0.0.1:8080/demo/\n");
  }

  @Test
  void readsWhatAPersonWroteForAShell() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("env"), "# mine\nexport A=\"a b\"\n B = 'c' \n#C=d\nno pair\n");
    assertThat(EnvironmentFile.read(file)).isEqualTo(Map.of("A", "a b", "B", "c"));
  }

  @Test
  void takesAFileAwayFromEverybodyElse() throws IOException {
    Path file = Files.writeString(directory.resolve("env"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    EnvironmentFile.write(file, Map.of("A", "1"));

    assertThat(file).hasContent("A=1");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(directory.toFile().list()).containsExactly("env");
  }
}
