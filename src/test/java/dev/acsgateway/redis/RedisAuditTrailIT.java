package dev.acsgateway.redis;

import static dev.acsgateway.redis.StoreFixture.ALICE;
import static dev.acsgateway.redis.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acsgateway.audit.AuditAction;
import dev.acsgateway.audit.AuditConfig;
import dev.acsgateway.audit.AuditPage;
import dev.acsgateway.audit.AuditRecord;
import dev.acsgateway.audit.AuditResult;
import dev.acsgateway.audit.AuditTarget;
import dev.acsgateway.audit.AuditTrail;
import dev.acsgateway.failure.InvalidRequest;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("topology")
class RedisAuditTrailIT {
  private static final int LENGTH = 1_000;

  private StoreFixture redis;
  private AuditTrail trail;

  @BeforeEach
  void open() {
    redis = new StoreFixture();
    trail = redis.store.auditTrail(new AuditConfig(LENGTH));
  }

  @AfterEach
  void close() {
    redis.close();
  }

  private AuditRecord entry(String requestId) {
    return new AuditRecord(
        redis.clock.instant(),
        "key:backend",
        new AuditAction("user.erase"),
        Optional.of(AuditTarget.user(ALICE)),
        AuditResult.FAILED,
        Optional.of("acs-timeout"),
        requestId);
  }

  private void append(int from, int to) {
    await(
        Future.all(
            IntStream.range(from, to).mapToObj(i -> trail.append(entry("request-" + i))).toList()));
  }

  @Test
  void keepsARecordAsItIs() {
    AuditRecord full = entry("request");
    AuditRecord bare =
        new AuditRecord(
            redis.clock.instant(),
            "key:operator",
            new AuditAction("ledger.export"),
            Optional.empty(),
            AuditResult.DONE,
            Optional.empty(),
            "another");
    await(trail.append(full));
    await(trail.append(bare));

    assertThat(await(trail.newest(10, Optional.empty())))
        .isEqualTo(new AuditPage(List.of(bare, full), Optional.empty()));
  }

  @Test
  void isReadPageByPageWithoutGapOrRepeatWhileItGrows() {
    append(0, 5);

    AuditPage first = await(trail.newest(2, Optional.empty()));
    append(5, 8);
    AuditPage second = await(trail.newest(2, first.next()));
    AuditPage third = await(trail.newest(2, second.next()));

    List<AuditRecord> read = new ArrayList<>(first.records());
    read.addAll(second.records());
    read.addAll(third.records());
    assertThat(read)
        .extracting(AuditRecord::requestId)
        .containsExactly("request-4", "request-3", "request-2", "request-1", "request-0");
    assertThat(third.next()).isEmpty();
  }

  @Test
  void theOldestGoOnceItIsLongEnough() {
    // Those of one append are under way at once, and may come in any order.
    append(0, 3 * LENGTH - 1);
    append(3 * LENGTH - 1, 3 * LENGTH);

    long kept = Long.parseLong(TestRedis.send("XLEN " + Keyspace.AUDIT).strip());

    assertThat(kept).as("Redis trims in whole nodes of its own").isBetween(1_000L, 1_200L);
    assertThat(await(trail.newest(1, Optional.empty())).records().getFirst().requestId())
        .isEqualTo("request-" + (3 * LENGTH - 1));
  }

  @Test
  void aCursorThatItDidNotGiveOutIsRefused() {
    assertThatThrownBy(() -> await(trail.newest(1, Optional.of("+"))))
        .isInstanceOf(InvalidRequest.class);
  }
}
