// Questions that are answered before anything else goes on.
import { byId } from "./dom.js";

/** Asks; true when the answer is yes. */
export function ask(id, question) {
  byId(`${id}-heading`).textContent = question;
  return shown(byId(id)).then((answer) => answer === "yes");
}

/** Shows a secret until it is put away, and keeps it nowhere then. */
export async function showSecret(secret) {
  const value = byId("secret-value");
  value.value = secret;
  byId("secret-copy").onclick = () => copy(value);
  await shown(byId("secret"));
  value.value = "";
}

function shown(dialog) {
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true });
  });
}

/** Over plain HTTP a page may not write to the clipboard; what is selected then can be copied by hand. */
function copy(value) {
  value.select();
  navigator.clipboard?.writeText(value.value).catch(() => {});
}
