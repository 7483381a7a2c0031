// A part of the page that shows something of the gateway, or says why it cannot.
import { byId, setText } from "./dom.js";

export class Section {
  #problem;
  #content;

  constructor(id) {
    this.root = byId(id);
    this.#problem = this.root.querySelector(":scope > .problem");
    this.#content = this.root.querySelector(":scope > .content");
  }

  /** Shows what the work brings. What is not for this key is hidden; what fails keeps what it showed. */
  async load(work) {
    try {
      await work();
      this.#content.hidden = false;
      setText(this.#problem, "");
    } catch (error) {
      if (error.name !== "AbortError") {
        this.#content.hidden = error.isDenied === true;
        setText(this.#problem, error.isDenied ? `Not with this key. ${error.message}` : error.message);
      }
    }
  }
}
