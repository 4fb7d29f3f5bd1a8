// Marks on their way to the server: kept on this device, for this person and sheet, until the server has them.
const PREFIX = "samenwijzer.sheet.";
const PAUSE = 250;
const LONGEST = 30000;

export function wipeOthers(person) {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(PREFIX) && !key.startsWith(`${PREFIX}${person}.`)) localStorage.removeItem(key);
  }
}

export class Outbox {
  #key;
  #address;
  #token;
  #tell;
  #timer = 0;
  #wait = 0;
  #sending = false;
  #stopped = false;
  waiting = new Map();
  seen;

  // `seen` maps each cell to what the server is known to hold; `tell(kind, answer)` hears how sending goes.
  constructor({ person, occasion, address, token, seen, tell }) {
    this.#key = `${PREFIX}${person}.${occasion}`;
    this.#address = address;
    this.#token = token;
    this.#tell = tell;
    this.seen = seen;
    this.waiting = new Map(JSON.parse(localStorage.getItem(this.#key) ?? "[]"));
    addEventListener("online", () => this.#send());
    addEventListener("pagehide", () => this.#send({ keepalive: true }));
  }

  put(cell, value) {
    const before = this.waiting.get(cell);
    this.waiting.set(cell, { value, seen: before ? before.seen : (this.seen.get(cell) ?? null) });
    this.#keep();
    this.#tell("saving");
    this.#plan(PAUSE);
  }

  resume() {
    if (this.waiting.size) this.#send();
  }

  #keep() {
    if (this.waiting.size) localStorage.setItem(this.#key, JSON.stringify([...this.waiting]));
    else localStorage.removeItem(this.#key);
  }

  #plan(delay) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#send(), delay);
  }

  #retry() {
    this.#wait = Math.min(LONGEST, (this.#wait || 1000) * 2);
    this.#tell("offline");
    this.#plan(this.#wait);
  }

  async #send({ keepalive = false } = {}) {
    if ((this.#sending && !keepalive) || this.#stopped || !this.waiting.size) return;
    clearTimeout(this.#timer);
    this.#sending = true;
    const batch = new Map(this.waiting);
    try {
      await this.#receive(batch, await this.#post(batch, keepalive));
    } catch {
      this.#retry();
    } finally {
      this.#sending = false;
    }
  }

  #post(batch, keepalive) {
    const marks = [...batch].map(([cell, mark]) => {
      const [learner, column] = cell.split("-").map(Number);
      return { learner, column, ...mark };
    });
    const headers = { "Content-Type": "application/json", "X-CSRFToken": this.#token };
    return fetch(this.#address, { method: "POST", headers, body: JSON.stringify({ marks }), redirect: "manual", keepalive });
  }

  async #receive(batch, response) {
    if (response.type === "opaqueredirect" || response.status === 403) return this.#stop("signedOut");
    if (response.status === 404) return this.#stop("gone");
    if (response.status >= 500) return this.#retry();
    const answer = await response.json();
    this.#wait = 0;
    this.#settle(batch, answer.conflicts ?? []);
    if (!response.ok) return this.#tell("refused", answer);
    this.#tell("answered", answer);
    if (this.waiting.size) return this.#plan(PAUSE);
    return this.#tell("saved", answer);
  }

  // What was sent is no longer waiting, unless it was changed again while it was under way.
  #settle(batch, conflicts) {
    const theirs = new Map(conflicts.map((one) => [`${one.learner}-${one.column}`, one.value]));
    for (const [cell, { value }] of batch) {
      const known = theirs.has(cell) ? theirs.get(cell) : value;
      this.seen.set(cell, known);
      const waiting = this.waiting.get(cell);
      if (waiting?.value === value || theirs.has(cell)) this.waiting.delete(cell);
      else if (waiting) waiting.seen = known;
    }
    this.#keep();
  }

  #stop(why) {
    this.#stopped = true;
    this.#tell(why);
  }
}
