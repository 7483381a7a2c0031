package dev.acsgateway.cli;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;

/** {@code cleanup}: clean-up jobs of a gateway that runs. */
@Command(
    name = "cleanup",
    description =
        "Deletes identities that nobody uses any more, with jobs that a gateway works on.",
    mixinStandardHelpOptions = true)
final class CleanupCommand {
  private final PrintWriter out;

  CleanupCommand(PrintWriter out) {
    this.out = out;
  }

  /** Follows a job to its end. Exit code 1 unless everything went well. */
  static int watch(CleanupClient cleanups, String id, PrintWriter out)
      throws IOException, InterruptedException {
    CleanupView over;
    try (CleanupProgress progress = CleanupProgress.on(out, Ansi.AUTO.enabled())) {
      over = cleanups.watch(id, progress);
    }
    out.println(over.summary());
    return over.state().equals("completed") && !over.hasFailures() ? 0 : 1;
  }

  @Command(
      name = "list",
      description = "Lists the newest jobs, newest first.",
      mixinStandardHelpOptions = true)
  int list(@Mixin AdminAccess access) throws IOException, InterruptedException {
    new CleanupClient(access.client()).newest().forEach(job -> out.println(job.line()));
    return 0;
  }

  @Command(
      name = "watch",
      description = {
        "Shows a job's progress until it is over: a bar on a terminal, else lines.",
        "Ends with 0 when it is completed without failures."
      },
      mixinStandardHelpOptions = true)
  int watch(@Mixin JobAccess job) throws IOException, InterruptedException {
    return watch(job.cleanups(), job.id(), out);
  }

  @Command(
      name = "pause",
      description = "Pauses a job, within a few candidates.",
      mixinStandardHelpOptions = true)
  int pause(@Mixin JobAccess job) throws IOException, InterruptedException {
    return order(job, "pause");
  }

  @Command(
      name = "resume",
      description = "Lets a paused job go on.",
      mixinStandardHelpOptions = true)
  int resume(@Mixin JobAccess job) throws IOException, InterruptedException {
    return order(job, "resume");
  }

  @Command(
      name = "cancel",
      description = "Ends a job, within a few candidates.",
      mixinStandardHelpOptions = true)
  int cancel(@Mixin JobAccess job) throws IOException, InterruptedException {
    return order(job, "cancel");
  }

  @Command(
      name = "retry",
      description = "Tries the failures of a completed job again.",
      mixinStandardHelpOptions = true)
  int retry(@Mixin JobAccess job) throws IOException, InterruptedException {
    return order(job, "retry");
  }

  @Command(
      name = "failures",
      description = "Prints who could not be deleted and why, in JSON, one a line.",
      mixinStandardHelpOptions = true)
  int failures(@Mixin JobAccess job) throws IOException, InterruptedException {
    CleanupClient cleanups = job.cleanups();
    Integer offset = 0;
    while (offset != null) {
      JsonObject page = cleanups.failures(job.id(), offset);
      CleanupClient.objects(page, "failures").forEach(failure -> out.println(failure.encode()));
      offset = page.getInteger("next");
    }
    return 0;
  }

  private int order(JobAccess job, String order) throws IOException, InterruptedException {
    out.println(job.cleanups().order(job.id(), order).line());
    return 0;
  }
}
