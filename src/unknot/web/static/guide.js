// The guide with a script: search as you type, what is overdue by the clock of this device, copy, print unfolded.

import { find } from "./guide-search.js";
import { say } from "./say.js";

document.querySelectorAll("form.ask").forEach(searchHere);
document.querySelectorAll("[data-next-check]").forEach(showOverdue);
document.querySelectorAll("[data-copy]").forEach(copies);
window.addEventListener("beforeprint", () => unfold(true));
window.addEventListener("afterprint", () => unfold(false));

function searchHere(form) {
  const field = form.querySelector("[name=q]");
  const place = form.querySelector("[data-found]");
  let index;
  const answer = async () => {
    // Without the index (offline, never opened before) the form still asks the server.
    index ??= fetch(form.dataset.index).then((response) => response.json());
    const found = find(field.value, await index);
    const asked = field.value.trim() !== "";
    place.replaceChildren(...(asked ? [found.length ? list(found, form.dataset.guide) : nothing(place)] : []));
    if (asked) say(told(found.length, place.dataset));
  };
  let soon;
  field.addEventListener("input", () => {
    clearTimeout(soon);
    soon = setTimeout(() => answer().catch(() => (index = undefined)), 200);
  });
  form.addEventListener("submit", (submitted) => {
    if (index === undefined) return;
    submitted.preventDefault();
    answer().catch(() => form.submit());
  });
}

function told(count, words) {
  if (count === 0) return words.none;
  return count === 1 ? words.one : words.many.replace("{n}", count);
}

function nothing(place) {
  const words = document.createElement("p");
  words.textContent = place.dataset.none;
  return words;
}

function list(found, guide) {
  const rows = document.createElement("ul");
  rows.className = "rows plain contents";
  rows.append(
    ...found.map(({ to, title, line }) => {
      const row = document.createElement("li");
      const link = document.createElement("a");
      link.href = `${guide}/${to}`;
      link.append(span("name", title), span("value", line));
      row.append(link);
      return row;
    }),
  );
  return rows;
}

function span(name, words) {
  const made = document.createElement("span");
  made.className = name;
  made.textContent = words;
  return made;
}

// A page kept for offline does not know today's date: this device does.
function showOverdue(claim) {
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0"));
  if (today.join("-") > claim.dataset.nextCheck) claim.querySelector(".overdue").hidden = false;
}

function copies(button) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy);
    text.select();
    await navigator.clipboard.writeText(text.value);
    say(button.dataset.done);
  });
}

let folded = [];
function unfold(open) {
  if (open) folded = [...document.querySelectorAll("details.proof:not([open])")];
  folded.forEach((details) => (details.open = open));
}
