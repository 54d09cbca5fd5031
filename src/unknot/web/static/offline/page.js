// On every page: the service worker, sending what waits, and saying plainly what is where.

import { newId } from "./entries.js";
import { drain, parked, waiting } from "./outbox.js";
import { forgetWarning, keepShell, shell } from "./shell.js";
import { say } from "../say.js";

const MARK = "unknot-unsent";

export function startOffline() {
  if (!("serviceWorker" in navigator) || !("indexedDB" in self) || !crypto.subtle) return;
  navigator.serviceWorker.register("/worker.js", { type: "module", updateViaCache: "none" }).catch(() => {});
  // A form that is pressed twice is one entry: its id is made here if the page came from the shelf.
  document.querySelectorAll("form input:is([name=id], [name=shown])[value='']").forEach((field) => { field.value = newId(); });
  const told = document.getElementById("log-shell");
  if (told) keepShell(JSON.parse(told.textContent)).then(() => navigator.storage?.persist?.()).catch(() => {});
  if (told) whenIdle(() => keepGuide(JSON.parse(told.textContent).country));
  shell().then((kept) => kept && document.querySelectorAll("[data-if-this-device-logs]").forEach(show)).catch(() => {});
  lookAtOutbox();
  addEventListener("online", send);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && send());
  document.querySelectorAll("[data-send-now]").forEach((button) => button.addEventListener("click", send));
}

const send = () => drain(tell).catch(() => {});
const show = (part) => { part.hidden = false; };
const isShelf = () => document.querySelector("[data-shelf]") !== null;

// The guide and the help of this country, for when there is no network: after everything else, and not on a saved line.
async function keepGuide(country) {
  if (navigator.connection?.saveData) return;
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ country });
}

const whenIdle = (work) => (self.requestIdleCallback ? requestIdleCallback(work, { timeout: 10_000 }) : setTimeout(work, 3_000));

// The browser may drop what a page kept. A small cookie remembers that something was unsent, so that a loss is told.
async function lookAtOutbox() {
  const remembered = document.cookie.split("; ").find((one) => one.startsWith(`${MARK}=`))?.split("=")[1];
  const here = await waiting();
  if (remembered && Number(remembered.split(".")[0]) > 0 && !here.length && !(await parked()).length) tellLoss(remembered);
  tell({ waiting: here.length, parked: (await parked()).length, stop: "" });
  if (here.length) send();
  else if (!isShelf()) forgetWarning().catch(() => {}); // the server has the entry, and says what it has to say
}

export function remember(count) {
  const past = count ? 34_560_000 : 0;
  document.cookie = `${MARK}=${count}.${Date.now()}; Max-Age=${past}; Path=/; SameSite=Strict`;
}

function tellLoss(remembered) {
  const box = document.getElementById("lost");
  if (!box) return;
  const day = new Date(Number(remembered.split(".")[1])).toLocaleDateString(document.documentElement.lang);
  box.querySelector("[data-day]").textContent = day;
  box.hidden = false;
  box.querySelector("button").addEventListener("click", () => { box.hidden = true; remember(0); });
}

function tell({ waiting: count, parked: aside, stop }) {
  if (document.getElementById("lost")?.hidden !== false) remember(count);
  const box = document.getElementById("outbox");
  if (!box) return;
  box.hidden = !count && !aside;
  const words = box.querySelector(count ? (stop === "locked-out" ? "[data-locked-out]" : "[data-waiting]") : "[data-aside]");
  box.querySelectorAll("p").forEach((line) => { line.hidden = line !== words; });
  words?.querySelectorAll("[data-count]").forEach((place) => { place.textContent = count || aside; });
  if (count && words) say(words.textContent.trim());
  if (!count && isShelf() && waited) document.querySelectorAll("[data-sent]").forEach(show);
  waited = count;
}

let waited = 0;
