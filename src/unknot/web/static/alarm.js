// The emergency rules that need only the entry just made: offline, locked, quoting nothing older.
// The data comes from unknot.safety.offline; this reads words exactly as unknot.knowledge.said does, and a test holds
// the two together.

const WORD = /[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*|[.;!?\n,:()]/gu;
const HARD = new Set(".;!?\n:()");
const LONGEST = 20000;
const NOTHING = ""; // a harmless phrase, read so that no part of it is read as a sign

/** The rule that an entry's document raises by itself, with what to say: the first of the list, or null. */
export function alarm(entry, data) {
  const signs = [...ticked(entry), ...written(entry, data)];
  for (const rule of data.rules) {
    const clause = rule.fires.find((fires) => signs.some((sign) => counts(fires, sign)));
    if (clause) return { ...rule, say: clause.say };
  }
  return null;
}

function ticked(entry) {
  if (entry.kind !== "symptom") return [];
  const { code, new: fresh, sudden, duration } = entry.body;
  // A sign whose very name says "new" is new unless it was called usual.
  return [{ code, fresh: fresh ?? (code.startsWith("new-") || undefined), sudden, seconds: duration ?? 0 }];
}

function written(entry, data) {
  const body = entry.body;
  const words = [body.note, body.reason, entry.kind === "note" ? body.text : ""].filter(Boolean).join("\n");
  const question = entry.kind === "note" && body.question;
  const found = saidInAny(words, data);
  return found.filter((code) => !question || data.phrases.always.includes(code)).map((code) => ({ code }));
}

function counts(fires, sign) {
  if (!fires.any.includes(sign.code) || sign.fresh === false) return false;
  if (fires.said_new && !sign.fresh && !sign.sudden) return false;
  if (fires.sudden && !sign.sudden) return false;
  return !fires.longer_than_seconds || sign.seconds > fires.longer_than_seconds;
}

/** The signs that a text says are there, whatever language it is in, each once. */
export function saidInAny(text, data) {
  const known = [data.phrases, ...(data.also ?? [])]; // rules that a device kept from before know English alone
  return [...new Set(known.flatMap((phrases) => said(text, phrases)))];
}

/** The same in one language. */
export function said(text, phrases) {
  const found = new Set();
  const spellings = bySpelling(phrases);
  for (const sentence of sentences(text, phrases)) {
    for (const fact of inSentence(sentence, spellings, phrases)) found.add(fact);
  }
  return [...found];
}

function bySpelling(phrases) {
  const spellings = phrases.phrases.map(([words, fact]) => [words.split(" "), fact]);
  return spellings.sort(([one, a], [other, b]) => other.length - one.length || compare(one, other) || (a < b ? -1 : 1));
}

function compare(one, other) {
  const [a, b] = [one.join("\u0000"), other.join("\u0000")];
  return a < b ? -1 : a > b ? 1 : 0;
}

function sentences(text, phrases) {
  const start = [...text].slice(0, LONGEST).join("");
  const plain = start.normalize("NFKC").toLowerCase().replaceAll("ß", "ss").replaceAll("’", "'").replaceAll("`", "'");
  const words = [...plain.matchAll(WORD)].map(([word]) => word);
  const found = [[]];
  words.forEach((word, n) => {
    if (word === ":" && list(phrases.no_after).includes(words[n + 1])) return; // "fever: no"
    const folded = word.replaceAll("'", ""); // apostrophes are left out in a hurry
    if (HARD.has(word)) found.push([]);
    else found.at(-1).push(phrases.brands.includes(folded) ? "baclofen" : folded);
  });
  return found;
}

function inSentence(sentence, spellings, phrases) {
  const kept = [...sentence.keys()].filter((n) => sentence[n] !== "," && !phrases.filler.includes(sentence[n]));
  const content = kept.map((n) => sentence[n]);
  const found = [];
  let taken = 0;
  for (let start = 0; start < content.length; start += 1) {
    if (start < taken) continue;
    const fits = ([words, fact]) =>
      words.every((word, n) => content[start + n] === word) &&
      (fact === NOTHING || counting(sentence, kept[start], kept[start + words.length - 1], fact, phrases));
    const match = spellings.find(fits);
    if (match) {
      if (match[1] !== NOTHING) found.push(match[1]);
      taken = start + match[0].length;
    }
  }
  return found;
}

function counting(sentence, first, last, fact, phrases) {
  if (negated(sentence, first, last, phrases)) return false;
  if (phrases.always.includes(fact)) return true;
  const before = sentence.slice(0, first);
  if (has(before, phrases.imagined) || has(sinceComma(before, phrases), list(phrases.ifs))) return false;
  return !past(sentence, first, phrases);
}

function negated(sentence, first, last, phrases) {
  const listing = isList(sentence, phrases);
  for (let n = first - 1; n >= 0; n -= 1) {
    const word = sentence[n];
    if (phrases.breaks.includes(word) || (word === "," && !listing)) break;
    if (phrases.negators.includes(word)) {
      return !phrases.not_negators.some((words) => startsAt(sentence, n, words.split(" ")));
    }
  }
  const rest = sentence.slice(last + 1);
  const ends = rest.findIndex((word) => word === "," || list(phrases.joins).includes(word));
  const after = rest.slice(0, ends < 0 ? rest.length : ends).filter((word) => !phrases.filler.includes(word));
  return list(phrases.no_after).includes(after.join(" ")) || list(phrases.no_next).includes(after[0]);
}

function sinceComma(before, phrases) {
  return isList(before, phrases) ? before : before.slice(before.lastIndexOf(",") + 1);
}

function past(sentence, first, phrases) {
  const [parts, here] = inParts(sentence, first, phrases);
  const own = parts[here];
  if (has(own, phrases.present)) return false;
  if (tellsOfPast(own, phrases) || has(own, list(phrases.lasting))) return true;
  if (own.some((word) => list(phrases.verbs).includes(word))) return false;
  for (const part of parts.slice(0, here).reverse()) {
    if (has(part, phrases.present)) return false;
    if (tellsOfPast(part, phrases)) return true;
  }
  return parts.slice(here + 1).some((part) => tellsOfPast(part.slice(2), phrases));
}

function inParts(sentence, first, phrases) {
  const parts = [[]];
  let here = 0;
  sentence.forEach((word, n) => {
    if (word === "," || list(phrases.joins).includes(word)) parts.push([]);
    else parts.at(-1).push(word);
    if (n === first) here = parts.length - 1;
  });
  return [parts, here];
}

function tellsOfPast(part, phrases) {
  return has(part, phrases.past) || part.some((word) => /^(?:19|20)\d\d$/.test(word));
}

function isList(sentence, phrases) {
  return sentence.some((word) => list(phrases.listing).includes(word));
}

/** A list that the rules a device kept from before may not have. */
function list(words) {
  return words ?? [];
}

function has(sentence, markers) {
  return markers.some((marker) => [...sentence.keys()].some((n) => startsAt(sentence, n, marker.split(" "))));
}

function startsAt(sentence, n, words) {
  return words.every((word, k) => sentence[n + k] === word);
}
