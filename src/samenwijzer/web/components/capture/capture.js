// Quick capture and the attention list: what the server cannot do from there.

import { entryOf, freshId, release, tell } from "../offline/entry.js";
import { add, remove } from "../offline/queue.js";

// A page brought back from the history gets a fresh id, so that it never repeats the id of what was kept before.
function freshIds() {
  document.querySelectorAll(".capture-form").forEach(freshId);
}

// "Go and look" opens capture with that learner chosen.
function lookAt(event) {
  const link = event.target.closest?.("[data-capture]");
  const sheet = document.getElementById("capture");
  const learner = link && sheet?.querySelector(`[name="learner"][value="${CSS.escape(link.dataset.capture)}"]`);
  if (!learner) return;
  event.preventDefault();
  sheet.querySelectorAll('[name="learner"]').forEach((other) => { other.checked = other === learner; });
  if (getComputedStyle(document.querySelector(".capture-open")).display !== "none") sheet.showPopover();
  learner.focus();
  learner.scrollIntoView({ block: "nearest" });
}

// Inside capture the digits 1 to 4 say what was seen, Enter chooses like Space does.
function keys(event) {
  const form = event.target.closest?.(".capture-form");
  if (!form || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("textarea")) return;
  if (/^[1-4]$/.test(event.key)) {
    event.preventDefault();
    form.querySelector(`[name="step"][value="${event.key}"]`)?.click();
  } else if (event.key === "Enter" && event.target.matches('[type="checkbox"], [type="radio"]')) {
    event.preventDefault();
    event.target.click();
  }
}

// A toast takes back what was chosen without leaving the page.
function takeBack(event) {
  const toast = event.target.closest?.("#toasts [data-toast]");
  if (!toast || !document.getElementById("attention")) return;
  event.preventDefault();
  htmx.ajax("POST", event.target.action, { target: "#attention", swap: "outerHTML" });
  toast.remove();
}

// What was pressed is often gone after the answer. The focus then goes to what stands in its place: the next card, or
// the title above. Each request has a place of its own, since what asks by itself, as the queue of hands does, comes in
// between and moves nobody.
const replacements = new WeakMap();

function rememberPlace(event) {
  if (event.target.matches?.("[hx-trigger]")) return;
  const card = event.target.closest?.("[data-card]");
  const place = [...document.querySelectorAll("[data-card]")].indexOf(card);
  const title = event.target.closest?.("#capture") ? "capture-title" : "attention-title";
  replacements.set(
    event.detail.xhr,
    () => (card && document.querySelectorAll("[data-card] h3")[place]) || document.getElementById(title),
  );
}

function settle(event) {
  freshIds();
  const replacement = replacements.get(event.detail.xhr);
  if (document.activeElement === document.body) replacement?.()?.focus({ preventScroll: true });
}

// What is noted waits on this device until the server answers: a lost connection, a closed tab or a lost answer loses
// nothing, and the id keeps it from being kept twice. Only a secure page can send it later, so only there it waits.
const isCapture = (event) => event.detail.elt?.id === "capture-form";
let waiting = null;

function keepUntilAnswered(event) {
  if (!isCapture(event)) return;
  waiting = isSecureContext ? entryOf(event.detail.elt, event.detail.requestConfig.formData) : null;
  if (waiting) add(waiting).catch(() => {});
}

function goOnWaiting(form) {
  release(form);
  tell(form, form.dataset.waits.replace("{what}", waiting.said));
  document.dispatchEvent(new Event("captures:wait"));
}

function withoutConnection(event) {
  if (!isCapture(event) || !waiting) return;
  event.stopPropagation();
  goOnWaiting(event.detail.elt);
}

// An answer from elsewhere is the page to sign in; that one and a fault of the server leave the entry waiting.
function answered(event) {
  if (!isCapture(event) || !waiting) return;
  const { elt, xhr } = event.detail;
  const isElsewhere = xhr.responseURL && new URL(xhr.responseURL).pathname !== new URL(elt.action).pathname;
  if (!isElsewhere && xhr.status < 500 && xhr.status !== 403) remove(waiting.uid).catch(() => {});
  else {
    event.preventDefault();
    goOnWaiting(elt);
  }
}

document.addEventListener("click", lookAt);
document.addEventListener("keydown", keys);
document.addEventListener("submit", takeBack);
document.addEventListener("htmx:beforeRequest", rememberPlace);
document.addEventListener("htmx:beforeRequest", keepUntilAnswered);
document.addEventListener("htmx:sendError", withoutConnection, { capture: true });
document.addEventListener("htmx:beforeOnLoad", answered);
document.addEventListener("htmx:afterSettle", settle);
window.addEventListener("pageshow", freshIds);
freshIds();
