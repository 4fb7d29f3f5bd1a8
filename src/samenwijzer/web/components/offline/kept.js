// What this device keeps to work without a connection: the frame for anybody, the capture sheet for one person.
const SHELL = "samenwijzer.shell";
const SHEET = "samenwijzer.sheet-of.";
const KEPT_AT = "X-Kept-At";
const FRESH = 60 * 60 * 1000;

const sheets = async () => (await caches.keys()).filter((name) => name.startsWith(SHEET));

// Who signs in on this device takes the place of who was here before.
export async function wipeSheetsOfOthers(person) {
  for (const name of await sheets()) if (name !== SHEET + person) await caches.delete(name);
}

export async function wipeSheets() {
  for (const name of await sheets()) await caches.delete(name);
}

export async function keepSheet(person, address) {
  const kept = await (await caches.open(SHEET + person)).match(address);
  if (kept && Date.now() - Number(kept.headers.get(KEPT_AT)) < FRESH) return;
  const page = await fetch(address, { redirect: "manual" });
  if (!page.ok) return wipeSheets();
  const text = await page.text();
  await keepShell(text);
  const headers = new Headers(page.headers);
  headers.set(KEPT_AT, Date.now());
  return (await caches.open(SHEET + person)).put(address, new Response(text, { headers }));
}

async function keepShell(text) {
  const wanted = 'link[rel="stylesheet"], link[rel="icon"], link[rel="modulepreload"], script[src]';
  const parts = [...new DOMParser().parseFromString(text, "text/html").querySelectorAll(wanted)];
  const addresses = parts.map((part) => part.getAttribute("href") ?? part.getAttribute("src"));
  const shell = await caches.open(SHELL);
  for (const old of await shell.keys()) if (!addresses.includes(new URL(old.url).pathname)) await shell.delete(old);
  await shell.addAll(addresses);
}
