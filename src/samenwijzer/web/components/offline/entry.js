// From a capture form to an entry that can wait, and back to an empty form.

// Each observation gets its id here, where it is made: sent twice, it is kept once.
export function freshId(form) {
  if (crypto.randomUUID) form.elements.capture.value = crypto.randomUUID();
}

// What `form` says with these data, or null as long as nobody is chosen.
export function entryOf(form, data) {
  if (!data.has("learner")) return null;
  const names = data.getAll("learner").map((id) => labelOf(form.querySelector(`[name="learner"][value="${id}"]`)));
  const step = form.querySelector(`[name="step"][value="${data.get("step")}"] span`).textContent;
  return {
    person: form.dataset.person,
    uid: data.get("capture"),
    address: form.dataset.later,
    // A file field that was left alone holds an empty file.
    fields: [...data].filter(([name, value]) => name !== "csrfmiddlewaretoken" && value.size !== 0),
    said: `${names.join(", ")}: ${step}`,
    seenAt: new Date().toISOString(),
  };
}

const labelOf = (input) => input.closest("label").textContent.trim();

// Ready for the next observation: nobody chosen, no note, no photo, another id, the same goal.
export function release(form) {
  const goal = form.querySelector('[name="goal"]:checked');
  form.reset();
  form.querySelectorAll('[name="learner"]').forEach((input) => { input.checked = false; });
  if (goal) goal.checked = true;
  freshId(form);
}

export function tell(form, sentence) {
  form.querySelector(".capture-said").textContent = sentence;
}
