// Quick entry: a digit is a mark and the cursor moves on; every mark is sent at once and can be undone.
import { format, isFull, parse } from "./marks.js";
import { Outbox, wipeOthers } from "./outbox.js";
import { Table } from "./table.js";

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const WAY = "samenwijzer.sheet-way";
const form = document.querySelector("[data-sheet]");
if (form) start();

function start() {
  const { person, occasion, address } = form.dataset;
  wipeOthers(person);
  const table = new Table(form.querySelector("table"));
  const state = form.querySelector("[data-state]");
  const undoButton = form.querySelector("[data-undo]");
  const values = new Map(table.inputs.map((input) => [input, parse(input.value, pointsOf(input)) ?? null]));
  const seen = new Map(table.inputs.map((input) => [Table.cellOf(input), values.get(input)]));
  const history = [];
  let movedFrom = null;

  const outbox = new Outbox({ person, occasion, address, token: form.csrfmiddlewaretoken.value, seen, tell: hear });
  for (const [cell, { value }] of outbox.waiting) if (table.byCell.has(cell)) show(table.byCell.get(cell), value);
  outbox.resume();

  function pointsOf(input) {
    return Number(input.dataset.points);
  }

  function say(kind, text) {
    state.dataset.kind = kind;
    state.textContent = text;
  }

  function hear(kind, answer) {
    if (kind === "answered") {
      form.querySelector("[data-summary]").innerHTML = answer.summary;
      answer.conflicts.forEach(showConflict);
    } else if (kind === "saved") say("saved", answer.saved);
    else if (kind === "refused") say("trouble", answer.sentence);
    else say(kind === "saving" ? "saving" : "trouble", state.dataset[kind]);
  }

  function show(input, value) {
    values.set(input, value);
    input.value = format(value);
    const cell = input.parentElement;
    if (pointsOf(input) === 0 && value !== null) cell.dataset.step = value;
    else delete cell.dataset.step;
  }

  // Put values in cells and send what changed; one entry in the history however many cells.
  function enter(entries, { remember = true } = {}) {
    const changed = entries.filter(([input, value]) => values.get(input) !== value);
    const before = changed.map(([input]) => [input, values.get(input)]);
    for (const [input, value] of changed) {
      show(input, value);
      outbox.put(Table.cellOf(input), value);
    }
    if (remember && before.length) history.push(before);
    undoButton.disabled = !history.length;
  }

  // Enter what is typed in a cell; what is no mark gives way to what stood there.
  function settle(input) {
    const value = parse(input.value, pointsOf(input));
    if (value === undefined) reject(input);
    else {
      enter([[input, value]]);
      show(input, value);
    }
  }

  function reject(input) {
    const points = pointsOf(input);
    input.value = format(values.get(input));
    input.select();
    say("trouble", points ? state.dataset.points.replace("{points}", points) : state.dataset.step);
  }

  function go(input, target) {
    settle(input);
    if (target) target.focus();
    else input.select();
  }

  function way() {
    return form.querySelector("[data-way]:checked").value;
  }

  function undo() {
    const last = history.pop();
    if (!last) return;
    enter(last, { remember: false });
    last[0][0].focus();
    last[0][0].select();
  }

  function typed(event) {
    const input = event.target;
    const points = pointsOf(input);
    const origin = movedFrom;
    movedFrom = null;
    // A comma right after the cursor moved on by itself belongs to the mark before it: 7 becomes 7,
    if (/^[.,]$/.test(input.value) && origin) {
      input.value = format(values.get(input));
      origin.focus();
      origin.value = `${format(values.get(origin))},`;
      origin.setSelectionRange(origin.value.length, origin.value.length);
      return;
    }
    if (points === 0 && event.data) input.value = event.data.slice(-1);
    const value = parse(input.value, points);
    if (value === undefined) reject(input);
    else if (value === null) enter([[input, null]]);
    else if (isFull(input.value, points)) moveOn(input);
  }

  function moveOn(input) {
    const target = table.next(input, way());
    go(input, target);
    if (target) movedFrom = input;
  }

  function pressed(event) {
    const input = event.target;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !event.shiftKey) {
      event.preventDefault();
      undo();
    }
    if (!table.place.has(input) || event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    if (arrow) go(input, table.beside(input, ...arrow));
    else if (event.key === "Enter") go(input, table.next(input, way(), event.shiftKey ? -1 : 1));
    else if (event.key === "Backspace" && input.value === "") table.next(input, way(), -1)?.focus();
    else if (event.key === "Escape") show(input, values.get(input));
    else return;
    event.preventDefault();
  }

  function pasted(event) {
    if (!table.place.has(event.target)) return;
    event.preventDefault();
    const parts = table.block(event.target, event.clipboardData.getData("text"));
    const fitting = parts
      .map(([input, text]) => [input, input && parse(text, pointsOf(input))])
      .filter(([input, value]) => input && value !== undefined);
    enter(fitting);
    const skipped = parts.length - fitting.length;
    const words = skipped ? state.dataset.skipped : state.dataset.pasted;
    say(skipped ? "trouble" : "saving", words.replace("{count}", fitting.length).replace("{skipped}", skipped));
    event.target.select();
  }

  function showConflict(conflict) {
    const input = table.byCell.get(`${conflict.learner}-${conflict.column}`);
    const mine = values.get(input);
    show(input, conflict.value);
    const line = form.querySelector("template[data-conflict]").content.firstElementChild.cloneNode(true);
    const sentence = line.querySelector("p");
    const words = { by: conflict.by, who: input.getAttribute("aria-label"), theirs: conflict.text || "–", mine: format(mine) || "–" };
    sentence.textContent = sentence.textContent.replace(/{(\w+)}/g, (_, name) => words[name]);
    line.querySelector("button").addEventListener("click", () => {
      enter([[input, mine]]);
      line.remove();
      input.focus();
    });
    form.querySelector("[data-conflicts]").append(line);
  }

  form.addEventListener("input", (event) => { if (table.place.has(event.target)) typed(event); });
  form.addEventListener("keydown", pressed);
  form.addEventListener("paste", pasted);
  form.addEventListener("focusin", (event) => { if (table.place.has(event.target)) event.target.select(); });
  form.addEventListener("focusout", (event) => { if (table.place.has(event.target)) settle(event.target); });
  form.addEventListener("submit", (event) => event.preventDefault());
  undoButton.addEventListener("click", undo);
  form.querySelectorAll("[data-way]").forEach((choice) => {
    choice.checked = choice.value === (localStorage.getItem(WAY) ?? "down");
    choice.addEventListener("change", () => localStorage.setItem(WAY, choice.value));
  });
  form.querySelector("[data-needs-script]").hidden = false;
  if (matchMedia("(pointer: fine)").matches) (table.inputs.find((input) => input.value === "") ?? table.inputs[0]).focus({ preventScroll: true });
}
