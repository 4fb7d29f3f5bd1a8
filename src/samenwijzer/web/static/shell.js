// What works on every screen: a button that prints (what is folded too), a form that a double click sends once, and keys that can be switched
// off (WCAG 2.1.4): "/" searches, "?" lists the shortcuts.
const OFF = "samenwijzer.shortcuts.off";

const isTyping = (target) => target.closest?.("input, textarea, select, [contenteditable]") !== null;

function search(event) {
  const box = document.querySelector('main [data-search], main input[type="search"]') ?? document.querySelector("[data-search]");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select?.();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || localStorage.getItem(OFF)) return;
  if (event.key === "/") search(event);
  if (event.key === "?" && !document.querySelector("dialog[open]")) document.getElementById("shortcuts")?.showModal();
});

document.addEventListener("click", (event) => event.target.closest?.("[data-prints]") && window.print());

// What is folded on the screen and belongs on paper is opened for as long as printing takes.
let unfolded = [];
addEventListener("beforeprint", () => {
  unfolded = [...document.querySelectorAll("details[data-on-paper]:not([open])")];
  unfolded.forEach((one) => (one.open = true));
});
addEventListener("afterprint", () => unfolded.forEach((one) => (one.open = false)));

// The page of the answer comes soon; a form that only brings a file can be sent again after this while.
const A_WHILE = 2000;
const sent = new WeakMap();

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method !== "post") return;
  if (performance.now() - (sent.get(event.target) ?? -A_WHILE) < A_WHILE) event.preventDefault();
  else sent.set(event.target, performance.now());
});

// What a page asks by itself every few seconds takes nothing away under a finger; the next answer comes soon.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { elt, target } = event.detail.requestConfig;
  if (elt.getAttribute("hx-trigger")?.startsWith("every") && target.matches(":active")) event.detail.shouldSwap = false;
});

const choice = document.getElementById("shortcuts-on");
if (choice) {
  choice.checked = !localStorage.getItem(OFF);
  choice.addEventListener("change", () => (choice.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1")));
}
