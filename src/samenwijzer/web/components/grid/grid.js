// A cell of the class grid opens beside the grid, or in a dialog where there is no room beside it.
const wide = matchMedia("(min-width: 64rem)");
const aside = document.getElementById("detail-aside");
const dialog = document.getElementById("detail-dialog");
let origin = null;

function place() {
  const body = dialog.querySelector("[data-detail]");
  const [target, other] = wide.matches ? [aside, body] : [body, aside];
  other.replaceChildren();
  return target;
}

async function open(link, byKeyboard) {
  const target = place();
  await window.htmx.ajax("GET", link.href, { target, swap: "innerHTML" });
  if (!wide.matches && !dialog.open) dialog.showModal();
  target.scrollTop = 0;
  if (byKeyboard) target.querySelector("h2")?.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-grid] .cell a, [data-detail-link]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.closest("[data-grid]")) origin = link;
  // A click made by Enter has no pointer position.
  open(link, event.detail === 0);
});

const back = () => origin?.focus();
aside?.addEventListener("keydown", (event) => { if (event.key === "Escape") back(); });
dialog?.addEventListener("close", back);
