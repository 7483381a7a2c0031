package dev.acsgateway.cli;

import io.vertx.core.json.JsonObject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
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
  private final OutputStream standardOutput;

  /**
   * @param out for people
   * @param standardOutput for an export, which is UTF-8 whatever the terminal is
   */
  LedgerCommand(PrintWriter out, OutputStream standardOutput) {
    this.out = out;
    this.standardOutput = standardOutput;
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
      @Parameters(
              paramLabel = "FILE",
              description = "Where the export goes; - for standard output, whole or not")
          Path file)
      throws IOException, InterruptedException {
    try (InputStream export = access.client().download(IDENTITIES)) {
      if (StandardInput.isMeantBy(file)) {
        OutputStream target = new BufferedOutputStream(standardOutput);
        new ExportFile().copy(export, target);
        target.flush();
      } else {
        out.printf("Exported %d identities to %s%n", write(export, file), file);
      }
    }
    return 0;
  }

  private static long write(InputStream export, Path file) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    long lines;
    try (OutputStream target = new BufferedOutputStream(forOwnerOnly(part))) {
      lines = new ExportFile().copy(export, target);
    } catch (CommandFailed e) {
      Files.deleteIfExists(part);
      throw e;
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    return lines;
  }

  private static OutputStream forOwnerOnly(Path file) throws IOException {
    Files.deleteIfExists(file);
    return Files.newOutputStream(
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))));
  }

  @Command(
      name = "owner",
      description = "Prints whose an ACS identity is: the user ids, one a line.",
      mixinStandardHelpOptions = true)
  int owner(
      @Mixin AdminAccess access,
      @Parameters(paramLabel = "IDENTITY", description = "An ACS identity, 8:acs:...")
          String identity)
      throws IOException, InterruptedException {
    JsonObject owners =
        access
            .client()
            .get(
                IDENTITIES
                    + "/"
                    + URLEncoder.encode(identity, StandardCharsets.UTF_8).replace("+", "%20"));
    owners
        .getJsonArray("users")
        .forEach(user -> out.println(((JsonObject) user).getString("userId")));
    if (owners.getBoolean("orphan")) {
      out.println("It is filed as an orphan.");
    }
    return 0;
  }

  @Command(
      name = "import",
      description = {
        "Reads such a file in, or a table of your own: a line {\"userId\":...,\"identity\":...}"
            + " for",
        "each user. Reading it again changes nothing. A file that was cut off is not sent. Prints",
        "what became of the lines."
      },
      mixinStandardHelpOptions = true)
  int load(
      @Mixin AdminAccess access,
      @Option(
              names = "--overwrite",
              description = "Users who own another identity get that of the file")
          boolean overwrite,
      @Parameters(
              paramLabel = "FILE",
              description = "An export, or a table of your own; - for standard input")
          Path file)
      throws IOException, InterruptedException {
    try (ImportFile ledger = ImportFile.of(file)) {
      ledger.verify();
      return report(
          access
              .client()
              .upload(
                  IDENTITIES + "?overwrite=" + overwrite,
                  "application/x-ndjson",
                  BodyPublishers.ofFile(ledger.path())));
    }
  }

  private int report(JsonObject report) {
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
