// What the empty Log page needs when there is no network: the tiles, how a number is asked, theme and size.

import { seal, unseal, within } from "./db.js";

export async function keepShell(shell) {
  const sealed = await seal(shell);
  await within("shell", "readwrite", (store) => store.put(sealed, "log"));
}

export async function shell() {
  const sealed = await within("shell", "readonly", (store) => store.get("log"));
  return sealed ? unseal(sealed) : null;
}
