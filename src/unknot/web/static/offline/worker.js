// The service worker: pages come from the network; without one, logging goes on by itself.

import { alarm } from "../alarm.js";
import { takeOut } from "./doses.js";
import { amendment, dose, howNew, needed, noneSoFar, note, retraction, spasm, symptom, treatment } from "./entries.js";
import { takeNotices } from "./notices.js";
import { drain, has, put, unsent } from "./outbox.js";
import { isTheSamePress, madeAt } from "./hold-off.js";
import { keepWarning, shell } from "./shell.js";

const PATIENCE = 5_000;
const LOG = "/offline";
const BOTHER = "/offline/bother";
const SIGNS = "/offline/signs";
const TREATMENTS = "/offline/treatments";
const HELP = "/help";
const RULES = "/offline/rules.json";
const ASKED_AFTER = 12 * 3_600;
const id = "([0-9a-f-]{36})";
const ACTIONS = [
  [new RegExp("^/tap$"), tap],
  [new RegExp("^/somewhere-else$"), elsewhere],
  [new RegExp("^/none$"), none],
  [new RegExp("^/dose$"), answered],
  [new RegExp(`^/dose/${id}/needed$`), asNeeded],
  [new RegExp("^/treatments/tap$"), treated],
  [new RegExp(`^/entry/${id}/relief$`), relief],
  [new RegExp("^/say$"), inWords],
  [new RegExp("^/anything-else$"), sign],
  [new RegExp(`^/entry/${id}/bother$`), bother],
  [new RegExp(`^/entry/${id}/undo$`), undo],
  [new RegExp(`^/entry/${id}/going$`), going],
  [new RegExp(`^/anything-else/${id}$`), newOrUsual],
  [new RegExp(`^/entry/${id}/stop$`), stop],
];

// `files` are what logging and help need, and are kept before the worker is in charge; `later` is the guide, which is
// kept once a page says that it has nothing better to do.
export function start(version, files, later) {
  const shelf = `unknot-${version}`;
  self.addEventListener("install", (event) => {
    event.waitUntil(fill(shelf, files).then(() => self.skipWaiting()));
  });
  self.addEventListener("activate", (event) => {
    event.waitUntil(tidy(shelf).then(() => self.clients.claim()));
  });
  takeNotices();
  self.addEventListener("message", (event) => {
    const { country } = event.data ?? {};
    const own = /^[A-Z]{2}$/.test(country ?? "") ? [`${HELP}/${country}`] : [];
    event.waitUntil(fillSlowly(shelf, [...own, ...later]));
  });
  self.addEventListener("fetch", (event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (url.origin !== location.origin) return;
    const action = request.method === "POST" && ACTIONS.find(([path]) => path.test(url.pathname));
    if (action) event.respondWith(post(request, url, action));
    else if (request.mode === "navigate" && request.method === "GET") event.respondWith(page(request, url));
    else if (request.method === "GET" && files.includes(url.pathname)) event.respondWith(file(request));
    else if (request.method === "GET" && later.includes(url.pathname)) event.respondWith(fresh(request));
  });
}

// The files and the pages of the shell hold nothing about anyone: they are asked for as a stranger would.
async function fill(shelf, files) {
  const cache = await caches.open(shelf);
  await Promise.all(files.map((path) => fetchInto(cache, path)));
}

// One after the other, and what is here already is not asked for again. Without a network the rest waits for next time.
async function fillSlowly(shelf, paths) {
  const cache = await caches.open(shelf);
  try {
    for (const path of paths) if (!(await cache.match(path))) await fetchInto(cache, path);
  } catch {
    // the next page asks again
  }
}

async function fetchInto(cache, path) {
  const response = await fetch(path, { credentials: "omit", cache: "no-cache" });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  await cache.put(path, response);
}

async function tidy(shelf) {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("unknot-") && name !== shelf).map((n) => caches.delete(n)));
}

const file = async (request) => (await caches.match(new URL(request.url).pathname)) ?? fetch(request);

// The network's word first: what is kept of the guide may be older.
const fresh = (request) => fetch(request).catch(() => file(request));

async function page(request, url) {
  try {
    // Only Log has a stand-in that does its work; every other page is waited for, however slow.
    return await (url.pathname === "/" ? patiently(request) : fetch(request));
  } catch {
    return (await caches.match(await standIn(url.pathname))) ?? (await caches.match(LOG)) ?? Response.error();
  }
}

// Help is the help of the person's country, once its page is kept.
async function standIn(path) {
  if (path === HELP) {
    const country = (await shell().catch(() => null))?.country;
    return country && (await caches.match(`${HELP}/${country}`)) ? `${HELP}/${country}` : HELP;
  }
  if (await caches.match(path)) return path;
  if (path.startsWith("/anything-else")) return SIGNS;
  if (path === "/treatments" || path === "/side-effect") return TREATMENTS;
  return path.startsWith(HELP) ? HELP : LOG;
}

// A network that does not answer is none. What it may have heard all the same has one id, and counts once.
function patiently(request) {
  return fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
}

async function post(request, url, [path, act]) {
  const form = await request.clone().formData();
  const about = url.pathname.match(path)[1];
  // A page from the shelf has no form token: its entries go through the outbox, whatever the network does.
  if (!form.has("shelf") && (!about || !(await has(about)))) {
    try {
      const response = await patiently(request);
      if (response.status < 500 || response.status === 501) return response;
    } catch {
      // no network: below
    }
  }
  const next = await act(form, about).catch(() => `${LOG}#not-kept`); // the browser has no room, or lost its store
  drain().catch(() => {});
  return Response.redirect(next, 303);
}

async function tap(form) {
  const kept = await shell();
  const tile = form.get("tile") === "now" ? {} : kept?.tiles?.[Number(form.get("tile"))] ?? {};
  return logged(spasm(tile, form.get("id")), tile.label);
}

async function elsewhere(form) {
  // The picture says both in one: calf.left.
  const [region, side] = form.get("place")?.split(".") ?? [form.get("region"), form.get("side")];
  const site = { region, ...(side ? { side } : {}) };
  return logged(spasm({ sites: [site] }, form.get("id")), form.get("words"));
}

async function logged(entry, words) {
  if (await pressedAgain(entry)) return about(latest, "yes");
  await putOnce(entry);
  latest = { entry, words: words ?? "", at: Date.now() };
  return about(latest, "");
}

const about = ({ entry, words }, once) => `${BOTHER}#${new URLSearchParams({ id: entry.id, words, once })}`;

// The last press, for as long as a hand may go on shaking: a worker that was ended meanwhile has nothing to hold off.
let latest = null;

async function pressedAgain(entry) {
  const same = latest && JSON.stringify(latest.entry.body) === JSON.stringify(entry.body);
  return same && isTheSamePress(latest.at, madeAt(entry.id), Date.now(), await holdOff());
}

// Who chose no longer one means another press when another control is pressed.
const USUAL_HOLD_OFF = 800;
const holdOff = async () => 1000 * ((await shell())?.hold_off ?? 0.8);

async function none() {
  await put(noneSoFar());
  return `${LOG}#none`;
}

async function bother(form, id) {
  const band = form.get("band");
  const chosen = await holdOff();
  const guarded = chosen > USUAL_HOLD_OFF && latest?.entry.id === id;
  const soon = guarded && isTheSamePress(latest.at, madeAt(form.get("shown")), Date.now(), chosen);
  if (soon) return about(latest, "yes");
  await put(amendment(id, band ? { bother_band: band } : { bother: Number(form.get("bother")) }));
  return `${LOG}#saved`;
}

async function undo(_form, about) {
  await put(retraction(about));
  return `${LOG}#undone`;
}

async function going(_form, about) {
  await put(amendment(about, { running: true, duration: null }));
  return LOG;
}

// What ran for half a day was not stopped just now: its length stays unknown.
async function stop(form, about) {
  const seconds = Math.round((Date.now() - Date.parse(form.get("since"))) / 1000);
  const known = seconds > 0 && seconds < ASKED_AFTER;
  await put(amendment(about, known ? { running: null, duration: seconds } : { running: null }));
  return `${LOG}#stopped`;
}

// "Later" needs no entry: the dose stands there when the page is opened again.
async function answered(form) {
  if (form.get("answer") === "later") return LOG;
  const kept = await takeOut(form);
  if (!kept) return LOG;
  await putOnce(dose(kept, form.get("answer"), form.get("id")));
  return `${LOG}#dose`;
}

async function asNeeded(form, plan) {
  const kept = (await shell())?.needed?.find((one) => one.plan === plan);
  await putOnce(needed(plan, kept, form.get("id")));
  return `${LOG}#dose`;
}

async function treated(form) {
  const habit = (await shell())?.habits?.find(({ id }) => id === form.get("habit"));
  const made = treatment(habit?.code ?? form.get("code"), habit?.id, form.get("id"));
  if (await pressedAgain(made)) return aboutTreatment(latest, "yes");
  await putOnce(made);
  const own = (await shell())?.treatments?.find(({ code }) => code === made.body.code);
  const words = habit?.words ?? own?.words ?? form.get(`words-${made.body.code}`) ?? "";
  latest = { entry: made, words, at: Date.now() };
  return aboutTreatment(latest, "");
}

const aboutTreatment = ({ entry, words }, once) => `${TREATMENTS}#${new URLSearchParams({ id: entry.id, words, once })}`;

async function relief(form, id) {
  await put(amendment(id, { relief: form.get("relief") }));
  return `${TREATMENTS}#relief`;
}

async function putOnce(entry) {
  if (!(await has(entry.id))) await put(entry);
}

async function inWords(form) {
  const text = form.get("text").trim();
  return text ? checked(note(text, form.get("id"))) : LOG;
}

async function sign(form) {
  return checked(symptom(form.get("sign"), form.get("how"), form.get("id")));
}

async function newOrUsual(form, id) {
  const changes = howNew(form.get("how"));
  await put(amendment(id, changes));
  const said = (await unsent()).find((entry) => entry.id === id);
  return said ? checked({ ...said, body: { ...said.body, ...changes } }) : `${LOG}#saved`;
}

// Kept first; then the emergency rules that need nothing but this entry.
async function checked(entry) {
  await putOnce(entry);
  const rules = await (await caches.match(RULES))?.json();
  const found = rules ? alarm(entry, rules) : null;
  if (found) await keepWarning({ id: entry.id, code: found.code, say: found.say });
  return `${LOG}#${found ? "warned" : "saved"}`;
}
