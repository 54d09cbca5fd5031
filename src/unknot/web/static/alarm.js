// The emergency rules that need only the entry just made: offline, locked, quoting nothing older.
// The data comes from unknot.safety.offline; this reads words exactly as unknot.knowledge.said does, and a test holds
// the two together.

const WORD = /[0-9]+(?:[.,][0-9]+)*|[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*|[.;!?\n,:()]/gu;
const HARD = new Set(".;!?\n:()");
const LONGEST = 20000;
const APART = 3; // words between the two of a pair, at most, without the small ones
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
  const found = told(words, data);
  return found.filter(({ code }) => !question || data.phrases.always.includes(code));
}

function counts(fires, sign) {
  if (!fires.any.includes(sign.code) || sign.fresh === false) return false;
  if (fires.said_new && !sign.fresh && !sign.sudden) return false;
  if (fires.sudden && !sign.sudden) return false;
  return !fires.longer_than_seconds || sign.seconds > fires.longer_than_seconds;
}

/** The signs that a text says are there, whatever language it is in, each once. */
export function saidInAny(text, data) {
  return told(text, data).map(({ code }) => code);
}

/** The same, with what is said of each: `fresh` is false for what is usual. What was stopped was also reduced. */
export function told(text, data) {
  const found = new Map();
  for (const phrases of [data.phrases, ...(data.also ?? [])]) {
    const known = ready(phrases);
    for (const sentence of sentences(text, known)) {
      for (const sign of inSentence(sentence, known)) {
        const before = found.get(sign.code);
        if (!before || (before.fresh === false && sign.fresh !== false)) found.set(sign.code, sign);
      }
    }
  }
  return [...found.values()];
}

/** The phrases of a language by their first word, and its lists as sets: made once. */
const made = new WeakMap();
function ready(phrases) {
  if (!made.has(phrases)) {
    const sets = Object.fromEntries(
      ["filler", "small", "negators", "no_next", "listing", "breaks", "joins", "verbs", "always", "passing", "because", "explained"].map(
        (name) => [name, new Set(phrases[name] ?? [])],
      ),
    );
    const markers = Object.fromEntries(
      ["not_negators", "no_after", "past", "lasting", "present", "imagined", "ifs", "sudden", "still", "new", "usual", "over", "causes", "others"].map(
        (name) => [name, (phrases[name] ?? []).map((marker) => marker.split(" "))],
      ),
    );
    const classes = Object.entries(phrases.classes ?? {}).map(([name, entries]) => [name, entries.map((entry) => entry.split(" "))]);
    made.set(phrases, {
      ...sets,
      ...markers,
      byFirst: byFirst(spelled(phrases.phrases)),
      exact: byFirst(spelled(phrases.exact ?? [])),
      same: byFirst(phrases.same ?? []),
      classes,
      pairs: phrases.pairs ?? [],
      medicines: new Map([...(phrases.brands ?? []).map((name) => [name, "baclofen"]), ...Object.entries(phrases.medicines ?? {})]),
    });
  }
  return made.get(phrases);
}

// Spellings come under what they say; a phone that was not online lately still holds them as pairs.
function spelled(phrases) {
  if (Array.isArray(phrases)) return phrases;
  return Object.entries(phrases).flatMap(([fact, spellings]) => spellings.map((spelling) => [spelling, fact]));
}

function byFirst(rules) {
  const found = new Map();
  for (const [spelling, to] of rules) {
    const words = spelling.split(" ");
    found.set(words[0], [...(found.get(words[0]) ?? []), [words, to]]);
  }
  for (const several of found.values()) several.sort(([one], [other]) => other.length - one.length);
  return found;
}

function sentences(text, known) {
  const start = [...text].slice(0, LONGEST).join("");
  const plain = start.normalize("NFKC").toLowerCase().replaceAll("ß", "ss").replaceAll("’", "'").replaceAll("`", "'");
  const words = [...plain.matchAll(WORD)].map(([word]) => word);
  const found = [[]];
  words.forEach((word, n) => {
    if (word === ":" && known.no_after.some((no) => no.length === 1 && no[0] === words[n + 1])) return; // "fever: no"
    if (HARD.has(word)) found.push([]);
    else found.at(-1).push(asRead(word.replaceAll("'", ""), known));
  });
  return found.filter((sentence) => sentence.length).map((sentence) => readSame(sentence, known));
}

function asRead(word, known) {
  if (known.medicines.has(word)) return known.medicines.get(word);
  return /^[0-9]/.test(word) ? word.split(/[.,]/)[0] : word; // 39.4 degrees are 39
}

function readSame(words, known) {
  const done = [];
  for (let at = 0; at < words.length; ) {
    const rule = (known.same.get(words[at]) ?? []).find(([from]) => startsAt(words, at, from));
    done.push(...(rule ? rule[1].split(" ") : [words[at]]));
    at += rule ? rule[0].length : 1;
  }
  return done;
}

function inSentence(sentence, known) {
  const phrased = byPhrases(sentence, known);
  const harmless = new Set();
  for (const { code, first, last } of phrased) {
    if (code === NOTHING) for (let n = first; n <= last; n += 1) harmless.add(n);
  }
  const found = new Map();
  for (const match of [...phrased, ...byPairs(sentence, known)]) {
    const { code, first, last } = match;
    if (code === NOTHING || found.has(code)) continue;
    let clear = true;
    for (let n = first; n <= last; n += 1) clear &&= !harmless.has(n);
    if (clear && there(sentence, first, last, code, known)) found.set(code, match);
  }
  return [...found.values()].map((match) => {
    const usual = ofItsPart(sentence, match, [...found.values()], known);
    const sudden = has(sentence, known.sudden);
    const fresh = usual ? false : sudden || has(sentence, known.new) || undefined;
    return { code: match.code, fresh, sudden: sudden || undefined };
  });
}

function byPhrases(sentence, known) {
  const kept = [...sentence.keys()].filter((n) => !known.filler.has(sentence[n]) && sentence[n] !== ",");
  const content = kept.map((n) => sentence[n]);
  const found = [];
  kept.forEach((n, at) => {
    for (const [words, code] of known.byFirst.get(content[at]) ?? []) {
      if (startsAt(content, at, words)) found.push({ code, first: n, last: kept[at + words.length - 1] });
    }
  });
  sentence.forEach((word, n) => {
    for (const [words, code] of known.exact.get(word) ?? []) {
      if (startsAt(sentence, n, words)) found.push({ code, first: n, last: n + words.length - 1 });
    }
  });
  return found;
}

function byPairs(sentence, known) {
  const kept = [...sentence.keys()].filter((n) => !known.small.has(sentence[n]));
  const content = kept.map((n) => sentence[n]);
  const spots = spotsOf(content, known);
  const inside = new Set();
  for (const several of spots.values()) for (const [a, b] of several) for (let n = a; n <= b; n += 1) inside.add(n);
  const found = [];
  for (const [one, other, code] of known.pairs) {
    for (const a of spots.get(one) ?? []) {
      for (const b of spots.get(other) ?? []) {
        const [before, after] = a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]) ? [a, b] : [b, a];
        if (before[1] < after[0] && beside(content, before[1] + 1, after[0], inside, known)) {
          found.push({ code, first: kept[before[0]], last: kept[after[1]] });
        }
      }
    }
  }
  return found;
}

/** Where the entries of each class stand, but for those inside a longer one: "legs" in "between the legs". */
function spotsOf(content, known) {
  const all = [];
  content.forEach((_word, at) => {
    for (const [name, entries] of known.classes) {
      const words = entries.find((entry) => startsAt(content, at, entry));
      if (words) all.push([name, at, at + words.length - 1]);
    }
  });
  const longest = all.filter(([, first, last]) => last > first);
  const spots = new Map();
  for (const [name, first, last] of all) {
    if (longest.some(([, a, b]) => a <= first && last <= b && (a !== first || b !== last))) continue;
    spots.set(name, [...(spots.get(name) ?? []), [first, last]]);
  }
  return spots;
}

function beside(content, from, to, inside, known) {
  const between = [...content.keys()].slice(from, to);
  const words = between.filter((n) => content[n] !== ",");
  if (words.length > APART || words.some((n) => denies(content, n, known) && !inside.has(n))) return false;
  const joins = between.filter((n) => content[n] === "," || known.joins.has(content[n]));
  return !joins.length || between.every((n) => joins.includes(n) || inside.has(n));
}

function there(sentence, first, last, code, known) {
  if (negated(sentence, first, last, known)) return false;
  if (known.always.has(code)) return true;
  const before = sentence.slice(0, first);
  if (has(before, known.imagined) || has(sinceComma(before, known), known.ifs)) return false;
  if (known.explained.has(code) && ordinary(sentence, known) && !has(sentence, known.sudden)) return false;
  if (known.passing.has(code) && has(sentence.slice(last + 1), known.over)) return false;
  const [parts, here] = inParts(sentence, first, known);
  return !has(parts[here], known.others) && !past(parts, here, known);
}

function ordinary(sentence, known) {
  return sentence.some((word, at) => {
    if (!known.because.has(word)) return false;
    return [1, 2, 3].some((step) => known.causes.some((cause) => startsAt(sentence, at + step, cause)));
  });
}

function denies(sentence, at, known) {
  return known.negators.has(sentence[at]) && !known.not_negators.some((words) => startsAt(sentence, at, words));
}

function negated(sentence, first, last, known) {
  const listing = isList(sentence, known);
  for (let n = first - 1; n >= 0; n -= 1) {
    const word = sentence[n];
    if (known.breaks.has(word) || (word === "," && !listing)) break;
    if (known.negators.has(word)) return denies(sentence, n, known);
  }
  const rest = sentence.slice(last + 1);
  const ends = rest.findIndex((word) => word === "," || known.joins.has(word));
  const after = rest.slice(0, ends < 0 ? rest.length : ends).filter((word) => !known.filler.has(word));
  return known.no_after.some((no) => no.join(" ") === after.join(" ")) || known.no_next.has(after[0]);
}

function sinceComma(before, known) {
  return isList(before, known) ? before : before.slice(before.lastIndexOf(",") + 1);
}

function past(parts, here, known) {
  const own = parts[here];
  if (has(own, known.present)) return false;
  if (tellsOfPast(own, known) || has(own, known.lasting)) return true;
  if (own.some((word) => known.verbs.has(word))) return false;
  for (const part of parts.slice(0, here).reverse()) {
    if (has(part, known.present)) return false;
    if (tellsOfPast(part, known)) return true;
  }
  return parts.slice(here + 1).some((part) => tellsOfPast(part.slice(2), known));
}

function ofItsPart(sentence, match, found, known) {
  const [parts, here] = inParts(sentence, match.first, known);
  const last = inParts(sentence, match.last, known)[1];
  if (parts.slice(here, last + 1).some((part) => has(part, known.usual))) return true;
  const others = new Set(found.map((other) => inParts(sentence, other.first, known)[1]));
  for (let n = last + 1; n < parts.length; n += 1) {
    if (others.has(n)) return false;
    if (has(parts[n], known.usual)) return true;
  }
  return false;
}

function inParts(sentence, first, known) {
  const parts = [[]];
  let here = 0;
  sentence.forEach((word, n) => {
    if (word === "," || known.joins.has(word)) parts.push([]);
    else parts.at(-1).push(word);
    if (n === first) here = parts.length - 1;
  });
  return [parts, here];
}

function tellsOfPast(part, known) {
  return has(part, known.past) || part.some((word) => /^(?:19|20)\d\d$/.test(word));
}

function isList(sentence, known) {
  return sentence.some((word) => known.listing.has(word));
}

function has(sentence, markers) {
  return markers.some((marker) => sentence.some((_word, n) => startsAt(sentence, n, marker)));
}

function startsAt(sentence, n, words) {
  return words.every((word, k) => sentence[n + k] === word);
}
