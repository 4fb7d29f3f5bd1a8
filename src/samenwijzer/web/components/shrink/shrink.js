// A photo leaves the phone smaller than it was made: on a slow connection megabytes take minutes. What cannot be drawn
// goes as it is. `data-shrink` names where is said how large it became.
const SIDE = 1280;
const QUALITY = 0.7;

for (const input of document.querySelectorAll("input[data-shrink]")) {
  const said = document.getElementById(input.dataset.shrink);
  input.addEventListener("change", async () => {
    const chosen = [...input.files];
    const smaller = await Promise.all(chosen.map(shrunk));
    const carrier = new DataTransfer();
    for (const file of smaller) carrier.items.add(file);
    input.files = carrier.files;
    const bytes = smaller.reduce((sum, file) => sum + file.size, 0);
    said.textContent = bytes ? said.dataset.words.replace("{size}", Math.ceil(bytes / 1024)) : "";
  });
}

async function shrunk(file) {
  if (!file.type.startsWith("image/")) return file;
  try {
    const drawn = await createImageBitmap(file);
    const scale = Math.min(1, SIDE / Math.max(drawn.width, drawn.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(drawn.width * scale);
    canvas.height = Math.round(drawn.height * scale);
    canvas.getContext("2d").drawImage(drawn, 0, 0, canvas.width, canvas.height);
    const made = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
    return made && made.size < file.size ? new File([made], "photo.jpg", { type: "image/jpeg" }) : file;
  } catch {
    return file;
  }
}
