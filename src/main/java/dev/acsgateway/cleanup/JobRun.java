package dev.acsgateway.cleanup;

import static io.vertx.core.Future.await;

import dev.acsgateway.cleanup.JobExecutionStore.InHand;
import dev.acsgateway.identity.IdentityClient;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node's stretch of work on one job, on a virtual thread: from the lease to its end. The
 * candidates of a batch are worked off side by side, each on a virtual thread of its own.
 */
final class JobRun {
  /** Candidates in hand at a time: the most that a pause or a cancellation lets through. */
  static final int BATCH = 16;

  private static final Logger log = LoggerFactory.getLogger(JobRun.class);

  private final Vertx vertx;
  private final JobExecutionStore work;
  private final CleanupLedger ledger;
  private final CleanupConfig config;
  private final InstantSource clock;
  private final LeasedJob assignment;
  private final Lease lease;
  private final RunControl course;
  private final RunningCounts counts;
  private final CandidateProcessor candidates;
  private final Pacer pace;

  JobRun(
      Vertx vertx,
      JobExecutionStore work,
      CleanupLedger ledger,
      IdentityClient acs,
      CleanupConfig config,
      InstantSource clock,
      LeasedJob assignment) {
    this.vertx = vertx;
    this.work = work;
    this.ledger = ledger;
    this.config = config;
    this.clock = clock;
    this.assignment = assignment;
    this.lease = assignment.lease();
    this.course = new RunControl(vertx);
    this.counts = new RunningCounts(assignment.job().counts());
    this.candidates = new CandidateProcessor(work, ledger, acs, assignment, course, counts);
    this.pace = new Pacer(assignment.job().request().ratePerSecond(), clock);
  }

  /** Finishes what is in hand and then gives the lease back. Any thread. */
  void stop() {
    course.stop();
  }

  /** How far the job is. Any thread. */
  CleanupCounts counts() {
    return counts.now();
  }

  /** What this node has added to the job's counts. Any thread. */
  CleanupCounts added() {
    return counts.now().minus(assignment.job().counts());
  }

  void run() {
    log.info("Clean-up job {}: this node works on it", lease.jobId());
    long heartbeat =
        vertx.setPeriodic(
            config.lease().dividedBy(3).toMillis(),
            beat -> work.renew(lease).onSuccess(course::heed));
    try {
      finishWhatIsInHand();
      if (!assignment.planned() && course.goesOn()) {
        new CandidateDiscovery(work, ledger, assignment, clock, course, counts).plan();
      }
      if (!assignment.job().request().dryRun()) {
        deleteAll();
      }
      if (!course.isLost()) {
        await(work.end(lease, clock.instant()));
      }
    } finally {
      vertx.cancelTimer(heartbeat);
    }
    log.info("Clean-up job {}: this node is done with it", lease.jobId());
  }

  /** The node before may have been killed between any two steps of a deletion. */
  private void finishWhatIsInHand() {
    for (InHand each : await(work.inHand(lease))) {
      if (course.isLost()) {
        return;
      }
      Claim.Granted claim = new Claim.Granted(each.identity(), "");
      if (each.counted()) {
        candidates.forget(each.candidate(), claim);
      } else {
        candidates.delete(each.candidate(), claim);
      }
    }
  }

  private void deleteAll() {
    while (course.goesOn()) {
      List<Candidate> batch = await(work.next(lease, BATCH));
      if (batch.isEmpty()) {
        return;
      }
      await(Future.join(batch.stream().map(each -> sideBySide(() -> inTurn(each))).toList()));
    }
  }

  private void inTurn(Candidate candidate) {
    if (course.goesOn()) {
      course.sleep(pace.pause());
    }
    if (course.goesOn()) {
      candidates.cleanUp(candidate);
    }
  }

  private static Future<Void> sideBySide(Runnable step) {
    Promise<Void> done = Promise.promise();
    Context context = Objects.requireNonNull(Vertx.currentContext());
    context.runOnContext(
        now -> {
          try {
            step.run();
            done.complete();
          } catch (RuntimeException e) {
            done.fail(e);
          }
        });
    return done.future();
  }
}
