// Groups on a board: dragging and keys press the same buttons that stand there without them.

const board = () => document.querySelector("[data-seating]");

function pick(seat) {
  const radio = seat?.querySelector('[name="picked"]');
  if (radio) radio.checked = true;
  return radio;
}

function grab(event) {
  const seat = event.target.closest?.("[data-seat]");
  if (!seat || !pick(seat)) return;
  seat.dataset.held = "";
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", seat.textContent.trim());
}

function seatsUnder(event) {
  return document.querySelector("[data-seat][data-held]") ? event.target.closest?.("[data-seats]") : null;
}

function mark(over) {
  document.querySelectorAll("[data-over]").forEach((one) => one !== over && delete one.dataset.over);
  if (over) over.dataset.over = "";
}

function hover(event) {
  const seats = seatsUnder(event);
  mark(seats);
  if (seats) event.preventDefault();
}

function drop(event) {
  const seats = seatsUnder(event);
  if (!seats) return;
  event.preventDefault();
  const own = seats.contains(document.querySelector("[data-seat][data-held]"));
  letGo();
  if (!own) seats.querySelector('[name="to"]').click();
}

function letGo() {
  mark(null);
  document.querySelectorAll("[data-held]").forEach((one) => delete one.dataset.held);
}

// On a chosen learner a digit is the number of a group, 0 is no group, L keeps the learner there.
function keys(event) {
  if (event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && board() && !event.target.matches?.('[type="date"]')) {
    event.preventDefault();
    document.getElementById("undo")?.click();
    return;
  }
  const radio = event.target.closest?.('[data-seating] [name="picked"]');
  if (!radio || event.ctrlKey || event.metaKey || event.altKey) return;
  if (/^\d$/.test(event.key)) {
    event.preventDefault();
    radio.checked = true;
    const to = event.key === "0" ? "rest" : String(Number(event.key) - 1);
    board().querySelector(`#to-${to}`)?.click();
  } else if (event.key.toLowerCase() === "l") {
    event.preventDefault();
    document.getElementById(`fixed-${radio.value}`)?.click();
  }
}

// Only where this module runs a learner can be dragged; after an answer the board is new.
function settle() {
  board()?.querySelectorAll("[data-seat]").forEach((seat) => { seat.draggable = true; });
}

document.addEventListener("dragstart", grab);
document.addEventListener("dragover", hover);
document.addEventListener("drop", drop);
document.addEventListener("dragend", letGo);
document.addEventListener("keydown", keys);
document.addEventListener("htmx:afterSettle", settle);
settle();
