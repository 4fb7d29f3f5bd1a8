// Photos and voice in a form: a recording lands in the file field, so that the form is sent as any other.
const LONGEST = 3 * 60 * 1000;
const CAN = "MediaRecorder" in globalThis && navigator.mediaDevices?.getUserMedia;
let running = null;

const boxOf = (target) => target.closest?.("[data-recorder]");

export function offer(scope = document) {
  if (!CAN) return;
  scope.querySelectorAll("[data-recorder]").forEach((box) => {
    box.querySelector("[data-records]").hidden = false;
    box.querySelector("[data-voice-file]").hidden = true;
  });
}

function tell(box) {
  const said = box.querySelector("[data-said]");
  const photos = box.querySelector("[data-photos]")?.files.length ?? 0;
  const parts = [];
  if (photos) parts.push(photos === 1 ? said.dataset.photo : said.dataset.many.replace("{count}", photos));
  if (box.querySelector("[data-voice]").files.length) parts.push(said.dataset.heard);
  said.textContent = parts.join(", ");
}

function press(button, isOn) {
  button.setAttribute("aria-pressed", isOn);
  button.querySelector("span").textContent = isOn ? button.dataset.stop : button.dataset.start;
}

async function record(box, button) {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => null);
  if (!stream) {
    button.hidden = true;
    box.querySelector("[data-voice-file]").hidden = false;
    box.querySelector("[data-said]").textContent = box.querySelector("[data-said]").dataset.refused;
    return;
  }
  const parts = [];
  running = new MediaRecorder(stream);
  const timer = setTimeout(stop, LONGEST);
  running.addEventListener("dataavailable", (event) => parts.push(event.data));
  running.addEventListener("stop", () => {
    clearTimeout(timer);
    stream.getTracks().forEach((track) => track.stop());
    const chosen = new DataTransfer();
    chosen.items.add(new File(parts, "voice", { type: parts[0]?.type ?? "" }));
    box.querySelector("[data-voice]").files = chosen.files;
    press(button, false);
    box.querySelector("[data-voice]").dispatchEvent(new Event("change", { bubbles: true }));
    running = null;
  });
  running.start();
  press(button, true);
}

function stop() {
  if (running?.state === "recording") running.stop();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-records]");
  if (!button) return;
  if (running) stop();
  else record(boxOf(button), button);
});
document.addEventListener("change", (event) => {
  const box = boxOf(event.target);
  if (box) tell(box);
});
document.addEventListener("reset", (event) => event.target.querySelectorAll?.("[data-said]").forEach((said) => { said.textContent = ""; }), true);
document.addEventListener("htmx:afterSettle", () => offer());
offer();
