// The outbox: entries wait here until the server has them, and are sent one after the other, in order.

import { seal, unseal, within } from "./db.js";

const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 300_000;
const REFUSED_FOR_GOOD = [400, 403, 404, 409, 413, 415, 422];

// Durable when this promise is kept.
export async function put(entry) {
  const row = { id: entry.id, ...(await seal(entry)) };
  await within("outbox", "readwrite", (outbox) => outbox.add(row));
}

export const waiting = () => within("outbox", "readonly", (outbox) => outbox.getAll());
export const parked = () => within("parked", "readonly", (store) => store.getAll());

export const unsent = async () => Promise.all((await waiting()).map(unseal));

export async function has(id) {
  return (await waiting()).some((row) => row.id === id);
}

let wait = 0;
let timer;

// Sends what waits. Only one tab or worker sends at a time; what cannot be sent for now is tried again by itself.
export async function drain(told = () => {}) {
  clearTimeout(timer);
  const send = async () => {
    for (const row of await waiting()) {
      const outcome = await sendOne(row);
      if (outcome.stop) return outcome;
      wait = 0;
    }
    return { stop: "" };
  };
  const outcome = navigator.locks ? await navigator.locks.request("unknot-outbox", send) : await send();
  told({ waiting: (await waiting()).length, parked: (await parked()).length, stop: outcome.stop });
  if (outcome.stop && outcome.stop !== "locked-out") tryAgain(outcome.after, told);
}

async function sendOne(row) {
  let response;
  try {
    const body = JSON.stringify(await unseal(row));
    response = await fetch(`/api/v1/entries/${row.id}`, {
      method: "PUT", body, headers: { "Content-Type": "application/json" }, credentials: "same-origin",
      redirect: "error", cache: "no-store",
    });
  } catch {
    return { stop: "offline" };
  }
  if (response.ok) {
    await within("outbox", "readwrite", (outbox) => outbox.delete(row.place));
    return { stop: "" };
  }
  if (REFUSED_FOR_GOOD.includes(response.status)) return park(row, response.status);
  if (response.status === 401) return { stop: "locked-out" };
  return { stop: "busy", after: 1000 * Number(response.headers.get("Retry-After") || 0) };
}

// One entry that the server will never take is set aside, kept and shown; the queue goes on.
async function park(row, status) {
  const { place, ...kept } = row;
  await within("parked", "readwrite", (store) => store.put({ ...kept, status }));
  await within("outbox", "readwrite", (outbox) => outbox.delete(place));
  return { stop: "" };
}

function tryAgain(after, told) {
  wait = Math.min(LONGEST_WAIT, wait ? wait * 2 : FIRST_WAIT);
  const jitter = 0.8 + 0.4 * Math.random();
  timer = setTimeout(() => drain(told), Math.max(after || 0, wait * jitter));
}
