// The part of the page with what there is: nodes, the ledger, quota and breakers.
import { byId, element, row, setFigures } from "./dom.js";
import { count, span } from "./format.js";
import { repeat } from "./repeat.js";
import { Section } from "./section.js";

const PAUSE_MILLIS = 5_000;

export function showState(admin) {
  const section = new Section("state");
  return repeat(() => section.load(async () => show(section, await admin.get("admin/v1/stats"))), PAUSE_MILLIS);
}

function show(section, { acs = {}, ledger = {}, nodes = {} }) {
  setFigures(section.root, {
    nodes: count(nodes.listening),
    users: count(ledger.users),
    orphans: count(ledger.orphans),
    intents: count(ledger.intents),
    resource: ledger.resource ?? "not known yet",
  });
  const rows = Object.entries(acs).map(([operation, figures]) => row(operation, figures.breaker, quota(operation, figures)));
  byId("operations").replaceChildren(...rows);
}

function quota(operation, { permits, remaining, closedForMillis }) {
  if (permits === undefined) {
    return "not governed";
  }
  const text = closedForMillis > 0 ? `closed by ACS for ${span(closedForMillis / 1000)}` : `${count(remaining)} of ${count(permits)}`;
  const bar = element("meter", { max: permits, value: remaining, low: permits / 5, ariaLabel: `${operation}: quota left` });
  return element("span", { className: "bar" }, bar, text);
}
