// Answers of a class to one question: one key a learner, or a tap. What was touched here goes to the server at each pause;
// what learners answer on their devices comes back with the proposal and fills the rows that nobody touched.
const KEYS = { a: 0, b: 1, c: 2, 1: 0, 2: 1, 3: 2 };
const PAUSE = 150;
const AGAIN = 3000;
const form = document.querySelector("form[data-answers]");

if (form) start();

function start() {
  const rows = [...form.querySelectorAll("[data-row]")];
  const waiting = new Map();
  const touched = new Set();
  let timer = 0;
  let sending = false;

  const choicesOf = (row) => [...row.querySelectorAll("input")];
  const isOpen = (row) => !choicesOf(row).some((one) => one.checked);

  function go(row) {
    for (const one of rows) one.toggleAttribute("data-now", one === row);
    const choices = choicesOf(row);
    (choices.find((one) => one.checked) ?? choices[0]).focus();
  }

  function later(pause = PAUSE) {
    clearTimeout(timer);
    timer = setTimeout(send, pause);
  }

  async function send() {
    if (sending || waiting.size === 0) return;
    sending = true;
    const sent = new Map(waiting);
    try {
      const body = new URLSearchParams([...sent].map(([id, value]) => [`choice-${id}`, value]));
      body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      const answer = await fetch(form.dataset.address, { method: "POST", body, headers: { "HX-Request": "true" } });
      if (!answer.ok) throw new Error(`${answer.status}`);
      for (const [id, value] of sent) if (waiting.get(id) === value) waiting.delete(id);
      window.htmx.swap("#proposed", await answer.text(), { swapStyle: "outerHTML" });
      if (waiting.size) later();
    } catch {
      later(AGAIN);
    } finally {
      sending = false;
    }
  }

  function mark(row, value) {
    for (const one of choicesOf(row)) one.checked = Number(one.value) === value;
    touched.add(row.dataset.row);
    waiting.set(row.dataset.row, value ?? "-");
    later();
  }

  form.addEventListener("change", (event) => {
    const row = event.target.closest("[data-row]");
    if (row) mark(row, Number(event.target.value));
  });
  form.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-row]");
    for (const one of rows) one.toggleAttribute("data-now", one === row);
  });
  form.addEventListener("keydown", (event) => {
    const row = event.target.closest("[data-row]");
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const place = rows.indexOf(row);
    const value = KEYS[event.key.toLowerCase()];
    if (value !== undefined) {
      event.preventDefault();
      mark(row, value);
      if (rows[place + 1]) go(rows[place + 1]);
    } else if (event.key === "Backspace") {
      event.preventDefault();
      const back = isOpen(row) && place > 0 ? rows[place - 1] : row;
      mark(back, undefined);
      go(back);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const next = rows[place + (event.key === "ArrowDown" ? 1 : -1)];
      if (next) go(next);
    }
  });
  document.body.addEventListener("htmx:afterSwap", () => {
    const given = document.querySelector("#proposed")?.dataset.given ?? "";
    for (const pair of given.split(" ").filter(Boolean)) {
      const [id, value] = pair.split(":");
      const row = rows.find((one) => one.dataset.row === id);
      if (row && !touched.has(id)) for (const one of choicesOf(row)) one.checked = one.value === value;
    }
  });
  const first = rows.find(isOpen);
  if (first) go(first);
}
