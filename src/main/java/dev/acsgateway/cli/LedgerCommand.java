package dev.acsgateway.cli;

import io.vertx.core.json.JsonObject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ledger}: writes the ledger out, reads it in and mends it, over the admin routes. */
@Command(
    name = "ledger",
    description = "Backs up, seeds and mends the ledger of who owns which ACS identity.",
    mixinStandardHelpOptions = true)
final class LedgerCommand {
  private static final String IDENTITIES = "/admin/v1/identities";

  private final PrintWriter out;

  LedgerCommand(PrintWriter out) {
    this.out = out;
  }

  @Command(
      name = "export",
      description = {
        "Writes every user with an identity and every orphan to a file, one JSON object a line.",
        "The file is there once it is whole, and holds personal data: the user ids."
      },
      mixinStandardHelpOptions = true)
  int export(
      @Mixin AdminAccess access,
      @Parameters(paramLabel = "FILE", description = "Where the export goes") Path file)
      throws IOException, InterruptedException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    long lines;
    try (InputStream export = access.client().download(IDENTITIES);
        OutputStream target = new BufferedOutputStream(forOwnerOnly(part))) {
      lines = new ExportFile().copy(export, target);
    } catch (CommandFailed e) {
      Files.deleteIfExists(part);
      throw e;
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    out.printf("Exported %d identities to %s%n", lines, file);
    return 0;
  }

  private static OutputStream forOwnerOnly(Path file) throws IOException {
    Files.deleteIfExists(file);
    return Files.newOutputStream(
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))));
  }

  @Command(
      name = "import",
      description = {
        "Reads such a file in, or a table of your own: a line {\"userId\":...,\"identity\":...} for",
        "each user. Reading it again changes nothing. Prints what became of the lines."
      },
      mixinStandardHelpOptions = true)
  int load(
      @Mixin AdminAccess access,
      @Option(
              names = "--overwrite",
              description = "Users who own another identity get that of the file")
          boolean overwrite,
      @Parameters(paramLabel = "FILE", description = "An export, or a table of your own") Path file)
      throws IOException, InterruptedException {
    if (!Files.isReadable(file)) {
      throw new CommandFailed("Cannot read the file " + file);
    }
    JsonObject report =
        access
            .client()
            .upload(
                IDENTITIES + "?overwrite=" + overwrite,
                "application/x-ndjson",
                BodyPublishers.ofFile(file));
    report.stream()
        .filter(count -> count.getValue() instanceof Number)
        .forEach(count -> out.printf("%-10s %s%n", count.getKey(), count.getValue()));
    report
        .getJsonArray("examples")
        .forEach(
            example ->
                out.printf(
                    "line %s: %s%n",
                    ((JsonObject) example).getValue("line"),
                    ((JsonObject) example).getString("reason")));
    boolean allTaken =
        report.getLong("invalid") + report.getLong("foreign") + report.getLong("conflicts") == 0;
    return allTaken ? 0 : 1;
  }

  @Command(
      name = "reconcile",
      description = {
        "Rebuilds the index from the records, ends creations that broke off and gives up old",
        "intents, while the gateway serves. Prints what it found."
      },
      mixinStandardHelpOptions = true)
  int reconcile(
      @Mixin AdminAccess access,
      @Option(
              names = "--forget-intents-after",
              defaultValue = "P1D",
              paramLabel = "DURATION",
              description = "How old an intent must be to be given up (default: ${DEFAULT-VALUE})")
          String forgetAfter)
      throws IOException, InterruptedException {
    AdminClient client = access.client();
    Map<String, Long> totals = new LinkedHashMap<>();
    JsonObject request = new JsonObject().put("forgetIntentsAfter", forgetAfter);
    Optional<String> next;
    do {
      JsonObject part = client.post("/admin/v1/ledger/reconcile", request);
      part.stream()
          .filter(count -> count.getValue() instanceof Number)
          .forEach(
              count ->
                  totals.merge(count.getKey(), ((Number) count.getValue()).longValue(), Long::sum));
      next = Optional.ofNullable(part.getString("next"));
      next.ifPresent(cursor -> request.put("cursor", cursor));
    } while (next.isPresent());
    totals.forEach((name, count) -> out.printf("%-17s %d%n", name, count));
    return 0;
  }
}
