// Noting goes on without a connection: what waits is kept on this device, said in words, and sent when it can be.
import { entryOf, freshId, release, tell } from "./entry.js";
import { keepSheet, wipeSheets, wipeSheetsOfOthers } from "./kept.js";
import { keepPiece } from "./piece.js";
import { add, entriesOf, remove, wipe } from "./queue.js";
import { send } from "./sending.js";

const AGAIN = 20000;
const MARKS = "samenwijzer.sheet.";
const DRAFTS = "samenwijzer.draft.";
const strip = document.querySelector("[data-waiting]");
let timer = 0;
let kept = 0;
const told = [];
let isAtWork = false;

if (strip && isSecureContext) start();
document.addEventListener("submit", signOut);

async function start() {
  document.addEventListener("captures:wait", () => show("away"));
  document.addEventListener("submit", note);
  document.addEventListener("submit", piece);
  strip.addEventListener("click", throwAway);
  addEventListener("online", sendWaiting);
  navigator.serviceWorker?.register(strip.dataset.worker).catch(() => {});
  await wipeSheetsOfOthers(strip.dataset.person);
  await sendWaiting();
  isAtWork = true;
  if (strip.dataset.keeps) keepSheet(strip.dataset.person, strip.dataset.keeps).catch(() => {});
}

async function sendWaiting() {
  clearTimeout(timer);
  const answer = await send(strip.dataset.person);
  kept += answer.kept;
  told.push(...answer.told);
  await show(answer.stopped);
}

const counted = (kind, count) => strip.dataset[count === 1 ? `${kind}One` : kind].replace("{count}", count);

async function show(stopped) {
  const entries = await entriesOf(strip.dataset.person);
  const waiting = entries.filter((entry) => !entry.refused);
  const sentence = strip.querySelector("[data-sentence]");
  if (waiting.length) sentence.textContent = counted(stopped === "signedOut" ? "signedOut" : "waits", waiting.length);
  else sentence.textContent = kept ? counted("kept", kept) : (strip.dataset.nothing ?? "");
  strip.querySelector("[data-sign-in]").hidden = !(waiting.length && stopped === "signedOut");
  list("[data-entries]", waiting);
  list("[data-refused]", entries.filter((entry) => entry.refused));
  list("[data-told]", told.map((said) => ({ said })));
  strip.dataset.phase = waiting.length ? "waits" : "kept";
  const hasNews = entries.length > 0 || kept > 0;
  // What comes up while somebody is at work lies over the page, so that nothing moves under a finger.
  if (hasNews && strip.hidden && isAtWork) strip.dataset.floats = "";
  strip.hidden = !hasNews && !strip.dataset.nothing;
  if (waiting.length) timer = setTimeout(sendWaiting, AGAIN);
}

function list(place, entries) {
  const box = strip.querySelector(place);
  box.hidden = !entries.length;
  const lines = entries.map((entry) => {
    const line = document.createElement("li");
    line.textContent = entry.said;
    return line;
  });
  box.querySelector("ul").replaceChildren(...lines);
}

async function throwAway(event) {
  if (!event.target.closest("[data-throws-away]")) return;
  told.length = 0;
  for (const entry of await entriesOf(strip.dataset.person)) if (entry.refused) await remove(entry.uid);
  await show("");
}

// A form of the sheet without a connection: everything it takes waits first.
async function note(event) {
  const form = event.target.closest("[data-offline-capture]");
  if (!form) return;
  event.preventDefault();
  const entry = entryOf(form, new FormData(form, event.submitter));
  if (!entry) return tell(form, form.dataset.nobody);
  freshId(form);
  await add(entry);
  release(form);
  tell(form, form.dataset.waits.replace("{what}", entry.said));
  await sendWaiting();
}

// Own work of a learner: see piece.js.
async function piece(event) {
  const form = event.target.closest("[data-offline-piece]");
  if (!form) return;
  event.preventDefault();
  await keepPiece(form, strip.dataset.person, sendWaiting);
}

// Who signs out takes everything along: first what waits is sent, and what cannot be sent is wiped only when told so.
async function signOut(event) {
  if (!event.target.matches("[data-signs-out]")) return;
  event.preventDefault();
  const marks = strip ? marksWaiting(strip.dataset.person) : 0;
  const left = marks + draftsWaiting() + (strip && isSecureContext ? await unsent() : 0);
  const dialog = document.getElementById("signing-out");
  if (navigator.onLine && !left) return leave(event.target);
  dialog.querySelector("[data-left]").hidden = !left;
  dialog.querySelector("[data-left]").textContent = counted("left", left);
  dialog.querySelector("[data-marks]").hidden = !marks;
  dialog.querySelector("[data-no-connection]").hidden = navigator.onLine;
  dialog.querySelector("[data-leaves]").hidden = !navigator.onLine;
  dialog.querySelector("[data-leaves]").onclick = () => leave(event.target);
  return dialog.showModal();
}

// Marks of quick entry wait per sheet, and only their sheet can send them.
function marksWaiting(person) {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(`${MARKS}${person}.`));
  return keys.reduce((count, key) => count + JSON.parse(localStorage.getItem(key)).length, 0);
}

// Words of a cycle that the school does not have yet; what was sent with its form is not among them.
function draftsWaiting() {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(DRAFTS));
  return keys.filter((key) => !JSON.parse(localStorage.getItem(key)).submitted).length;
}

async function unsent() {
  await sendWaiting();
  return (await entriesOf(strip.dataset.person)).length;
}

async function leave(form) {
  const written = Object.keys(localStorage).filter((key) => key.startsWith(MARKS) || key.startsWith(DRAFTS));
  written.forEach((key) => localStorage.removeItem(key));
  if (isSecureContext) {
    await wipe(strip.dataset.person);
    await wipeSheets();
    await (await navigator.serviceWorker.getRegistration())?.unregister();
  }
  form.submit();
}
