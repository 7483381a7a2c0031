package dev.acsgateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.fake.StoreContract;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store keeps of {@link AuditTrail}. */
public abstract class AuditTrailContract extends StoreContract {
  private static final int LENGTH = 1_000;
  private static final AuditConfig CONFIG = new AuditConfig(LENGTH);

  private AuditTrail trail() {
    return store.auditTrail(CONFIG);
  }

  private AuditRecord entry(String requestId) {
    return new AuditRecord(
        now(),
        "key:backend",
        new AuditAction("user.erase"),
        Optional.of(AuditTarget.user(ALICE)),
        AuditResult.FAILED,
        Optional.of("acs-timeout"),
        requestId);
  }

  private void append(int from, int to) {
    IntStream.range(from, to).forEach(i -> await(trail().append(entry("request-" + i))));
  }

  @Test
  void keepsARecordAsItIs() {
    AuditRecord full = entry("request");
    AuditRecord bare =
        new AuditRecord(
            now(),
            "key:operator",
            new AuditAction("ledger.export"),
            Optional.empty(),
            AuditResult.DONE,
            Optional.empty(),
            "another");
    await(trail().append(full));
    await(trail().append(bare));

    assertThat(await(trail().newest(10, Optional.empty())))
        .isEqualTo(new AuditPage(List.of(bare, full), Optional.empty()));
  }

  @Test
  void isReadPageByPageWithoutGapOrRepeatWhileItGrows() {
    append(0, 5);

    AuditPage first = await(trail().newest(2, Optional.empty()));
    append(5, 8);
    AuditPage second = await(trail().newest(2, first.next()));
    AuditPage third = await(trail().newest(2, second.next()));

    List<AuditRecord> read = new ArrayList<>(first.records());
    read.addAll(second.records());
    read.addAll(third.records());
    assertThat(read)
        .extracting(AuditRecord::requestId)
        .containsExactly("request-4", "request-3", "request-2", "request-1", "request-0");
    assertThat(third.next()).isEmpty();
  }

  @Test
  void anEmptyTrailIsAnEmptyPage() {
    assertThat(await(trail().newest(10, Optional.empty())))
        .isEqualTo(new AuditPage(List.of(), Optional.empty()));
  }

  @Test
  void theOldestGoOnceItIsLongEnough() {
    await(
        Future.all(
            IntStream.range(0, 3 * LENGTH)
                .mapToObj(i -> trail().append(entry("early-" + i)))
                .toList()));
    append(0, 1);

    List<AuditRecord> kept = await(trail().newest(3 * LENGTH, Optional.empty())).records();
    assertThat(kept.size()).as("about as many as configured").isBetween(LENGTH, LENGTH * 6 / 5);
    assertThat(kept.getFirst().requestId()).isEqualTo("request-0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+", "", "1", "1-", "-1-0", "1-0 "})
  void aCursorThatItDidNotGiveOutIsRefused(String cursor) {
    assertThatThrownBy(() -> await(trail().newest(1, Optional.of(cursor))))
        .isInstanceOfSatisfying(
            InvalidRequest.class, refused -> assertThat(refused.field()).isEqualTo("before"));
  }
}
