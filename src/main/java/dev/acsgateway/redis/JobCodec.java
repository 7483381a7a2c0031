package dev.acsgateway.redis;

import dev.acsgateway.cleanup.Candidate;
import dev.acsgateway.cleanup.CleanupCounts;
import dev.acsgateway.cleanup.CleanupJob;
import dev.acsgateway.cleanup.CleanupRequest;
import dev.acsgateway.cleanup.CleanupState;
import dev.acsgateway.cleanup.CleanupTarget;
import io.vertx.core.json.JsonArray;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A clean-up job as a hash. */
final class JobCodec {
  private static final List<String> FIELDS =
      List.of(
          "state",
          "total",
          "done",
          "failed",
          "skipped",
          "gone",
          "createdAt",
          "finishedAt",
          "since",
          "before",
          "schedule",
          "sample",
          "target",
          "olderThan",
          "dryRun",
          "limit",
          "rate",
          "acknowledged",
          "planned",
          "cursor",
          "users");

  private final Reply row;

  private JobCodec(Reply row) {
    this.row = row;
  }

  static Request read(String id) {
    Request request = Request.cmd(Command.HMGET).arg(Keyspace.job(id).job());
    FIELDS.forEach(request::arg);
    return request;
  }

  /** The answer to {@link #read}; empty where there is no job, or one that is not open yet. */
  static Optional<JobCodec> of(Reply row) {
    return row.find(0).filter(state -> !state.equals("prepared")).map(state -> new JobCodec(row));
  }

  /** What is known of a job from the beginning, as fields and values in turn. */
  static List<String> fields(CleanupRequest request, Optional<String> schedule, Instant createdAt) {
    List<String> fields = new ArrayList<>();
    fields.addAll(List.of("createdAt", Long.toString(createdAt.toEpochMilli())));
    fields.addAll(List.of("dryRun", request.dryRun() ? "1" : "0"));
    fields.addAll(List.of("acknowledged", request.chatDeletionAcknowledged() ? "1" : "0"));
    request.limit().ifPresent(limit -> fields.addAll(List.of("limit", limit.toString())));
    request.ratePerSecond().ifPresent(rate -> fields.addAll(List.of("rate", rate.toString())));
    schedule.ifPresent(name -> fields.addAll(List.of("schedule", name)));
    fields.addAll(List.of("users", request.users()));
    switch (request.target()) {
      case CleanupTarget.Idle(Duration olderThan) ->
          fields.addAll(
              List.of("target", "idle", "olderThan", Long.toString(olderThan.toMillis())));
      case CleanupTarget.Listed() -> fields.addAll(List.of("target", "listed"));
      case CleanupTarget.Orphans() -> fields.addAll(List.of("target", "orphans"));
    }
    return fields;
  }

  /** What a dry run found, in part. */
  List<Candidate> sample() {
    return find("sample")
        .map(array -> new JsonArray(array).stream().map(it -> CandidateLine.parse(it.toString())))
        .orElseGet(Stream::of)
        .toList();
  }

  /**
   * The job.
   *
   * @param sample what people call the {@link #sample()}
   */
  CleanupJob job(String id, List<String> sample) {
    return new CleanupJob(
        id,
        request(),
        find("schedule"),
        CleanupState.of(text("state")),
        new CleanupCounts(
            number("total"), number("done"), number("failed"), number("skipped"), number("gone")),
        sample,
        find("since").map(since -> new CleanupJob.Stretch(instant(since), number("before"))),
        instant(text("createdAt")),
        find("finishedAt").map(JobCodec::instant));
  }

  boolean planned() {
    return number("planned") == 1;
  }

  String cursor() {
    return text("cursor");
  }

  private CleanupRequest request() {
    return new CleanupRequest(
        switch (text("target")) {
          case "idle" -> new CleanupTarget.Idle(Duration.ofMillis(number("olderThan")));
          case "orphans" -> new CleanupTarget.Orphans();
          default -> new CleanupTarget.Listed();
        },
        number("dryRun") == 1,
        find("limit").map(Integer::valueOf),
        find("rate").map(Double::valueOf),
        number("acknowledged") == 1,
        find("users").orElse(CleanupRequest.EVERYONE));
  }

  private static Instant instant(String millis) {
    return Instant.ofEpochMilli(Long.parseLong(millis));
  }

  private Optional<String> find(String field) {
    return row.find(FIELDS.indexOf(field));
  }

  private String text(String field) {
    return row.text(FIELDS.indexOf(field));
  }

  private long number(String field) {
    return row.number(FIELDS.indexOf(field));
  }
}
