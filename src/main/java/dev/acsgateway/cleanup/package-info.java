/**
 * Clean-up jobs: delete identities that nobody uses any more, watchably and resumably, one job at a
 * time per node. {@link dev.acsgateway.cleanup.JobStore} is what operators see of the jobs, {@link
 * dev.acsgateway.cleanup.JobExecutionStore} what the node sees that works on one, {@link
 * dev.acsgateway.cleanup.CleanupLedger} what clean-up sees of the ledger.
 *
 * <p>Invariants: a candidate is counted once; {@code done + failed + skipped + left = total} at
 * every moment; no identity is deleted that was not marked in the ledger and noted in the job
 * before; a node that is killed leaves nothing that the next one cannot finish.
 */
@NullMarked
package dev.acsgateway.cleanup;

import org.jspecify.annotations.NullMarked;
