// Search in the guide, in the page: the same few steps as unknot/knowledge/guide/search.py, tested against it.

const SHORTEST = 2;
const MOST = 12;

export function wordsOf(text) {
  const bare = text.toLowerCase().replaceAll("ß", "ss").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  return (bare.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => [...word].length >= SHORTEST).map(cut);
}

function cut(word) {
  return word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
}

export function find(question, index) {
  const asked = wordsOf(question);
  if (asked.length === 0) return [];
  const scores = asked.map((word) => scoresOf(word, index.words));
  const common = [...scores[0].keys()].filter((number) => scores.every((each) => each.has(number)));
  const worth = (number) => scores.reduce((sum, each) => sum + each.get(number), 0);
  common.sort((one, other) => worth(other) - worth(one) || one - other);
  const best = new Map();
  for (const document of common.map((number) => index.documents[number])) {
    const page = isRow(document) ? document.to : document.to.split("#")[0];
    if (!best.has(page)) best.set(page, document);
  }
  return [...best.values()].slice(0, MOST);
}

// A whole word is worth twice as much as the beginning of one.
function scoresOf(asked, words) {
  const found = new Map();
  for (const [word, flat] of Object.entries(words)) {
    if (!word.startsWith(asked)) continue;
    const times = word === asked ? 2 : 1;
    for (let at = 0; at < flat.length; at += 2) {
      found.set(flat[at], Math.max(found.get(flat[at]) ?? 0, flat[at + 1] * times));
    }
  }
  return found;
}

function isRow(document) {
  return document.to.startsWith("ledger#") || document.to.startsWith("words#");
}
