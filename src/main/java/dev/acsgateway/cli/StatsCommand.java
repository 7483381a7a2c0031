package dev.acsgateway.cli;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stats}: how much there is, and what may be asked of ACS. */
@Command(
    name = "stats",
    description = {
      "Prints how many nodes, users, orphans and intents there are, and for each operation of ACS",
      "the breaker of the node that answers and what is left of the quota for all nodes together."
    },
    mixinStandardHelpOptions = true)
final class StatsCommand implements Callable<Integer> {
  private final PrintWriter out;

  @Mixin private AdminAccess access = new AdminAccess();

  @Option(names = "--json", description = "As the gateway answers it, for programs")
  private boolean asJson;

  StatsCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    JsonObject stats = access.client().get("/admin/v1/stats");
    if (asJson) {
      out.println(stats.encode());
      return 0;
    }
    print("nodes", stats.getJsonObject("nodes").getValue("listening"));
    stats.getJsonObject("ledger").forEach(count -> print(count.getKey(), count.getValue()));
    stats
        .getJsonObject("acs", new JsonObject())
        .forEach(
            operation -> print(operation.getKey(), describe((JsonObject) operation.getValue())));
    return 0;
  }

  private void print(String name, Object figure) {
    out.printf(Locale.ROOT, "%-17s %s%n", name, figure);
  }

  private static String describe(JsonObject operation) {
    String breaker = "breaker " + operation.getString("breaker");
    return operation.containsKey("permits")
        ? "%s, %d of %d calls left%s"
            .formatted(
                breaker,
                operation.getLong("remaining"),
                operation.getLong("permits"),
                closed(operation.getLong("closedForMillis", 0L)))
        : breaker;
  }

  private static String closed(long millis) {
    return millis > 0 ? ", closed by ACS for " + millis + " ms" : "";
  }
}
