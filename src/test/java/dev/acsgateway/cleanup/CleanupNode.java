package dev.acsgateway.cleanup;

import dev.acsgateway.fake.MemoryStore;
import dev.acsgateway.fake.Mortality;
import dev.acsgateway.fake.StoreContract;
import dev.acsgateway.fake.StorePorts;
import dev.acsgateway.identity.IdentityClient;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One node that works on clean-up jobs of an in-memory store; it may be killed at any step. */
final class CleanupNode {
  final Mortality life = new Mortality();
  final TimeLapse time;
  private final StorePorts store;
  private final Vertx vertx;
  private final JobExecutionStore work;
  private final CleanupLedger ledger;
  private final IdentityClient acs;

  CleanupNode(Vertx vertx, MemoryStore store, IdentityClient acs) {
    this.vertx = vertx;
    this.store = store;
    this.time = new TimeLapse(vertx, store.clock());
    this.work = life.port(JobExecutionStore.class, store.jobWork());
    this.ledger = life.port(CleanupLedger.class, store.cleanupLedger());
    this.acs = life.port(IdentityClient.class, acs);
  }

  /** What a node does with one job, in parts. */
  final class Stage {
    final LeasedJob assignment;
    final Lease lease;
    final RunControl course;
    final RunningCounts counts;

    private Stage(LeasedJob assignment) {
      this.assignment = assignment;
      this.lease = assignment.lease();
      this.course = new RunControl(time.vertx());
      this.counts = new RunningCounts(assignment.job().counts());
    }

    void plan() {
      onVirtualThread(
          () ->
              new CandidateDiscovery(work, ledger, assignment, store.clock(), course, counts)
                  .plan());
    }

    void cleanUp(Candidate candidate) {
      onVirtualThread(
          () ->
              new CandidateProcessor(work, ledger, acs, assignment, course, counts)
                  .cleanUp(candidate));
    }
  }

  /** Takes a job on without looking at this node's steps. */
  Stage takeOn() {
    return new Stage(store.jobWork().lease(store.clock().instant()).await().orElseThrow());
  }

  JobRun run() {
    return run(store.jobWork().lease(store.clock().instant()).await().orElseThrow());
  }

  private JobRun run(LeasedJob assignment) {
    CleanupConfig config =
        new CleanupConfig(Duration.ofSeconds(1), StorePorts.LEASE, StorePorts.RETENTION, List.of());
    return new JobRun(time.vertx(), work, ledger, acs, config, store.clock(), assignment);
  }

  /** Works on jobs until there is none, or until this node is killed. */
  void workOff() {
    onVirtualThread(
        () -> {
          Optional<LeasedJob> next = Future.await(work.lease(store.clock().instant()));
          while (next.isPresent()) {
            run(next.get()).run();
            next = Future.await(work.lease(store.clock().instant()));
          }
        });
  }

  /** Returns when it is done, or when this node is killed meanwhile. */
  void onVirtualThread(Runnable task) {
    Promise<Void> done = Promise.promise();
    VerticleBase worker =
        new VerticleBase() {
          @Override
          public Future<?> start() {
            context.runOnContext(
                go -> {
                  try {
                    task.run();
                    done.complete();
                  } catch (RuntimeException | Error e) {
                    done.fail(e);
                  }
                });
            return Future.succeededFuture();
          }
        };
    vertx
        .deployVerticle(
            worker, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD))
        .await();
    StoreContract.await(
        done.future()
            .recover(
                e ->
                    e instanceof Mortality.Killed
                        ? Future.succeededFuture()
                        : Future.failedFuture(e)));
  }
}
