// Sends what waits for one person, in order. The server keeps each uid once, so sending again does no harm.
import { entriesOf, markRefused, remove } from "./queue.js";

const LOCK = "samenwijzer.captures";
const PATIENCE = 60000;
const SIGNED_OUT = "signedOut";
const AWAY = "away";

// One tab at a time. Answers how many were kept, what the server told about them, and why it stopped: "", "signedOut"
// or "away".
export function send(person) {
  return navigator.locks.request(LOCK, () => sendAll(person));
}

async function sendAll(person) {
  let kept = 0;
  const told = [];
  for (const entry of (await entriesOf(person)).filter((one) => !one.refused)) {
    const response = await post(entry).catch(() => null);
    const status = response ? statusOf(response) : AWAY;
    if (status === SIGNED_OUT || status === AWAY) return { kept, told, stopped: status };
    if (status === "kept") {
      await remove(entry.uid);
      kept += 1;
      if (response.status === 200) told.push(await response.text());
    } else await markRefused(entry);
  }
  return { kept, told, stopped: "" };
}

// The person goes along: the server takes an entry from nobody else, whoever is signed in by then.
function post(entry) {
  const body = new FormData();
  for (const [name, value] of [...entry.fields, ["person", entry.person], ["seen_at", entry.seenAt]]) body.append(name, value);
  const headers = { "X-CSRFToken": document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "" };
  return fetch(entry.address, { method: "POST", body, headers, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
}

function statusOf(response) {
  if (response.type === "opaqueredirect" || response.status === 403) return SIGNED_OUT;
  if (response.ok) return "kept";
  return response.status >= 500 ? AWAY : "refused";
}
