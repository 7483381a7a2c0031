// The part of the page with the API keys: made, listed, rotated, revoked.
import { ask, showSecret } from "./dialog.js";
import { byId, element, row } from "./dom.js";
import { time } from "./format.js";
import { useKeyForm } from "./key-form.js";
import { attempt, say } from "./message.js";
import { Section } from "./section.js";

const ALL = "admin/v1/keys";

export class Keys {
  #admin;
  #changed;
  #section = new Section("keys");

  /** `changed` is called after each change. */
  constructor(admin, changed) {
    this.#admin = admin;
    this.#changed = changed;
    useKeyForm((wish) => this.#create(wish));
  }

  show() {
    return this.#section.load(async () => {
      const { keys } = await this.#admin.get(ALL);
      byId("key-rows").replaceChildren(...keys.map((key) => this.#row(key)));
    });
  }

  #row(key) {
    const name = element("span", {}, key.description);
    const cells = [name, key.permissions.join(", "), key.users, time(key.lastUsedAt), time(key.expiresAt)];
    return row(key.id, ...cells, this.#actions(key));
  }

  /** A key of the configuration can only be changed there. */
  #actions({ id, createdAt }) {
    if (!createdAt) {
      return "in the configuration";
    }
    const rotate = { type: "button", ariaLabel: `Rotate ${id}`, onclick: () => this.#rotate(id) };
    const revoke = { type: "button", ariaLabel: `Revoke ${id}`, onclick: () => this.#revoke(id), className: "dangerous" };
    return element("span", { className: "actions" }, element("button", rotate, "Rotate"), element("button", revoke, "Revoke"));
  }

  /** True once it is made. */
  async #create(wish) {
    let made = false;
    await attempt(async () => {
      const issued = await this.#admin.post(ALL, wish);
      made = true;
      await showSecret(issued.key);
      await this.#done(`Created the key ${issued.id}.`);
    });
    return made;
  }

  async #rotate(id) {
    if (await ask("rotate", `Give ${id} a new secret?`)) {
      await attempt(async () => {
        const graceSeconds = byId("grace").valueAsNumber;
        const issued = await this.#admin.post(`${ALL}/${encodeURIComponent(id)}/rotate`, { graceSeconds });
        await showSecret(issued.key);
        await this.#done(`Rotated the key ${id}.`);
      });
    }
  }

  async #revoke(id) {
    if (await ask("revoke", `Revoke ${id}?`)) {
      await attempt(async () => {
        await this.#admin.delete(`${ALL}/${encodeURIComponent(id)}`);
        await this.#done(`Revoked the key ${id}.`);
      });
    }
  }

  async #done(what) {
    say(what);
    await Promise.all([this.show(), this.#changed()]);
  }
}
