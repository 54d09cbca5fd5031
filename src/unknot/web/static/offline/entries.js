// Entries as the journal's documents (docs/journal.schema.json), made where they are recorded.

// A UUIDv7: milliseconds since 1970, then random bits.
export function newId(now = Date.now()) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let place = 5, left = now; place >= 0; place--, left = Math.floor(left / 256)) bytes[place] = left % 256;
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

const two = (number) => String(Math.trunc(Math.abs(number))).padStart(2, "0");

// A moment with its offset and zone: 2026-03-02T08:10:00+00:00[Europe/Dublin].
export function momentOf(date = new Date(), zone = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC") {
  const offset = -date.getTimezoneOffset();
  const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, 19);
  return `${local}${offset < 0 ? "-" : "+"}${two(offset / 60)}:${two(offset % 60)}[${zone}]`;
}

// The diary day turns at 04:00 on the person's clock.
export function diaryDay(date = new Date()) {
  const early = new Date(date.getTime() - 4 * 3_600_000 - date.getTimezoneOffset() * 60_000);
  return early.toISOString().slice(0, 10);
}

function entry(kind, body, id = newId(), via = "tap") {
  const at = momentOf();
  return { v: 1, kind, id, happened_at: at, provenance: { recorded_at: at, via }, body };
}

export const spasm = (tile, id) =>
  entry("episode", {
    kind: tile.kind ?? "spasm",
    ...(tile.sites?.length ? { sites: tile.sites } : {}),
    ...(tile.label ? { label: tile.label } : {}),
  }, id || newId());
export const noneSoFar = () => entry("diary-day", { day: diaryDay(), word: "none-so-far" });
export const note = (text, id) => entry("note", { text }, id || newId(), "text");
// What was said of the beginning of a sign: it came all at once, it is new, or it is as usual.
export const howNew = (said) => ({ sudden: { new: true, sudden: true }, new: { new: true }, usual: { new: false } })[said] ?? {};
export const symptom = (code, said, id) => entry("symptom", { code, ...howNew(said) }, id || newId());
// A planned dose: taken now or at its time, or not taken. What it is, is in what the shell was given, or the server knows.
export const dose = (kept, answer, id) => {
  const made = entry("dose", { ...kept.body, ...(answer === "skipped" ? { status: "skipped" } : {}) }, id || newId());
  const then = answer === "skipped" || answer === "planned";
  return then ? { ...made, happened_at: kept.body.planned_for } : made;
};
// An as-needed dose: how much is in what the shell was given, or the server knows it of the plan.
export const needed = (plan, kept, id) =>
  entry("dose", { ...(kept?.body ?? {}), prescription: plan, as_needed: true }, id || newId());
// Something done for the muscles, and the habit plan it was done for, if it was.
export const treatment = (code, habit, id) => entry("treatment", { code, ...(habit ? { habit } : {}) }, id || newId());
export const amendment = (amends, changes) => entry("amendment", { amends, changes });
export const retraction = (retracts) => entry("retraction", { retracts });
