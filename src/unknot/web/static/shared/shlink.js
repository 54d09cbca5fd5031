// A SMART Health Link: what it says, how its server is asked, and how the answer is decrypted. The key stays here.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const utf8 = (data) => new TextDecoder("utf-8", { fatal: true }).decode(data);

export class Gone extends Error {}
export class WrongPasscode extends Error {
  constructor(left) {
    super("wrong passcode");
    this.left = left;
  }
}

// The payload of a link; null if it is none that we can open.
export function read(link) {
  try {
    const payload = JSON.parse(utf8(bytes(link.slice(link.indexOf("shlink:/") + 8))));
    const ours = new URL(payload.url).origin === location.origin;
    const known = (payload.v ?? 1) === 1 && bytes(payload.key).length === 32;
    return ours && known ? { flag: "", ...payload } : null;
  } catch {
    return null;
  }
}

// Asks for what a link opens. `ticket` is of an earlier opening in this tab; the new one comes with the answer.
export async function open(link, { recipient, passcode, ticket }) {
  const direct = link.flag.includes("U");
  const answer = direct ? await ask(`${link.url}?${new URLSearchParams({ recipient })}`, ticket)
    : await ask(link.url, ticket, { recipient, ...(passcode ? { passcode } : {}) });
  const token = direct ? await answer.text() : await embedded(await answer.json());
  const said = (name) => answer.headers.get(name);
  const content = JSON.parse(await decrypt(token, link.key));
  return { content, ticket: said("X-Unknot-Ticket") ?? ticket, notes: Number(said("X-Unknot-Notes")) > 0 };
}

async function ask(url, ticket, body) {
  const headers = ticket ? { "X-Unknot-Ticket": ticket } : {};
  const sent = body ? { method: "POST", body: JSON.stringify(body), headers: { ...headers, "content-type": "application/json" } } : { headers };
  const answer = await fetch(url, { ...sent, credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store" });
  if (answer.status === 401) throw new WrongPasscode((await answer.json()).remainingAttempts);
  if (answer.status === 404) throw new Gone();
  if (!answer.ok) throw new Error(String(answer.status));
  return answer;
}

async function embedded(manifest) {
  const file = manifest.files.find((one) => one.contentType.startsWith("application/fhir+json"));
  if (!file) throw new Gone();
  return file.embedded ?? (await ask(file.location)).text();
}

// A compact JWE, `dir` and A256GCM, not compressed (RFC 7516).
export async function decrypt(token, key) {
  const [header, , iv, text, tag] = token.split(".");
  const said = JSON.parse(utf8(bytes(header)));
  if (said.alg !== "dir" || said.enc !== "A256GCM" || said.zip) throw new Error("an encryption that is not ours");
  const secret = await crypto.subtle.importKey("raw", bytes(key), "AES-GCM", false, ["decrypt"]);
  const sealed = new Uint8Array([...bytes(text), ...bytes(tag)]);
  const additionalData = new TextEncoder().encode(header);
  return utf8(await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(iv), additionalData, tagLength: 128 }, secret, sealed));
}
