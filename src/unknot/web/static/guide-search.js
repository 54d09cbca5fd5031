// Search in the guide, in the page: the same steps as unknot/knowledge/guide/search.py, tested against it.

const SHORTEST = 2;
const [WHOLE, PART, NEAR] = [1, 0.6, 0.4];
const ENDING = 3;
const [ONE_WRONG, TWO_WRONG] = [4, 8];
const ROW = { ledger: 0.5, words: 0.2 };
const ENOUGH = 0.5;
const MOST = 12;

export function wordsOf(text) {
  const folded = text.toLowerCase().replace(/['’]/gu, "").replaceAll("ß", "ss").normalize("NFD");
  const bare = folded.replace(/[\u0300-\u036f]/gu, "");
  return (bare.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => [...word].length >= SHORTEST).map(cut);
}

function cut(word) {
  return word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
}

export function find(question, index) {
  const asked = askedIn(wordsOf(question), index);
  const scores = asked.map((words) => scoresOf(words, index.words));
  const weights = scores.map((found) => (found.size ? Math.log(1 + index.documents.length / found.size) : 0));
  const held = new Map();
  const best = new Map();
  index.documents.forEach((document, number) => {
    const worth = scores.map((found, at) => weights[at] * (found.get(number) ?? 0));
    if (!worth.some((each) => each > 0)) return;
    const place = placeOf(document);
    const before = held.get(place) ?? asked.map(() => 0);
    held.set(
      place,
      before.map((each, at) => Math.max(each, worth[at])),
    );
    const here = rounded(sum(worth));
    if (!best.has(place) || here > best.get(place).worth) best.set(place, { worth: here, number });
  });
  const ranked = [...held].map(([place, worth]) => [rankOf(place, worth), best.get(place).number]);
  ranked.sort(([one, first], [other, second]) => other - one || first - second);
  return ranked
    .filter(([rank]) => rank > 0)
    .slice(0, MOST)
    .map(([, number]) => index.documents[number]);
}

// What is asked, thing by thing, each with the words that the guide may use for it.
function askedIn(words, index) {
  const small = new Set(index.small);
  const telling = words.some((word) => !small.has(word));
  let found = false;
  const asked = [];
  for (let at = 0; at < words.length; ) {
    const length = lengthOfKnown(words, at, index.same);
    const together = words.slice(at, at + length).join(" ");
    if (length) asked.push(length === 1 ? [together, ...index.same[together]] : index.same[together]);
    else if (!small.has(words[at]) || !(telling || found)) asked.push([words[at]]);
    found ||= length > 0;
    at += Math.max(1, length);
  }
  return asked;
}

function lengthOfKnown(words, at, same) {
  const longest = Math.max(1, ...Object.keys(same).map((asked) => asked.split(" ").length));
  for (let length = Math.min(longest, words.length - at); length > 0; length -= 1) {
    if (Object.hasOwn(same, words.slice(at, at + length).join(" "))) return length;
  }
  return 0;
}

function rankOf(place, worth) {
  const share = worth.filter((each) => each > 0).length / worth.length;
  if (share < ENOUGH) return 0;
  return rounded(sum(worth) * share ** 2 * (ROW[place.split("#")[0]] ?? 1));
}

// Near words count only where nothing else is found.
function scoresOf(asked, words) {
  const found = new Map();
  const add = (match) => {
    for (const each of asked) {
      for (const [word, flat] of Object.entries(words)) {
        const worth = match(each, word);
        if (!worth) continue;
        for (let at = 0; at < flat.length; at += 2) {
          found.set(flat[at], Math.max(found.get(flat[at]) ?? 0, flat[at + 1] * worth));
        }
      }
    }
  };
  add(matchOf);
  if (!found.size) add((each, word) => (isNear(each, word) ? NEAR : 0));
  return found;
}

function matchOf(asked, word) {
  if (word === asked) return WHOLE;
  if (word.startsWith(asked)) return PART;
  const isStem = word.length >= ONE_WRONG && asked.startsWith(word) && asked.length - word.length <= ENDING;
  return isStem ? PART : 0;
}

function isNear(asked, word) {
  const wrong = asked.length >= TWO_WRONG ? 2 : asked.length >= ONE_WRONG ? 1 : 0;
  if (!wrong || Math.abs(asked.length - word.length) > wrong) return false;
  if (asked.length < ONE_WRONG + 2 && asked[0] !== word[0]) return false;
  return distance(asked, word) <= wrong;
}

// Letters added, left out, changed or swapped with the next (optimal string alignment).
function distance(one, other) {
  const rows = [Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i += 1) {
    rows.push([i]);
    for (let j = 1; j <= other.length; j += 1) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1;
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + cost);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
      }
    }
  }
  return rows[one.length][other.length];
}

function placeOf(document) {
  const page = document.to.split("#")[0];
  return page in ROW ? document.to : page;
}

function sum(numbers) {
  return numbers.reduce((total, each) => total + each, 0);
}

function rounded(number) {
  return Math.round(number * 1e6) / 1e6;
}
