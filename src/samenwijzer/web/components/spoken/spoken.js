// Pictures speak: what has data-say is said aloud when it is pressed, and data-speaks when it arrives on the page.
// A device without a voice for the language stays silent; a voice of another language would only babble.
const LANGUAGES = { nl: "nl-BE", en: "en-GB" };
const synthesis = window.speechSynthesis;
const language = LANGUAGES[document.documentElement.lang] ?? document.documentElement.lang;

const spokenBy = (voice) => voice.lang.replace("_", "-");

function voiceOf(voices) {
  const near = voices.filter((voice) => spokenBy(voice).startsWith(language.slice(0, 2)));
  return near.find((voice) => spokenBy(voice) === language) ?? near[0];
}

function say(text, { after = false } = {}) {
  if (!synthesis || !text) return;
  const voices = synthesis.getVoices();
  const voice = voiceOf(voices);
  if (voices.length && !voice) return;
  const words = new SpeechSynthesisUtterance(text.trim());
  words.lang = language;
  words.rate = 0.9;
  if (voice) words.voice = voice;
  if (!after) synthesis.cancel();
  synthesis.speak(words);
}

document.addEventListener("click", (event) => say(event.target.closest?.("[data-say]")?.dataset.say));
document.addEventListener("htmx:afterSettle", () => {
  document.querySelectorAll("[data-speaks]").forEach((arrived) => {
    say(arrived.dataset.speaks, { after: true });
    arrived.removeAttribute("data-speaks");
  });
});
document.addEventListener("pictures:say", (event) => say(event.detail, { after: true }));
// Browsers look for voices when first asked.
synthesis?.getVoices();
