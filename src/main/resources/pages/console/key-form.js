// What an API key is to be, as somebody fills it in.
import { byId, element } from "./dom.js";

/** As the gateway names them; a test holds them against it. */
const PERMISSIONS = [
  "tokens:issue",
  "tokens:issue:self",
  "tokens:revoke",
  "users:read",
  "users:delete",
  "cleanup:run",
  "cleanup:read",
  "keys:manage",
  "access-key:rotate",
  "ledger:read",
  "ledger:write",
  "audit:read",
];

const SCOPES = ["chat", "chat.join", "chat.join.limited", "voip", "voip.join"];

/** Prepares the form; `create` is given what it says. */
export function useKeyForm(create) {
  const form = byId("key-form");
  byId("permissions").replaceChildren(...PERMISSIONS.map((name) => choice("permission", name)));
  byId("scopes").replaceChildren(...SCOPES.map((name) => choice("scope", name)));
  form.onsubmit = async (event) => {
    event.preventDefault();
    if (await create(wish(new FormData(form)))) {
      form.reset();
    }
  };
}

function choice(name, value) {
  return element("label", { className: "choice" }, element("input", { type: "checkbox", name, value }), value);
}

/** What is left empty is left out, and then is as with the key that makes it. */
function wish(fields) {
  const wish = { permissions: fields.getAll("permission"), description: fields.get("description") };
  if (fields.has("scope")) {
    wish.scopes = fields.getAll("scope");
  }
  for (const name of ["users", "rateLimit"]) {
    if (fields.get(name)) {
      wish[name] = fields.get(name);
    }
  }
  if (fields.get("expiresAt")) {
    wish.expiresAt = new Date(fields.get("expiresAt")).toISOString();
  }
  return wish;
}
