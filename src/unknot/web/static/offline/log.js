// The Log page from the shelf: filled from what this device keeps, or the second question about what was just saved.

import { shell } from "./shell.js";

const facts = new URLSearchParams(location.hash.slice(1));

async function fill() {
  const kept = await shell();
  const root = document.documentElement;
  if (kept) Object.assign(root.dataset, { theme: kept.theme, size: kept.size, hand: kept.hand });
  fillTiles(kept?.tiles ?? []);
  fillBother(kept);
  const done = document.querySelector(`[data-done="${location.hash.slice(1)}"]`);
  if (done) done.hidden = false;
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
  document.querySelectorAll("form[data-about]").forEach((form) => { form.action = form.dataset.about.replace("ID", id); });
  const words = Boolean(kept?.bands);
  document.querySelectorAll("[data-as-words]").forEach((part) => { part.hidden = (part.dataset.asWords === "yes") !== words; });
}

fill();
