package dev.acsgateway.cli;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cleanup start}: starts a job. */
@Command(
    name = "start",
    description = {
      "Starts a job and prints its id.",
      "Deleting an identity also deletes its chat messages at ACS, for good; look first with"
          + " --dry-run."
    },
    mixinStandardHelpOptions = true)
final class CleanupStartCommand implements Callable<Integer> {
  private final PrintWriter out;

  @Mixin private AdminAccess access = new AdminAccess();

  @ArgGroup(multiplicity = "1")
  private Target target = new Target();

  /** What to delete; one of them. */
  static final class Target {
    @Option(
        names = "--older-than",
        paramLabel = "DURATION",
        description = "Users to whom no token was issued for so long, such as P90D; at least PT25H")
    private Optional<String> olderThan = Optional.empty();

    @Option(
        names = "--list",
        paramLabel = "FILE",
        description = {
          "Users and identities, at most 100,000, one a line (- for standard input):",
          "{\"userId\": \"alice\"} or {\"communicationUserId\": \"8:acs:...\"}"
        })
    private Optional<Path> list = Optional.empty();

    @Option(names = "--orphans", description = "Identities that no user owns")
    private boolean orphans;
  }

  @Option(names = "--dry-run", description = "Only say what would be deleted")
  private boolean dryRun;

  @Option(
      names = "--limit",
      paramLabel = "NUMBER",
      description = "The most identities to delete; not with --list")
  private Optional<Integer> limit = Optional.empty();

  @Option(
      names = "--rate",
      paramLabel = "NUMBER",
      description = "The most deletions per second (default: what the quota allows)")
  private Optional<Double> rate = Optional.empty();

  @Option(
      names = "--acknowledge-chat-deletion",
      description = "Chat messages go, too, and that is meant; needed without --dry-run")
  private boolean acknowledged;

  @Option(names = "--watch", description = "Show the progress until the job is over")
  private boolean watch;

  CleanupStartCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    CleanupClient cleanups = new CleanupClient(access.client());
    JsonObject settings =
        new JsonObject().put("dryRun", dryRun).put("acknowledgeChatDeletion", acknowledged);
    limit.ifPresent(most -> settings.put("limit", most));
    rate.ifPresent(most -> settings.put("ratePerSecond", most));
    target.olderThan.ifPresent(age -> settings.put("olderThan", age));
    if (target.orphans) {
      settings.put("orphans", true);
    }
    CleanupView job =
        target.list.isPresent()
            ? cleanups.upload(target.list.get(), settings)
            : cleanups.start(settings);
    out.println(job.id());
    return watch ? CleanupCommand.watch(cleanups, job.id(), out) : 0;
  }
}
