// Toasts leave by themselves, later when they can undo something, and never while a pointer or the keyboard is on them.
const SECONDS = 8;
const SECONDS_WITH_UNDO = 25;

function schedule(toast) {
  const wait = 1000 * ("undo" in toast.dataset ? SECONDS_WITH_UNDO : SECONDS);
  let timer = 0;
  const start = () => { timer = setTimeout(() => toast.remove(), wait); };
  const stop = () => clearTimeout(timer);
  toast.addEventListener("pointerenter", stop);
  toast.addEventListener("focusin", stop);
  toast.addEventListener("pointerleave", start);
  toast.addEventListener("focusout", start);
  start();
}

function complain(id) {
  const words = document.getElementById(id);
  const region = document.getElementById("toasts");
  if (words && region) region.append(words.content.cloneNode(true));
}

const region = document.getElementById("toasts");
if (region) {
  region.querySelectorAll("[data-toast]").forEach(schedule);
  new MutationObserver((changes) => {
    for (const change of changes) for (const node of change.addedNodes) if (node.matches?.("[data-toast]")) schedule(node);
  }).observe(region, { childList: true });
  region.addEventListener("click", (event) => event.target.closest("[data-closes]")?.closest("[data-toast]").remove());
}
document.addEventListener("htmx:sendError", () => complain("toast-offline"));
document.addEventListener("htmx:responseError", () => complain("toast-trouble"));
