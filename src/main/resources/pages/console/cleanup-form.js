// From a wish over a dry run to the real one, which wants an acknowledgement.
import { byId, element } from "./dom.js";
import { count, span } from "./format.js";
import { attempt, say } from "./message.js";

const ALL = "admin/v1/cleanups";

export class CleanupForm {
  #admin;
  #jobs;
  #changed;
  #form = byId("cleanup-form");
  #run = byId("cleanup-run");
  #wish;

  /** `changed` is called once a real run has begun, and when it is over. */
  constructor(admin, jobs, changed) {
    this.#admin = admin;
    this.#jobs = jobs;
    this.#changed = changed;
    this.#form.oninput = () => this.#begin();
    this.#form.onsubmit = (event) => {
      event.preventDefault();
      attempt(() => this.#dryRun());
    };
    this.#run.onsubmit = (event) => {
      event.preventDefault();
      attempt(() => this.#realRun());
    };
    byId("acknowledge").onchange = ({ target }) => {
      byId("run").disabled = !target.checked;
    };
    byId("discard").onclick = () => this.#begin();
    this.#begin();
  }

  /** What was found for another wish must not be run for this one. */
  #begin() {
    this.#wish = undefined;
    this.#run.hidden = true;
    this.#run.reset();
    byId("run").disabled = true;
    for (const field of this.#form.querySelectorAll("[data-for]")) {
      field.hidden = !field.dataset.for.split(" ").includes(this.#form.elements.target.value);
      field.querySelector("input, textarea").disabled = field.hidden;
    }
  }

  async #dryRun() {
    this.#begin();
    const wish = readWish(new FormData(this.#form));
    this.#wish = wish;
    say("Dry run …");
    const found = await this.#jobs.follow(await this.#admin.post(ALL, { ...wish, dryRun: true }));
    if (this.#wish === wish) {
      say(`Dry run ${found.state}.`);
      this.#offer(found);
    }
  }

  #offer({ state, counts, sample = [], etaSeconds }) {
    if (state !== "completed" || counts.left === 0) {
      say(`Dry run ${state}: nobody would be deleted.`);
      return;
    }
    const heading = byId("cleanup-run-heading");
    const howLong = etaSeconds === undefined ? "" : `, in about ${span(etaSeconds)}`;
    heading.textContent = `${count(counts.left)} would be deleted${howLong}`;
    byId("cleanup-sample").replaceChildren(...sample.map((each) => element("li", {}, each)));
    byId("cleanup-sample").hidden = sample.length === 0;
    this.#run.hidden = false;
    heading.focus();
  }

  async #realRun() {
    const wish = this.#wish;
    this.#begin();
    const job = await this.#admin.post(ALL, { ...wish, acknowledgeChatDeletion: true });
    say(`Job ${job.id} has begun.`);
    this.#changed();
    const over = await this.#jobs.follow(job);
    say(`Job ${job.id} is ${over.state}: ${count(over.counts.done)} deleted, ${count(over.counts.failed)} failed.`);
    this.#changed();
  }
}

/** Fields of other targets are disabled, and so not in the form's data. */
function readWish(fields) {
  const wish = {};
  const target = fields.get("target");
  if (target === "idle") {
    wish.olderThan = `P${fields.get("days")}D`;
  } else if (target === "orphans") {
    wish.orphans = true;
  } else {
    wish.userIds = fields.get("users").split("\n").filter((line) => line.trim() !== "").map((line) => line.replace(/\r$/, ""));
  }
  if (fields.get("limit")) {
    wish.limit = Number(fields.get("limit"));
  }
  if (fields.get("rate")) {
    wish.ratePerSecond = Number(fields.get("rate"));
  }
  return wish;
}
