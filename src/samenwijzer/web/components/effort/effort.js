// What forms cost: seconds and keys of a form that is sent, without who or what. The server adds them to sums.
const address = document.querySelector("[data-effort]")?.dataset.effort;
const LONGEST = 1800;
const begun = new Map();

const formOf = (target) => target.closest?.("form:not([method=get], [method=dialog], [role=search], [data-signs-out])");

function begin(event) {
  const form = formOf(event.target);
  if (!form) return;
  if (!begun.has(form)) begun.set(form, { at: performance.now(), keys: 0 });
  if (event.type === "keydown") begun.get(form).keys += 1;
}

function finish(form) {
  const one = begun.get(form);
  begun.delete(form);
  const seconds = (performance.now() - one.at) / 1000;
  if (seconds > LONGEST) return;
  const sent = new FormData();
  sent.append("csrfmiddlewaretoken", document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "");
  sent.append("form", new URL(form.action).pathname);
  sent.append("seconds", seconds.toFixed(1));
  sent.append("keys", one.keys);
  navigator.sendBeacon(address, sent);
}

// A sheet that keeps every mark by itself is never sent as a form: it is done when one leaves it.
function leave() {
  for (const form of [...begun.keys()]) if ("sheet" in form.dataset && begun.get(form).keys) finish(form);
}

if (address && navigator.sendBeacon) {
  for (const type of ["pointerdown", "keydown", "focusin"]) document.addEventListener(type, begin, { passive: true });
  document.addEventListener("submit", (event) => { if (begun.has(event.target) && !("sheet" in event.target.dataset)) finish(event.target); }, { capture: true });
  addEventListener("pagehide", leave);
}
