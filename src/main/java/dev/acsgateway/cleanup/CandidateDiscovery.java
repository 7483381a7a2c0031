package dev.acsgateway.cleanup;

import static io.vertx.core.Future.await;

import dev.acsgateway.cleanup.CleanupLedger.Page;
import dev.acsgateway.identity.Identity;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Lists the candidates of a job, on a virtual thread, before the first of them is touched: page by
 * page, each written down together with the place where the next one begins.
 */
final class CandidateDiscovery {
  private static final int PAGE = 500;
  private static final int SAMPLE = 10;

  private final JobExecutionStore work;
  private final CleanupLedger ledger;
  private final LeasedJob assignment;
  private final Lease lease;
  private final CleanupRequest request;
  private final InstantSource clock;
  private final RunControl course;
  private final RunningCounts counts;
  private final List<Candidate> sample = new ArrayList<>();
  private long offset;

  CandidateDiscovery(
      JobExecutionStore work,
      CleanupLedger ledger,
      LeasedJob assignment,
      InstantSource clock,
      RunControl course,
      RunningCounts counts) {
    this.work = work;
    this.ledger = ledger;
    this.assignment = assignment;
    this.lease = assignment.lease();
    this.request = assignment.job().request();
    this.clock = clock;
    this.course = course;
    this.counts = counts;
  }

  void plan() {
    switch (request.target()) {
      case CleanupTarget.Idle idle -> {
        Instant cutoff = assignment.job().createdAt().minus(idle.olderThan());
        if (request.dryRun()) {
          count(cutoff);
        } else {
          walk(cursor -> ledger.idleUsers(cursor, cutoff));
        }
      }
      case CleanupTarget.Orphans orphans -> walk(ledger::orphans);
      case CleanupTarget.Listed listed -> {
        offset = assignment.cursor().isEmpty() ? 0 : Long.parseLong(assignment.cursor());
        if (request.dryRun()) {
          leaveOutWhomNobodyKnows();
        }
        findOwners();
      }
    }
    if (course.goesOn()) {
      course.heed(await(work.planned(lease, sample, clock.instant())));
    }
  }

  /** A million idle users are counted at once; some are looked at, to be shown. */
  private void count(Instant cutoff) {
    if (assignment.cursor().equals(CleanupLedger.END)) {
      return;
    }
    long idle = Math.min(room(), await(ledger.countIdleUsers(cutoff)));
    long shown = Math.min(idle, SAMPLE);
    String at = CleanupLedger.START;
    while (sample.size() < shown && !at.equals(CleanupLedger.END)) {
      Page page = await(ledger.idleUsers(at, cutoff));
      page.candidates().stream().limit(shown - sample.size()).forEach(sample::add);
      at = page.next();
    }
    course.heed(await(work.counted(lease, assignment.cursor(), CleanupLedger.END, idle)));
    counts.found(idle, 0);
  }

  private void walk(Function<String, Future<Page>> source) {
    String cursor = assignment.cursor();
    while (!cursor.equals(CleanupLedger.END) && course.goesOn() && room() > 0) {
      Page page = await(source.apply(cursor));
      int most = Math.min(room(), page.candidates().size());
      found(cursor, page.next(), page.candidates().subList(0, most));
      cursor = page.next();
    }
  }

  /** How many more the job may have. */
  private int room() {
    long most = request.limit().orElse(Integer.MAX_VALUE);
    return (int) Math.max(0, most - counts.now().total());
  }

  /** For a dry run of a list: the real one would skip them. */
  private void leaveOutWhomNobodyKnows() {
    List<Candidate> page = await(work.listed(lease, offset, PAGE));
    while (!page.isEmpty() && course.goesOn()) {
      List<Candidate> known = await(ledger.known(page));
      addToSample(known);
      long next = offset + page.size();
      long unknown = (long) page.size() - known.size();
      course.heed(await(work.found(lease, cursor(offset), cursor(next), List.of(), unknown)));
      counts.found(0, unknown);
      offset = next;
      page = await(work.listed(lease, offset, PAGE));
    }
  }

  /**
   * Nothing leads from an identity to its user, so the whole ledger is walked for those that were
   * listed; what is left then is nobody's.
   */
  private void findOwners() {
    Set<Identity> wanted = new HashSet<>(await(work.unmatched(lease)));
    match(wanted, ledger::users);
    match(wanted, ledger::orphans);
    List<Candidate> loose = new ArrayList<>();
    for (Identity identity : wanted) {
      loose.add(new Candidate.Loose(identity, Optional.empty()));
      if (loose.size() == PAGE) {
        found(cursor(offset), cursor(offset), loose);
        loose.clear();
      }
    }
    found(cursor(offset), cursor(offset), loose);
  }

  private void match(Set<Identity> wanted, Function<String, Future<Page>> source) {
    String at = CleanupLedger.START;
    while (!wanted.isEmpty() && !at.equals(CleanupLedger.END) && course.goesOn()) {
      Page page = await(source.apply(at));
      List<Candidate> matches =
          page.candidates().stream()
              .filter(each -> each.knownIdentity().filter(wanted::remove).isPresent())
              .toList();
      if (!matches.isEmpty()) {
        found(cursor(offset), cursor(offset), matches);
      }
      at = page.next();
    }
  }

  private void found(String from, String to, List<Candidate> candidates) {
    if (!course.goesOn()) {
      return;
    }
    addToSample(candidates);
    course.heed(await(work.found(lease, from, to, candidates, 0)));
    counts.found(candidates.size(), 0);
  }

  private void addToSample(List<Candidate> candidates) {
    candidates.stream().limit(SAMPLE - sample.size()).forEach(sample::add);
  }

  /** A list's cursor is how many of it were looked up. */
  private static String cursor(long offset) {
    return offset == 0 ? CleanupLedger.START : Long.toString(offset);
  }
}
