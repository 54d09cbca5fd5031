// Lighthouse on pages of a browser that is running and signed in: node lighthouse.mjs PORT CATEGORIES ADDRESS...
// Prints, for each address, the score of each category in hundredths and what took points off.

import lighthouse from "lighthouse";

const [port, categories, ...addresses] = process.argv.slice(2);

function told({ lhr }) {
  const scores = {};
  const faults = [];
  for (const { id, score, auditRefs } of Object.values(lhr.categories)) {
    scores[id] = Math.round(100 * score);
    for (const { id: audit, weight } of auditRefs) {
      const { score: got, title, details } = lhr.audits[audit];
      if (weight > 0 && got !== null && got < 1) faults.push([audit, title, JSON.stringify(details?.items ?? []).slice(0, 400)]);
    }
  }
  return { address: lhr.finalDisplayedUrl, scores, faults, error: lhr.runtimeError?.code ?? "" };
}

const found = [];
for (const address of addresses) {
  const options = { port: Number(port), onlyCategories: categories.split(","), disableStorageReset: true, logLevel: "error" };
  found.push(told(await lighthouse(address, options)));
}
console.log(JSON.stringify(found));
