// Checks signed pages with two that are not the program: jose verifies the signature (`unrelated`), and the script of
// the page for clinics says what it makes of the file (`script`). A path a line in, one JSON line out.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { EmbeddedJWK, compactVerify } from "jose";
import { checked } from "../../src/unknot/web/static/shared/proof.js";

async function verified(data) {
  const text = data.toString("latin1");
  const at = text.indexOf("\n%unknot-proof-1\n");
  const lines = text.slice(at + 17).split("\n").filter((line) => line.startsWith("%") && !line.startsWith("%%EOF"));
  try {
    const { payload } = await compactVerify(lines.map((line) => line.slice(1)).join(""), EmbeddedJWK);
    const said = JSON.parse(new TextDecoder().decode(payload)).sha256;
    return [at, at + 1].some((n) => createHash("sha256").update(data.subarray(0, n)).digest("hex") === said);
  } catch {
    return false;
  }
}

for await (const path of createInterface({ input: process.stdin })) {
  const data = readFileSync(path);
  console.log(JSON.stringify({ unrelated: await verified(data), script: (await checked(new Uint8Array(data))).state }));
}
