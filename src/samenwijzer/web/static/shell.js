// What works on every screen: a button that prints, and keys that can be switched off (WCAG 2.1.4): "/" searches, "?" lists
// the shortcuts.
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

const choice = document.getElementById("shortcuts-on");
if (choice) {
  choice.checked = !localStorage.getItem(OFF);
  choice.addEventListener("change", () => (choice.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1")));
}
