// Without a connection the capture sheet of who is signed in on this device answers every page; with one, this worker
// changes nothing. What it answers was kept by components/offline/kept.js; the worker itself keeps nothing.
const SHEET = "samenwijzer.sheet-of.";
const KEPT_AT = "X-Kept-At";
const KEPT_FOR = 14 * 24 * 60 * 60 * 1000;
const SHELL = /^\/(static|style)\//;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(sheet));
  else if (SHELL.test(pathname)) event.respondWith(fetch(request).catch(() => part(request)));
});

async function part(request) {
  return (await caches.match(request)) ?? Response.error();
}

async function sheet() {
  for (const name of (await caches.keys()).filter((one) => one.startsWith(SHEET))) {
    const [page] = await (await caches.open(name)).matchAll();
    if (page && Date.now() - Number(page.headers.get(KEPT_AT)) < KEPT_FOR) return page;
    await caches.delete(name);
  }
  return Response.error();
}
