// Planned doses without a network: those that the shell knows and that are due now. Nothing is compared with the plan.

import { newId } from "./entries.js";
import { keepShell, shell } from "./shell.js";

// Of each plan the latest slot that has come, as on the page with a network.
export function due(kept, now = Date.now()) {
  const come = (kept?.doses ?? []).filter(({ from, until }) => from <= now && now < until);
  return [...new Map(come.map((dose) => [dose.plan, dose])).values()];
}

export function fillDoses(kept) {
  const pattern = document.querySelector("template[data-dose]");
  if (pattern) due(kept).forEach((dose) => pattern.before(panel(pattern, dose)));
}

function panel(pattern, dose) {
  const made = pattern.content.cloneNode(true);
  made.querySelector("h2").textContent = dose.name;
  made.querySelector("[data-when]").textContent = dose.when;
  const said = { id: newId(), plan: dose.plan, slot: dose.slot };
  for (const [name, value] of Object.entries(said)) made.querySelector(`[name=${name}]`).value = value;
  return made;
}

// The dose that a form names, taken out of the shell, so that it is not asked about again before the server knows.
export async function takeOut(form) {
  const kept = await shell();
  const is = (dose) => dose.plan === form.get("plan") && dose.slot === form.get("slot");
  const found = (kept?.doses ?? []).find(is);
  if (found) await keepShell({ ...kept, doses: kept.doses.filter((dose) => !is(dose)) });
  return found ?? null;
}
