package dev.acsgateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A piece of shell that was run to its end.
 *
 * @param exitCode of the shell
 * @param output what it wrote, standard error included
 */
public record ShellRun(int exitCode, String output) {

  /** Runs it; blocks until it is over. */
  public static ShellRun bash(Path directory, String script)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("bash", "-c", script)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new ShellRun(process.waitFor(), output);
  }
}
