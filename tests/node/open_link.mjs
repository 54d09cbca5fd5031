// Opens SMART Health Links with an unrelated viewer: one JSON line in ({link, passcode?, max?}), one JSON line out.
import { createInterface } from "node:readline";
import { SHLViewer } from "kill-the-clipboard";

for await (const line of createInterface({ input: process.stdin })) {
  const { link, passcode, max } = JSON.parse(line);
  try {
    const viewer = new SHLViewer({ shlinkURI: link });
    const asked = { recipient: "A test", ...(passcode ? { passcode } : {}), ...(max ? { embeddedLengthMax: max } : {}) };
    const found = await viewer.resolveSHL(asked);
    console.log(JSON.stringify({ bundles: found.fhirResources }));
  } catch (error) {
    console.log(JSON.stringify({ error: error.constructor.name, says: error.message }));
  }
}
