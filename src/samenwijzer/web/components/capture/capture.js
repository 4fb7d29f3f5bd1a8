// Quick capture and the attention list: what the server cannot do from there.

// Each observation gets its id here, where it is made: sent twice, it is kept once. A page brought back from the
// history gets a fresh one, so that it never repeats the id of what was kept before.
function freshId() {
  const field = document.querySelector('#capture-form [name="capture"]');
  if (field && crypto.randomUUID) field.value = crypto.randomUUID();
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
  const form = event.target.closest?.("#capture-form");
  if (!form || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("textarea")) return;
  if (/^[1-4]$/.test(event.key)) {
    event.preventDefault();
    form.querySelector(`#seen-${event.key}`)?.click();
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
// the title above.
let replacement = () => null;

function rememberPlace(event) {
  const card = event.target.closest?.("[data-card]");
  const place = [...document.querySelectorAll("[data-card]")].indexOf(card);
  const title = event.target.closest?.("#capture") ? "capture-title" : "attention-title";
  replacement = () => (card && document.querySelectorAll("[data-card] h3")[place]) || document.getElementById(title);
}

function settle() {
  freshId();
  if (document.activeElement === document.body) replacement()?.focus({ preventScroll: true });
}

document.addEventListener("click", lookAt);
document.addEventListener("keydown", keys);
document.addEventListener("submit", takeBack);
document.addEventListener("htmx:beforeRequest", rememberPlace);
document.addEventListener("htmx:afterSettle", settle);
window.addEventListener("pageshow", freshId);
freshId();
