// Whether a signed page (PDF) is as it was signed. Everything happens here: the file goes nowhere.

const MARK = "\n%unknot-proof-1\n";
const TAIL = /^((?:%[A-Za-z0-9_.-]{1,100}\n)+)startxref\n(\d{1,12})\n%%EOF\n$/;
const END = /startxref\n(\d{1,12})\n%%EOF\n?$/;

const latin = (data) => Array.from({ length: Math.ceil(data.length / 8192) }, (_, n) =>
  String.fromCharCode(...data.subarray(n * 8192, (n + 1) * 8192))).join("");
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const json = (part) => JSON.parse(new TextDecoder().decode(bytes(part)));
const hex = (data) => Array.from(new Uint8Array(data), (one) => one.toString(16).padStart(2, "0")).join("");
const sha256 = async (data) => hex(await crypto.subtle.digest("SHA-256", data));

// { state: "whole" | "altered" | "unsigned", code, first, last, key }
export async function checked(data) {
  const text = latin(data);
  const at = text.indexOf(MARK);
  if (!text.startsWith("%PDF-") || at < 0) return { state: "unsigned" };
  try {
    const [, lines, xref] = TAIL.exec(text.slice(at + MARK.length));
    const [header, payload, signature, more] = lines.split("\n").map((line) => line.slice(1)).join("").split(".");
    const { alg, jwk } = json(header);
    if (alg !== "Ed25519" || more !== undefined) return { state: "altered" };
    const key = await crypto.subtle.importKey("raw", bytes(jwk.x), "Ed25519", false, ["verify"]);
    const signed = new TextEncoder().encode(`${header}.${payload}`);
    if (!(await crypto.subtle.verify("Ed25519", key, bytes(signature), signed))) return { state: "altered" };
    const said = json(payload);
    for (const length of [at, at + 1]) {
      const end = END.exec(text.slice(Math.max(0, length - 60), length));
      if (end?.[1] === xref && (await sha256(data.slice(0, length))) === said.sha256) {
        const digits = (await sha256(bytes(jwk.x))).slice(0, 16);
        return { state: "whole", code: said.code, first: said.first, last: said.last, key: digits.match(/.{4}/g).join("-") };
      }
    }
  } catch (error) {
    if (error?.name === "NotSupportedError") throw error;
  }
  return { state: "altered" };
}

function shown(part, found = {}) {
  for (const one of document.querySelectorAll("[data-result]")) one.hidden = one.dataset.result !== part;
  for (const [name, value] of Object.entries(found)) {
    const place = document.querySelector(`[data-said="${name}"]`);
    if (place) place.textContent = value;
  }
  document.querySelector(`[data-result="${part}"]`)?.focus();
}

if (typeof document !== "undefined") {
  document.querySelector("[data-page]").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (!file) return;
    try {
      const found = await checked(new Uint8Array(await file.arrayBuffer()));
      shown(found.state, found);
    } catch {
      shown("old");
    }
  });
}
