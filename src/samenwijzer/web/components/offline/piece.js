// A piece of own work waits on this device until the server has it, with or without a connection; a double tap is one.
import { freshId, release } from "./entry.js";
import { add, entriesOf, remove } from "./queue.js";

// What `form` holds, or null as long as there is neither a word nor a file in it.
function pieceOf(form, person) {
  const fields = [...new FormData(form)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && value.size !== 0);
  const text = (form.elements.text?.value ?? "").trim();
  if (!text && !fields.some(([, value]) => value instanceof File)) return null;
  const goal = form.querySelector('[name="goal"]:checked');
  const about = goal ? (goal.selectedOptions?.[0]?.textContent ?? goal.getAttribute("aria-label")) : "";
  const uid = form.elements.capture.value;
  return { person, uid, address: form.dataset.later, fields, said: text || about || uid, seenAt: new Date().toISOString() };
}

// `sendWaiting` sends what waits and says how it stands.
export async function keepPiece(form, person, sendWaiting) {
  if (form.hasAttribute("aria-busy")) return;
  if (!form.elements.capture.value) freshId(form);
  const entry = pieceOf(form, person);
  if (!entry) return say(form, form.dataset.empty);
  form.setAttribute("aria-busy", "true");
  await add(entry);
  await sendWaiting();
  const left = (await entriesOf(person)).find((one) => one.uid === entry.uid);
  if (left?.refused && form.dataset.returns) {
    await remove(entry.uid);
    return form.submit();
  }
  if (!left && form.dataset.returns) return location.assign(form.dataset.returns);
  form.removeAttribute("aria-busy");
  release(form);
  form.querySelectorAll("[data-caught]").forEach((place) => place.removeAttribute("data-caught"));
  form.querySelectorAll("label > img").forEach((shown) => shown.remove());
  return say(form, left ? form.dataset.waits : form.dataset.kept, Boolean(left));
}

function say(form, sentence, waits = false) {
  form.querySelector("[data-piece-said]").textContent = sentence;
  form.querySelector("[data-piece-waits]")?.toggleAttribute("hidden", !waits);
  document.dispatchEvent(new CustomEvent("pictures:say", { detail: sentence }));
}
