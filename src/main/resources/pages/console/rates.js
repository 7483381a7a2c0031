// What two readings of counters say about the time between them.
import { readSamples } from "./prometheus.js";

export class Rates {
  #names;
  #before;
  #now;

  /** Of the counters with these names. */
  constructor(...names) {
    this.#names = names;
  }

  /** Takes a reading; `millis` is when it was taken. */
  read(text, millis) {
    this.#before = this.#now;
    this.#now = { samples: readSamples(text, this.#names), millis };
  }

  /** The latest value; undefined where there is none. */
  latest(name) {
    return total(this.#now, name, () => true);
  }

  /** How much was added, over those samples whose labels are wanted; undefined where there are none. */
  added(name, wanted = () => true) {
    const now = total(this.#now, name, wanted);
    if (now === undefined || this.#before === undefined) {
      return undefined;
    }
    // A node that was started anew counts from zero.
    const before = total(this.#before, name, wanted) ?? 0;
    return now >= before ? now - before : now;
  }

  perSecond(name, wanted) {
    const added = this.added(name, wanted);
    return added === undefined ? undefined : (added * 1000) / (this.#now.millis - this.#before.millis);
  }
}

function total(reading, name, wanted) {
  const samples = (reading?.samples.get(name) ?? []).filter(({ labels }) => wanted(labels));
  return samples.length === 0 ? undefined : samples.reduce((sum, { value }) => sum + value, 0);
}
