package dev.acsgateway.cleanup;

import dev.acsgateway.fake.MemoryStore;
import dev.acsgateway.fake.StoreContract;
import dev.acsgateway.fake.StorePorts;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A node that works on the jobs of an in-memory store. */
abstract class CleanupTest extends StoreContract {
  static final Duration LONG = Duration.ofDays(30);
  static final CleanupTarget IDLE = new CleanupTarget.Idle(LONG);
  static final CleanupTarget LISTED = new CleanupTarget.Listed();
  static final CleanupTarget ORPHANS = new CleanupTarget.Orphans();

  final ScriptedAcs acs = new ScriptedAcs();
  private final Vertx vertx = Vertx.vertx();
  private final MemoryStore memory = new MemoryStore();
  CleanupNode node;

  @Override
  protected final StorePorts open() {
    return memory;
  }

  @BeforeEach
  final void startNode() {
    node = newNode();
  }

  @AfterEach
  final void stopNodes() {
    await(vertx.close());
  }

  final CleanupNode newNode() {
    return new CleanupNode(vertx, memory, acs);
  }

  /** Starts job-1, which really deletes. */
  final void create(CleanupTarget target, Optional<Integer> limit, Candidate... listed) {
    create(new CleanupRequest(target, false, limit, Optional.empty(), true), listed);
  }

  final void create(CleanupRequest request, Candidate... listed) {
    await(store.jobStore().prepare("job-1", request, Optional.empty(), now()));
    if (listed.length > 0) {
      await(store.jobStore().add("job-1", List.of(listed)));
    }
    await(store.jobStore().open("job-1", now()));
  }

  final CleanupJob job() {
    return await(store.jobStore().find("job-1"));
  }

  final CleanupCounts counts() {
    return job().counts();
  }
}
