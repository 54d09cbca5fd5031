// The pages from the shelf: filled from what this device keeps, with the second question about what was just saved, and
// the warning that an entry raised by itself.

import { fillDoses } from "./doses.js";
import { has, unsent } from "./outbox.js";
import { shell, warning } from "./shell.js";
import { fillNeeded, fillTreatments } from "./treatments.js";

const RULES = "/offline/rules.json";
const facts = new URLSearchParams(location.hash.slice(1));

async function fill() {
  const kept = await shell().catch(() => null); // a store that cannot be read must not hide what happened
  const root = document.documentElement;
  if (kept) Object.assign(root.dataset, { theme: kept.theme, size: kept.size, hand: kept.hand });
  fillTiles(kept?.tiles ?? []);
  fillDoses(kept);
  fillNeeded(kept);
  fillTreatments(kept, facts);
  fillBother(kept);
  const done = document.querySelector(`[data-done="${location.hash.slice(1)}"]`);
  if (done) done.hidden = false;
  await fillRunning();
  await fillWarning(kept);
  if (kept?.scan) import("../scan.js").then(({ scan }) => scan(kept.scan, kept.hold_off));
}

function fillTiles(tiles) {
  const group = document.querySelector("[data-tiles]");
  if (!group) return;
  const first = group.querySelector("button");
  tiles.forEach((tile, place) => {
    const button = first.cloneNode();
    button.value = String(place);
    button.textContent = tile.label;
    group.append(button);
  });
  if (tiles.length) first.remove();
}

function fillBother(kept) {
  const id = facts.get("id");
  const heading = document.querySelector("[data-place]");
  if (!heading || !id) return;
  if (facts.get("words")) heading.textContent = `${facts.get("words")}. ${heading.dataset.place}`;
  document.querySelector("[data-once]").hidden = facts.get("once") !== "yes";
  document.querySelectorAll("form[data-about]").forEach((form) => { form.action = form.dataset.about.replace("ID", id); });
  const words = Boolean(kept?.bands);
  document.querySelectorAll("[data-as-words]").forEach((part) => { part.hidden = (part.dataset.asWords === "yes") !== words; });
}

// A spasm that was said to go on, and not yet to have stopped, while nothing could be sent.
async function fillRunning() {
  const pattern = document.querySelector("template[data-running]");
  if (!pattern) return;
  const entries = await unsent();
  const going = new Map();
  for (const { kind, body } of entries) {
    if (kind === "amendment" && "running" in body.changes) going.set(body.amends, body.changes.running);
    if (kind === "retraction") going.delete(body.retracts);
  }
  for (const [id, running] of going) {
    if (running) pattern.before(panel(pattern, id, entries.find((entry) => entry.id === id)));
  }
}

function panel(pattern, id, entry) {
  const made = pattern.content.cloneNode(true);
  made.querySelector(".what").textContent = entry?.body.label ?? "";
  made.querySelector("form").action = `/entry/${id}/stop`;
  made.querySelector("[name=since]").value = entry?.happened_at.replace(/\[.*$/, "") ?? "";
  return made;
}

async function fillWarning(kept) {
  const box = document.querySelector("[data-warning]");
  const raised = box && (await warning());
  if (!raised || !(location.hash === "#warned" || (await has(raised.id)))) return;
  const { rules } = await (await fetch(RULES)).json();
  const rule = rules.find(({ code }) => code === raised.code);
  if (!rule) return;
  const part = (name) => box.querySelector(`[data-part=${name}]`);
  for (const name of ["title", "note", "why"]) part(name).textContent = rule[name];
  part("say").textContent = raised.say;
  part("steps").replaceChildren(...rule.steps.map(item));
  if (rule.action === "call" && kept?.call) callInstead(box, kept.call);
  box.hidden = false;
}

function item(words) {
  const made = document.createElement("li");
  made.textContent = words;
  return made;
}

function callInstead(box, number) {
  const call = box.querySelector("[data-call]");
  call.href = `tel:${number}`;
  call.querySelector("[data-part=number]").textContent = number;
  call.hidden = false;
  box.querySelector("[data-help]").hidden = true;
}

fill();
