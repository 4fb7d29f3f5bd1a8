// What a child catches shows at once in the round it was caught with: the photo itself, a green ring for a voice.
const CATCHES = "[data-treasure] input[type=file]";

function show(input) {
  const [file] = input.files;
  const places = [input.closest("label"), ...(input.matches("[data-voice]") ? input.form.querySelectorAll("[data-records]") : [])];
  places.forEach((place) => place.toggleAttribute("data-caught", Boolean(file)));
  input.parentElement.querySelectorAll("img").forEach((shown) => { URL.revokeObjectURL(shown.src); shown.remove(); });
  if (!file?.type.startsWith("image/")) return;
  const shown = new Image();
  shown.alt = "";
  shown.src = URL.createObjectURL(file);
  input.before(shown);
}

document.addEventListener("change", (event) => { if (event.target.matches?.(CATCHES)) show(event.target); });
// On a slow connection somebody catches a photo before this module is here.
document.querySelectorAll(CATCHES).forEach((input) => { if (input.files.length) show(input); });
