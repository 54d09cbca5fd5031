// Treatments and as-needed medicines without a network: the person's own buttons, and the habits of this weekday.

import { diaryDay, newId } from "./entries.js";

export function fillTreatments(kept, facts) {
  const group = document.querySelector("[data-treatments]");
  if (!group) return;
  const first = group.querySelector("button");
  const tiles = kept?.treatments ?? [];
  if (tiles.length) first.replaceWith(...tiles.map((tile) => pressable(first, tile.code, tile.words)));
  fillHabits(kept?.habits ?? []);
  const saved = document.querySelector("[data-said]");
  saved.hidden = !facts.get("id");
}

function pressable(pattern, value, words) {
  const made = pattern.cloneNode();
  made.value = value;
  made.textContent = words;
  return made;
}

function fillHabits(habits) {
  const box = document.querySelector("[data-habits]");
  const pattern = box.querySelector("button");
  const mine = today(habits);
  pattern.replaceWith(...mine.map((habit) => pressable(pattern, habit.id, habit.words)));
  box.hidden = !mine.length;
}

// Monday is 0, as in the journal. The diary day turns at 04:00.
export function today(habits, day = diaryDay()) {
  const weekday = (new Date(`${day}T12:00Z`).getUTCDay() + 6) % 7;
  return habits.filter(({ weekdays, starts, ends }) =>
    weekdays.includes(weekday) && !(starts && day < starts) && !(ends && ends < day));
}

export function fillNeeded(kept) {
  const box = document.querySelector("[data-needed]");
  const pattern = box?.querySelector("template");
  for (const one of (pattern && kept?.needed) || []) {
    if (!one.name) continue;
    const made = pattern.content.cloneNode(true);
    made.querySelector("strong").textContent = one.name;
    made.querySelector("form").action = `/dose/${one.plan}/needed`;
    made.querySelector("[name=id]").value = newId();
    pattern.before(made);
    box.hidden = false;
  }
}
