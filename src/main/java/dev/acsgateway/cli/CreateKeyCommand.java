package dev.acsgateway.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code keys create}: a new API key of a gateway that runs. */
@Command(
    name = "create",
    description = {
      "Makes an API key on a gateway that runs; it holds on all of its nodes.",
      "Its first line is the key, for its owner, shown this once."
    },
    mixinStandardHelpOptions = true)
final class CreateKeyCommand implements Callable<Integer> {
  private final PrintWriter out;

  @Mixin private AdminAccess access = new AdminAccess();

  @Mixin private GrantedPermissions permissions = new GrantedPermissions();

  @Option(
      names = "--scopes",
      split = ",",
      paramLabel = "SCOPE",
      description = "What its tokens may be good for (default: what your own may)")
  private List<String> scopes = List.of();

  @Option(
      names = "--users",
      paramLabel = "PATTERN",
      description = "Whom it may act for, such as 'tenant-a:*' (default: whom you may)")
  private Optional<String> users = Optional.empty();

  @Option(names = "--rate-limit", paramLabel = "RATE", description = "Its own, such as 100/s")
  private Optional<String> rateLimit = Optional.empty();

  @Option(
      names = "--expires-at",
      paramLabel = "TIME",
      description = "When it stops being valid, such as 2027-01-31T00:00:00Z (default: never)")
  private Optional<String> expiresAt = Optional.empty();

  @Option(names = "--description", paramLabel = "TEXT", description = "For people")
  private Optional<String> description = Optional.empty();

  CreateKeyCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    JsonObject wish = new JsonObject().put("permissions", new JsonArray(permissions.names()));
    if (!scopes.isEmpty()) {
      wish.put("scopes", new JsonArray(scopes));
    }
    users.ifPresent(pattern -> wish.put("users", pattern));
    rateLimit.ifPresent(rate -> wish.put("rateLimit", rate));
    expiresAt.ifPresent(time -> wish.put("expiresAt", time));
    description.ifPresent(text -> wish.put("description", text));
    KeyLines.printIssued(out, access.client().post(KeyLines.PATH, wish));
    return 0;
  }
}
