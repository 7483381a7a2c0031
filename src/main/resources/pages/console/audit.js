// The part of the page with the audit trail, page by page.
import { byId, row } from "./dom.js";
import { time } from "./format.js";
import { Section } from "./section.js";

const PAGE = 25;

export class AuditView {
  #admin;
  #section = new Section("audit");
  #next;

  constructor(admin) {
    this.#admin = admin;
    byId("audit-newest").onclick = () => this.showNewest();
    byId("audit-older").onclick = () => this.#showOlder();
  }

  showNewest() {
    return this.#section.load(async () => {
      byId("audit-rows").replaceChildren(...(await this.#rows("")));
    });
  }

  #showOlder() {
    return this.#section.load(async () => {
      byId("audit-rows").append(...(await this.#rows(`&before=${encodeURIComponent(this.#next)}`)));
    });
  }

  async #rows(from) {
    const { records, next } = await this.#admin.get(`admin/v1/audit?limit=${PAGE}${from}`);
    this.#next = next;
    byId("audit-older").hidden = next === undefined;
    return records.map(({ at, caller, action, target, result, detail }) =>
      row(time(at), caller, action, target ?? "", result, detail ?? ""),
    );
  }
}
