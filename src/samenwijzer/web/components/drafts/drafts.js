// Nothing that is typed is lost. At each pause the form goes to the server as a draft; until the server has it, it
// stands on this device, under the person who wrote it. `base` is the state of the form at the server on which the
// text was written: when that is still the state, the text simply comes back; otherwise its writer chooses.
const PREFIX = "samenwijzer.draft.";
const PAUSE = 700;
const AGAIN = 10000;
const form = document.querySelector("form[data-drafts]");

if (form) start();

function start() {
  const key = `${PREFIX}${form.dataset.person}.${form.dataset.drafts}`;
  let base = form.dataset.keptAt;
  let timer = 0;
  let underWay = null;

  const read = () => JSON.parse(localStorage.getItem(key) ?? "null");
  const write = (state) => localStorage.setItem(key, JSON.stringify(state));

  function send(how) {
    const mine = Promise.all([underWay, post(how)]).finally(() => { if (underWay === mine) underWay = null; });
    underWay = mine;
  }

  async function post({ keepalive = false } = {}) {
    clearTimeout(timer);
    const waiting = localStorage.getItem(key);
    if (!waiting || JSON.parse(waiting).submitted) return;
    try {
      const token = form.elements.csrfmiddlewaretoken.value;
      const answer = await fetch(form.dataset.drafts, {
        method: "POST",
        body: new URLSearchParams(JSON.parse(waiting).fields),
        headers: { "X-CSRFToken": token },
        redirect: "manual",
        keepalive,
      });
      if (!answer.ok) throw new Error(`${answer.status}`);
      base = (await answer.json()).kept_at;
      // What was typed while this was on its way waits for the next pause.
      if (localStorage.getItem(key) === waiting) {
        localStorage.removeItem(key);
        tell("kept");
      } else {
        write({ ...read(), base });
      }
    } catch {
      tell("waits");
      timer = setTimeout(send, AGAIN);
    }
  }

  function keep() {
    write({ base, fields: fieldsOf(form) });
    clearTimeout(timer);
    timer = setTimeout(send, PAUSE);
  }

  if (new URLSearchParams(location.search).has("kept")) forgetSubmitted();
  const stored = read();
  if (stored && same(stored.fields, fieldsOf(form))) localStorage.removeItem(key);
  else if (stored && stored.base === base) putBack(stored);
  else if (stored) offer(stored);
  // On a slow connection somebody types before this module is here; that counts as typed.
  else if (touched(form)) keep();

  function putBack(state) {
    fill(form, state.fields);
    tell("back");
    write({ base, fields: state.fields });
    send();
  }

  function offer(state) {
    const older = form.querySelector("[data-drafts-older]");
    older.hidden = false;
    older.querySelector("[data-drafts-take]").addEventListener("click", () => {
      older.hidden = true;
      putBack(state);
    });
  }

  form.addEventListener("input", keep);
  // A draft that is on its way arrives first: after the form, it would come back as something that was never sent.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (underWay) {
      event.preventDefault();
      underWay.then(() => form.requestSubmit(event.submitter));
      return;
    }
    write({ base, fields: fieldsOf(form), submitted: true });
  });
  addEventListener("online", () => send());
  document.addEventListener("visibilitychange", () => { if (document.hidden) send({ keepalive: true }); });
  addEventListener("pagehide", () => send({ keepalive: true }));
}

// The server said that it kept what was sent, of this phase or the one before.
function forgetSubmitted() {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(PREFIX) && JSON.parse(localStorage.getItem(key)).submitted) localStorage.removeItem(key);
  }
}

function tell(kind) {
  const said = form.querySelector("[data-drafts-said]");
  said.textContent = said.dataset[kind];
  said.hidden = false;
}

function fieldsOf(of) {
  return Object.fromEntries([...new FormData(of)].filter(([name]) => name !== "csrfmiddlewaretoken"));
}

function touched(of) {
  return [...of.elements].some((one) =>
    one.type === "radio" || one.type === "checkbox"
      ? one.checked !== one.defaultChecked
      : one.tagName !== "SELECT" && "defaultValue" in one && one.value !== one.defaultValue,
  );
}

function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

function fill(into, fields) {
  for (const element of into.elements) {
    if (!element.name || element.name === "csrfmiddlewaretoken" || element.type === "submit") continue;
    if (element.type === "radio") element.checked = fields[element.name] === element.value;
    else if (element.type === "checkbox") element.checked = element.name in fields;
    else element.value = fields[element.name] ?? "";
  }
}
