// The service worker: pages come from the network; without one, logging goes on by itself.

import { amendment, noneSoFar, retraction, spasm } from "./entries.js";
import { drain, has, put } from "./outbox.js";
import { shell } from "./shell.js";

const PATIENCE = 5_000;
const LOG = "/offline";
const BOTHER = "/offline/bother";
const HELP = "/help";
const id = "([0-9a-f-]{36})";
const ACTIONS = [
  [new RegExp("^/tap$"), tap],
  [new RegExp("^/somewhere-else$"), elsewhere],
  [new RegExp("^/none$"), none],
  [new RegExp(`^/entry/${id}/bother$`), bother],
  [new RegExp(`^/entry/${id}/undo$`), undo],
];

export function start(version, files) {
  const shelf = `unknot-${version}`;
  self.addEventListener("install", (event) => {
    event.waitUntil(fill(shelf, files).then(() => self.skipWaiting()));
  });
  self.addEventListener("activate", (event) => {
    event.waitUntil(tidy(shelf).then(() => self.clients.claim()));
  });
  self.addEventListener("fetch", (event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (url.origin !== location.origin) return;
    const action = request.method === "POST" && ACTIONS.find(([path]) => path.test(url.pathname));
    if (action) event.respondWith(post(request, url, action));
    else if (request.mode === "navigate" && request.method === "GET") event.respondWith(page(request, url));
    else if (request.method === "GET" && files.includes(url.pathname)) event.respondWith(file(request));
  });
}

// The files and the pages of the shell hold nothing about anyone: they are asked for as a stranger would.
async function fill(shelf, files) {
  const cache = await caches.open(shelf);
  await Promise.all(files.map(async (path) => {
    const response = await fetch(path, { credentials: "omit", cache: "no-cache" });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    await cache.put(path, response);
  }));
}

async function tidy(shelf) {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("unknot-") && name !== shelf).map((n) => caches.delete(n)));
}

const file = async (request) => (await caches.match(new URL(request.url).pathname)) ?? fetch(request);

async function page(request, url) {
  try {
    // Only Log has a stand-in that does its work; every other page is waited for, however slow.
    return await (url.pathname === "/" ? patiently(request) : fetch(request));
  } catch {
    const path = url.pathname === BOTHER ? BOTHER : url.pathname.startsWith(HELP) ? HELP : LOG;
    return (await caches.match(url.pathname)) ?? (await caches.match(path)) ?? Response.error();
  }
}

// A network that does not answer is none. What it may have heard all the same has one id, and counts once.
function patiently(request) {
  return fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
}

async function post(request, url, [path, act]) {
  const copy = request.clone();
  const about = url.pathname.match(path)[1];
  if (!about || !(await has(about))) {
    try {
      const response = await patiently(request);
      if (response.status < 500 || response.status === 501) return response;
    } catch {
      // no network: below
    }
  }
  const next = await act(await copy.formData(), about);
  drain();
  return Response.redirect(next, 303);
}

async function tap(form) {
  const kept = await shell();
  const tile = form.get("tile") === "now" ? {} : kept?.tiles?.[Number(form.get("tile"))] ?? {};
  return logged(spasm(tile, form.get("id")), tile.label);
}

async function elsewhere(form) {
  const side = form.get("side");
  const site = { region: form.get("region"), ...(side ? { side } : {}) };
  return logged(spasm({ sites: [site] }, form.get("id")), form.get("words"));
}

async function logged(entry, words) {
  if (!(await has(entry.id))) await put(entry);
  return `${BOTHER}#${new URLSearchParams({ id: entry.id, words: words ?? "" })}`;
}

async function none() {
  await put(noneSoFar());
  return `${LOG}#none`;
}

async function bother(form, about) {
  const band = form.get("band");
  await put(amendment(about, band ? { bother_band: band } : { bother: Number(form.get("bother")) }));
  return `${LOG}#saved`;
}

async function undo(_form, about) {
  await put(retraction(about));
  return `${LOG}#undone`;
}
