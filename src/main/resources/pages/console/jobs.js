// The list of clean-up jobs. Those under way are followed by their events, the others are looked at now and then.
import { Problem } from "./admin.js";
import { byId } from "./dom.js";
import { readEvents } from "./events.js";
import { isOver } from "./job.js";
import { JobRow } from "./job-row.js";
import { attempt, say } from "./message.js";
import { repeat } from "./repeat.js";
import { Section } from "./section.js";

const ALL = "admin/v1/cleanups";
const PAUSE_MILLIS = 5_000;

/** A browser has six connections to a host, and the rest of the page needs some. */
const MOST_FOLLOWED = 2;

/** When events end before their job does, since the node stops, another one has to take over. */
const TAKE_OVER_MILLIS = 1_000;

export class Jobs {
  #admin;
  #section = new Section("cleanups");
  #rows = new Map();
  #followed = new Map();

  constructor(admin) {
    this.#admin = admin;
  }

  start() {
    return repeat(() => this.#section.load(() => this.#look()), PAUSE_MILLIS);
  }

  /** Shows a job until it is over; then brings it. */
  follow(job) {
    this.#show(job);
    if (!this.#followed.has(job.id)) {
      const end = this.#untilOver(job.id).finally(() => this.#followed.delete(job.id));
      this.#followed.set(job.id, end);
    }
    return this.#followed.get(job.id);
  }

  async #look() {
    const { cleanups } = await this.#admin.get(ALL);
    for (const job of cleanups.toReversed()) {
      if (!this.#followed.has(job.id)) {
        this.#show(job);
        if (!isOver(job) && this.#followed.size < MOST_FOLLOWED) {
          // What broke off is tried again at the next look.
          this.follow(job).catch(() => {});
        }
      }
    }
  }

  #show(job) {
    if (!this.#rows.has(job.id)) {
      const row = new JobRow(job, (order) => attempt(() => this.#order(job.id, order)));
      this.#rows.set(job.id, row);
      byId("jobs").prepend(row.element);
    }
    this.#rows.get(job.id).show(job);
  }

  async #order(id, order) {
    const job = await this.#admin.post(`${ALL}/${encodeURIComponent(id)}/${order}`);
    this.#show(job);
    say(`Job ${id} is ${job.state}.`);
  }

  async #untilOver(id) {
    for (;;) {
      const last = await this.#lastOf(id);
      if (last !== undefined && isOver(last)) {
        return last;
      }
      await new Promise((resume) => setTimeout(resume, TAKE_OVER_MILLIS));
    }
  }

  /** The job as its events told it last. */
  async #lastOf(id) {
    let last;
    try {
      for await (const { data } of readEvents(await this.#admin.open(`${ALL}/${encodeURIComponent(id)}/events`))) {
        last = data;
        this.#show(last);
      }
    } catch (error) {
      if (error instanceof Problem || this.#admin.isForgotten) {
        throw error;
      }
    }
    return last;
  }
}
