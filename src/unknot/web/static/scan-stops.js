// What one switch steps through: at most eight stops at a time; what is more is put together and opened by a press.

export const MOST = 8;

// Stops in their order, each a group of neighbours or a thing to press. The first stay by themselves as long as they can.
export function grouped(stops, most = MOST) {
  if (stops.length <= most) return stops;
  const kept = stops.slice(0, most - 1);
  return [...kept, { parts: grouped(stops.slice(most - 1), most) }];
}

// A long group in rows of its own: twelve tiles are three rows of four.
export function inRows(parts, most = MOST) {
  if (parts.length <= most / 2) return parts;
  const length = Math.min(most, Math.ceil(Math.sqrt(parts.length)));
  const rows = [];
  for (let from = 0; from < parts.length; from += length) rows.push({ parts: parts.slice(from, from + length) });
  return rows;
}

// Steps through stops and back to the start; a press opens a group or gives what was chosen. Two rounds without a press
// lead out of a group again; after five the stepping rests, and a press wakes it.
export class Steps {
  constructor(stops) {
    this.levels = [stops];
    this.place = -1;
    this.rounds = 0;
  }

  get stops() {
    return this.levels.at(-1);
  }

  get resting() {
    return this.rounds >= 5;
  }

  get stop() {
    return this.resting ? null : (this.stops[this.place] ?? null);
  }

  next() {
    if (this.resting) return null;
    this.place += 1;
    if (this.place < this.stops.length) return this.stop;
    this.place = 0;
    this.rounds += 1;
    if (this.resting) return null;
    if (this.rounds === 2 && this.levels.length > 1) this.#enter(this.levels.slice(0, -1));
    return this.stop;
  }

  press() {
    if (this.resting) return this.#enter([this.levels[0]]);
    const chosen = this.stop;
    if (!chosen?.parts) return chosen;
    return this.#enter([...this.levels, chosen.parts]);
  }

  #enter(levels) {
    this.levels = levels;
    this.place = 0;
    this.rounds = 0;
    return null;
  }
}
