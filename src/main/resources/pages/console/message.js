// What became of what somebody did: a line that stays in sight, and that screen readers read.
import { byId } from "./dom.js";

export function say(text) {
  show(text, "");
}

/** Says what went wrong, unless it did so since nobody is signed in any more. */
export function complain(error) {
  if (error.name !== "AbortError") {
    show(error.message, "problem");
  }
}

/** Does something, and says what went wrong if anything does. */
export async function attempt(work) {
  try {
    await work();
  } catch (error) {
    complain(error);
  }
}

function show(text, className) {
  const line = byId("message");
  line.className = className;
  line.textContent = text;
}
