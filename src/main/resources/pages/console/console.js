// Lets an operator in and out. The key is in memory only, and goes when the page does.
import { Admin, Problem } from "./admin.js";
import { AuditView } from "./audit.js";
import { CleanupForm } from "./cleanup-form.js";
import { byId } from "./dom.js";
import { Jobs } from "./jobs.js";
import { Keys } from "./keys.js";
import { say } from "./message.js";
import { showState } from "./state.js";
import { showTraffic } from "./traffic.js";

/** Ends what the page does for whoever is signed in. */
let signOut = () => {};

byId("sign-in").onsubmit = async (event) => {
  event.preventDefault();
  const field = byId("key");
  const admin = new Admin(field.value.trim());
  byId("sign-in-problem").textContent = "";
  try {
    await knock(admin);
    field.value = "";
    signOut();
    open(admin);
  } catch (error) {
    admin.forget();
    byId("sign-in-problem").textContent = error.message;
    field.focus();
  }
};

byId("sign-out").onclick = () => {
  signOut();
  say("Signed out.");
};

// Whoever comes back by the browser's history must sign in anew.
window.addEventListener("pagehide", () => signOut());

/** A good key may lack this permission, or the store be down: the parts of the page say so. */
async function knock(admin) {
  try {
    await admin.get("admin/v1/stats");
  } catch (error) {
    if (!(error instanceof Problem) || !(error.isDenied || error.status >= 500)) {
      throw error;
    }
  }
}

function open(admin) {
  admin.onRefused = ({ message }) => {
    signOut();
    say(`Signed out: ${message}`);
  };
  setSignedIn(true);
  say("Signed in.");
  const audit = new AuditView(admin);
  const changed = () => audit.showNewest();
  const keys = new Keys(admin, changed);
  const jobs = new Jobs(admin);
  new CleanupForm(admin, jobs, changed);
  const stops = [showTraffic(admin), showState(admin), jobs.start()];
  keys.show();
  audit.showNewest();
  signOut = () => {
    signOut = () => {};
    admin.forget();
    stops.forEach((stop) => stop());
    setSignedIn(false);
  };
}

/** What the last operator saw is not for the next one. */
function setSignedIn(isIn) {
  byId("signed-in").hidden = !isIn;
  byId("sign-out").hidden = !isIn;
  byId("sign-in").hidden = isIn;
  document.querySelectorAll("tbody, ul, dd").forEach((shown) => shown.replaceChildren());
  document.querySelectorAll("dialog[open]").forEach((dialog) => dialog.close());
  document.querySelectorAll("form:not(#sign-in)").forEach((form) => form.reset());
  (isIn ? byId("traffic-heading") : byId("key")).focus();
}
