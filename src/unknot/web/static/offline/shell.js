// What the empty Log page needs when there is no network: the tiles, how a number is asked, theme and size.

import { seal, unseal, within } from "./db.js";

export async function keepShell(shell) {
  const sealed = await seal(shell);
  await within("shell", "readwrite", (store) => store.put(sealed, "log"));
}

// The emergency rule that an unsent entry raised: its code and what to say, with the entry's id.
export async function keepWarning(warning) {
  const sealed = await seal(warning);
  await within("shell", "readwrite", (store) => store.put(sealed, "warning"));
}

export async function warning() {
  const sealed = await within("shell", "readonly", (store) => store.get("warning"));
  return sealed ? unseal(sealed) : null;
}

export const forgetWarning = () => within("shell", "readwrite", (store) => store.delete("warning"));

export async function shell() {
  const sealed = await within("shell", "readonly", (store) => store.get("log"));
  return sealed ? unseal(sealed) : null;
}
