// Asks the admin listener, with the key of whoever signed in.

const PATIENCE_MILLIS = 15_000;

/** What the gateway answers when it does not do what it is asked (RFC 9457). */
export class Problem extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }

  /** Whether the key is good, but not for this. */
  get isDenied() {
    return this.status === 403;
  }
}

/** Holds the key, here and nowhere else. */
export class Admin {
  #key;
  #left = new AbortController();

  /** Told when the key counts for nothing. */
  onRefused = () => {};

  constructor(key) {
    this.#key = key;
  }

  /** Ends what is under way, and drops the key. */
  forget() {
    this.#key = "";
    this.#left.abort();
  }

  get isForgotten() {
    return this.#left.signal.aborted;
  }

  async get(path) {
    return (await this.#send("GET", path)).json();
  }

  async text(path) {
    return (await this.#send("GET", path)).text();
  }

  async post(path, body = {}) {
    return (await this.#send("POST", path, body)).json();
  }

  async delete(path) {
    await this.#send("DELETE", path);
  }

  /** An answer that goes on for as long as it likes. */
  open(path) {
    return this.#answer("GET", path, undefined, this.#left.signal);
  }

  #send(method, path, body) {
    const patience = AbortSignal.timeout(PATIENCE_MILLIS);
    return this.#answer(method, path, body, AbortSignal.any([this.#left.signal, patience]));
  }

  async #answer(method, path, body, signal) {
    const headers = { "X-API-Key": this.#key };
    if (body !== undefined) {
      headers["Content-Type"] = "application/json";
    }
    const request = { method, headers, signal, cache: "no-store", redirect: "error", body: JSON.stringify(body) };
    const response = await fetch(`../${path}`, request).catch((cause) => {
      throw this.isForgotten ? cause : new Problem(0, "The gateway does not answer.");
    });
    if (!response.ok) {
      const failure = await problem(response);
      if (response.status === 401) {
        this.onRefused(failure);
      }
      throw failure;
    }
    return response;
  }
}

async function problem(response) {
  const answer = await response.json().catch(() => ({}));
  return new Problem(response.status, answer.detail ?? `The gateway answered ${response.status}.`);
}
