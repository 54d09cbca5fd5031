// Opens a SMART Health Link with an unrelated viewer: node open_link.mjs LINK [PASSCODE].
import { SHLViewer } from "kill-the-clipboard";

const [, , shlinkURI, passcode] = process.argv;
try {
  const viewer = new SHLViewer({ shlinkURI });
  const found = await viewer.resolveSHL({ recipient: "A test", ...(passcode ? { passcode } : {}) });
  console.log(JSON.stringify({ bundles: found.fhirResources }));
} catch (error) {
  console.log(JSON.stringify({ error: error.constructor.name }));
}
