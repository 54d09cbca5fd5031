// A clinic that is not the program: what the form on our page says becomes a bundle, and jose encrypts it under the key of
// the link. One JSON line in ({ key, said, now }), one out ({ bundle, unrelated, ours }).
import { createInterface } from "node:readline";
import { CompactEncrypt, base64url } from "jose";
import { bundleOf, sealed } from "../../src/unknot/web/static/shared/reply.js";

for await (const line of createInterface({ input: process.stdin })) {
  const { key, said, now } = JSON.parse(line);
  const bundle = bundleOf(said, new Date(now));
  const unrelated = await new CompactEncrypt(new TextEncoder().encode(JSON.stringify(bundle)))
    .setProtectedHeader({ alg: "dir", enc: "A256GCM", cty: "application/fhir+json" })
    .encrypt(base64url.decode(key));
  console.log(JSON.stringify({ bundle, unrelated, ours: await sealed(bundle, key) }));
}
