// A class grid is one stop for Tab; arrows, Home, End and Page keys move inside it, Enter opens the cell.
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], PageUp: [-10, 0], PageDown: [10, 0] };

const rowsOf = (grid) => [...grid.tBodies].flatMap((body) => [...body.rows]);
const linksOf = (row) => [...row.querySelectorAll(".cell a")];
const clamp = (value, last) => Math.max(0, Math.min(last, value));

function open(grid, link) {
  grid.querySelectorAll('.cell a[tabindex="0"]').forEach((other) => { other.tabIndex = -1; });
  link.tabIndex = 0;
}

function move(event) {
  const link = event.target.closest?.("[data-grid] .cell a");
  const step = STEPS[event.key];
  if (!link || event.altKey || event.metaKey || !(step || event.key === "Home" || event.key === "End")) return;
  const grid = link.closest("[data-grid]");
  const rows = rowsOf(grid);
  const [down, right] = step ?? [0, 0];
  const from = rows.indexOf(link.closest("tr"));
  const edge = { Home: 0, End: rows.length - 1 }[event.key];
  const row = event.ctrlKey && edge !== undefined ? edge : clamp(from + down, rows.length - 1);
  const links = linksOf(rows[row]);
  const column = { Home: 0, End: links.length - 1 }[event.key] ?? linksOf(rows[from]).indexOf(link) + right;
  const next = links[clamp(column, links.length - 1)];
  if (!next) return;
  event.preventDefault();
  open(grid, next);
  next.focus();
  next.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function choose(event) {
  const link = event.target.closest?.("[data-grid] .cell a");
  if (!link) return;
  const grid = link.closest("[data-grid]");
  grid.querySelectorAll("[data-chosen]").forEach((cell) => cell.removeAttribute("data-chosen"));
  link.parentElement.setAttribute("data-chosen", "");
  open(grid, link);
}

function prepare(root) {
  root.querySelectorAll("[data-grid]").forEach((grid) => {
    const first = grid.querySelector("[data-chosen] a") ?? grid.querySelector(".cell a");
    if (first) open(grid, first);
  });
}

document.addEventListener("keydown", move);
document.addEventListener("click", choose);
document.addEventListener("htmx:afterSettle", (event) => prepare(event.target));
prepare(document);
