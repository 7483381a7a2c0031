// A clean-up job in the list: what it is, how far it is, and what can be done about it.
import { element, setText } from "./dom.js";
import { time } from "./format.js";
import { isOver, isPaused, progress, share, title } from "./job.js";

export class JobRow {
  #name;
  #bar = element("progress", { max: 1 });
  #progress = element("p");
  #toggle;
  #cancel;
  #job;

  /** `order` is told `pause`, `resume` or `cancel`. */
  constructor(job, order) {
    this.#name = element("p", { tabIndex: -1 }, element("strong", {}, title(job)), ` ${time(job.createdAt)} `, element("code", {}, job.id));
    this.#bar.ariaLabel = `${title(job)}, ${job.id}`;
    this.#toggle = element("button", { type: "button", onclick: () => order(isPaused(this.#job) ? "resume" : "pause") });
    this.#cancel = element("button", { type: "button", onclick: () => order("cancel"), ariaLabel: `Cancel ${job.id}` }, "Cancel");
    const actions = element("p", { className: "actions" }, this.#toggle, this.#cancel);
    this.element = element("li", { className: "job" }, this.#name, this.#bar, this.#progress, actions);
    this.element.dataset.job = job.id;
    this.show(job);
  }

  get isOver() {
    return isOver(this.#job);
  }

  show(job) {
    this.#job = job;
    this.element.dataset.state = job.state;
    const done = share(job);
    if (done === undefined) {
      this.#bar.removeAttribute("value");
    } else {
      this.#bar.value = done;
    }
    setText(this.#progress, progress(job));
    setText(this.#toggle, isPaused(job) ? "Resume" : "Pause");
    this.#toggle.ariaLabel = `${this.#toggle.textContent} ${job.id}`;
    this.#offer(!this.isOver && job.state !== "cancelling");
  }

  /** Whoever was on a button that goes must not be thrown to the top of the page. */
  #offer(changes) {
    const leaving = !changes && [this.#toggle, this.#cancel].includes(document.activeElement);
    this.#toggle.hidden = !changes;
    this.#cancel.hidden = !changes;
    if (leaving) {
      this.#name.focus();
    }
  }
}
