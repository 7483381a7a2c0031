package dev.acsgateway.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
