package dev.acsgateway.ledger;

import dev.acsgateway.identity.AcsResourceId;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.ResourceBinding;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * Takes rows in, if they are of the ACS resource that the ledger belongs to. The first row binds a
 * ledger that belongs to none yet. Failures are those of the two ports.
 */
public final class LedgerImport {
  private final LedgerArchive archive;
  private final ResourceBinding binding;

  public LedgerImport(LedgerArchive archive, ResourceBinding binding) {
    this.archive = archive;
    this.binding = binding;
  }

  /**
   * What became of some rows.
   *
   * @param tally of those of the ledger's resource
   * @param orphans identities newly filed as orphans
   * @param foreign rows of another resource, or of none that could be told; nothing was done
   */
  public record Outcome(ImportTally tally, long orphans, long foreign) {
    /** Nothing yet. */
    public static final Outcome NONE = new Outcome(ImportTally.NONE, 0, 0);

    /** Both together. */
    public Outcome plus(Outcome other) {
      return new Outcome(tally.plus(other.tally), orphans + other.orphans, foreign + other.foreign);
    }
  }

  /** Takes users and orphans in. */
  public Future<Outcome> write(List<LedgerEntry> entries, List<Identity> orphans, ImportMode mode) {
    Optional<AcsResourceId> first =
        entries.stream()
            .map(LedgerEntry::identity)
            .map(AcsResourceId::of)
            .flatMap(Optional::stream)
            .findFirst()
            .or(
                () ->
                    orphans.stream().map(AcsResourceId::of).flatMap(Optional::stream).findFirst());
    return first.isEmpty()
        ? Future.succeededFuture(
            new Outcome(ImportTally.NONE, 0, entries.size() + (long) orphans.size()))
        : binding
            .bind(first.get(), Optional.empty())
            .compose(bound -> writeOwn(entries, orphans, mode, bound));
  }

  private Future<Outcome> writeOwn(
      List<LedgerEntry> entries, List<Identity> orphans, ImportMode mode, AcsResourceId bound) {
    List<LedgerEntry> own =
        entries.stream().filter(entry -> belongs(entry.identity(), bound)).toList();
    List<Identity> ownOrphans = orphans.stream().filter(orphan -> belongs(orphan, bound)).toList();
    long foreign = entries.size() - (long) own.size() + orphans.size() - (long) ownOrphans.size();
    return archive
        .write(own, mode)
        .compose(
            tally ->
                archive
                    .fileOrphans(ownOrphans)
                    .map(
                        filed ->
                            new Outcome(
                                tally.plus(new ImportTally(0, 0, 0, filed.owned())),
                                filed.filed(),
                                foreign)));
  }

  private static boolean belongs(Identity identity, AcsResourceId resource) {
    return AcsResourceId.of(identity).filter(resource::equals).isPresent();
  }
}
