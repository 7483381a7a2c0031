package dev.acsgateway.cli;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Clean-up jobs as an operator uses them. Every method blocks and fails in one readable line. */
final class CleanupClient {
  private static final String ALL = "/admin/v1/cleanups";
  private static final String DATA = "data: ";

  private final AdminClient admin;

  CleanupClient(AdminClient admin) {
    this.admin = admin;
  }

  CleanupView start(JsonObject request) throws IOException, InterruptedException {
    return new CleanupView(admin.post(ALL, request));
  }

  /**
   * Starts a job for the users and identities of a file, one a line, in JSON.
   *
   * @param settings go into the query
   */
  CleanupView upload(Path lines, JsonObject settings) throws IOException, InterruptedException {
    String query =
        settings.getMap().entrySet().stream()
            .map((Map.Entry<String, Object> each) -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining("&"));
    return new CleanupView(
        admin.upload(ALL + "/uploads?" + query, "application/x-ndjson", body(lines)));
  }

  private static BodyPublisher body(Path lines) throws IOException {
    return StandardInput.isMeantBy(lines)
        ? BodyPublishers.ofByteArray(Files.readAllBytes(StandardInput.readable(lines)))
        : BodyPublishers.ofFile(lines);
  }

  List<CleanupView> newest() throws IOException, InterruptedException {
    return objects(admin.get(ALL), "cleanups").map(CleanupView::new).toList();
  }

  /** Tells {@code pause}, {@code resume}, {@code cancel} or {@code retry}. */
  CleanupView order(String id, String order) throws IOException, InterruptedException {
    return new CleanupView(admin.post(ALL + "/" + id + "/" + order, new JsonObject()));
  }

  /** A page of failures. */
  JsonObject failures(String id, int offset) throws IOException, InterruptedException {
    return admin.get(ALL + "/" + id + "/failures?offset=" + offset);
  }

  /** Follows a job until it is over, and answers it then. */
  CleanupView watch(String id, Consumer<CleanupView> progress)
      throws IOException, InterruptedException {
    Optional<CleanupView> last = Optional.empty();
    while (last.filter(CleanupView::isOver).isEmpty()) {
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(
                  admin.download(ALL + "/" + id + "/events"), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith(DATA)) {
            last = Optional.of(new CleanupView(new JsonObject(line.substring(DATA.length()))));
            progress.accept(last.get());
          }
        }
      }
    }
    return last.get();
  }

  static Stream<JsonObject> objects(JsonObject json, String list) {
    return json.getJsonArray(list).stream().map(JsonObject.class::cast);
  }
}
