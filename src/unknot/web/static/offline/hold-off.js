// The hold-off: which presses of a shaking hand are still the press before. The same as web/page/hold_off.py; a test
// holds the two together. Times are milliseconds.

const TRAIN = 10_000;

// Within the hold-off of what was recorded, or of the page that followed a press that was swallowed.
export function isTheSamePress(recorded, shown, now, holdOff) {
  if (Math.abs(now - recorded) < holdOff) return true;
  const shakingOn = shown !== null && Math.abs(now - shown) < holdOff;
  return shakingOn && now - recorded >= 0 && now - recorded < TRAIN;
}

// When a page was shown, from the UUIDv7 that its form came with; null for any other id.
export function madeAt(id) {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-7/.test(id ?? "") ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : null;
}
