package dev.acsgateway;

import static dev.acsgateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Predicate;

/** Clean-up jobs over the admin listener of whichever node answers. */
final class CleanupJobs {
  static final String ALL = "/admin/v1/cleanups";

  private final Caller caller;

  /** Sends a request and says what is answered. */
  interface Caller {
    HttpResponse<String> send(String method, String path, String body);
  }

  CleanupJobs(Caller caller) {
    this.caller = caller;
  }

  /** Starts a job and answers its path. */
  String start(JsonObject request) {
    HttpResponse<String> started = caller.send("POST", ALL, request.encode());
    assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
    return ALL + "/" + json(started).getString("id");
  }

  static JsonObject olderThan(Duration age) {
    return JsonObject.of("olderThan", age.toString());
  }

  static JsonObject forReal(JsonObject request) {
    return request.copy().put("acknowledgeChatDeletion", true);
  }

  /** Reads a job, and holds it to the sum that must be right at every moment. */
  JsonObject read(String job) {
    HttpResponse<String> answer = caller.send("GET", job, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonObject json = json(answer);
    JsonObject counts = json.getJsonObject("counts");
    assertThat(
            counts.getLong("done")
                + counts.getLong("failed")
                + counts.getLong("skipped")
                + counts.getLong("left"))
        .as(counts.encode())
        .isEqualTo(counts.getLong("total"));
    assertThat(counts.getLong("left")).as(counts.encode()).isNotNegative();
    return json;
  }

  JsonObject order(String job, String order) {
    HttpResponse<String> answer = caller.send("POST", job + "/" + order, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return json(answer);
  }

  /** Reads the job until it is as wanted, and answers it. */
  JsonObject until(String job, Duration atMost, Predicate<JsonObject> wanted) {
    return await()
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> read(job), wanted);
  }

  JsonObject untilState(String job, Duration atMost, String state) {
    return until(job, atMost, it -> it.getString("state").equals(state));
  }

  static long count(JsonObject job, String count) {
    return job.getJsonObject("counts").getLong(count);
  }

  static long looked(JsonObject job) {
    return count(job, "done") + count(job, "failed") + count(job, "skipped");
  }
}
