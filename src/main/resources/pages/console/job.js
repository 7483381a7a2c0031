// A clean-up job in words.
import { count, duration, span } from "./format.js";

export const isOver = ({ state }) => state === "completed" || state === "cancelled";

export const isPaused = ({ state }) => state === "paused" || state === "pausing";

export function title({ target, olderThan, dryRun, schedule }) {
  const whose = { idle: `Idle for ${duration(olderThan)}`, listed: "Named users and identities", orphans: "Orphans" }[target];
  return [whose, dryRun ? "dry run" : "", schedule ? `schedule ${schedule}` : ""].filter(Boolean).join(", ");
}

/** Where it stands: its state and its counts. */
export function progress({ state, dryRun, counts, rate, etaSeconds }) {
  const figures = dryRun
    ? [`${count(counts.left)} would be deleted`, `${count(counts.skipped)} skipped`]
    : [
        `${count(counts.total - counts.left)} of ${count(counts.total)}`,
        `${count(counts.done)} deleted`,
        `${count(counts.failed)} failed`,
        `${count(counts.skipped)} skipped`,
      ];
  if (rate !== undefined) {
    figures.push(`${rate}/s`);
  }
  if (etaSeconds !== undefined) {
    figures.push(`${dryRun ? "would take" : "takes"} ${span(etaSeconds)}`);
  }
  return `${state}: ${figures.join(", ")}`;
}

/** How much of it is done, 0 to 1; undefined while nobody knows. */
export function share(job) {
  if (isOver(job)) {
    return 1;
  }
  const { total, left } = job.counts;
  return job.dryRun || job.state === "queued" || job.state === "planning" || total === 0 ? undefined : (total - left) / total;
}
