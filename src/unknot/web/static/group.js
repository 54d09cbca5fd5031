// A group of buttons is one stop for Tab; arrows move inside it, digits only while it has the focus.

const STEPS = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };

export function moveWithArrows(group) {
  const stops = [...group.querySelectorAll("button, a[href]")];
  const focusOn = (stop) => {
    stops.forEach((other) => (other.tabIndex = other === stop ? 0 : -1));
    stop.focus();
  };
  stops.forEach((stop, place) => (stop.tabIndex = place === 0 ? 0 : -1));

  let typed = "";
  group.addEventListener("keydown", (press) => {
    if (press.ctrlKey || press.metaKey || press.altKey) return;
    const here = stops.indexOf(document.activeElement);
    if ("digits" in group.dataset && /^[0-9]$/.test(press.key)) {
      const found = byNumber(stops, typed + press.key) ?? byNumber(stops, press.key);
      typed = found?.textContent.trim() ?? "";
      if (found) focusOn(found);
      return;
    }
    typed = "";
    const next = neighbour(stops, here, press.key, group);
    if (!next) return;
    press.preventDefault();
    focusOn(next);
  });
}

function byNumber(stops, number) {
  return stops.find((stop) => stop.textContent.trim() === number);
}

function neighbour(stops, here, key, group) {
  if (key in STEPS) {
    const forward = getComputedStyle(group).direction === "rtl" ? -STEPS[key] : STEPS[key];
    const step = Number.isFinite(STEPS[key]) ? forward : STEPS[key];
    return stops[Math.min(Math.max(here + step, 0), stops.length - 1)];
  }
  if (key === "ArrowDown" || key === "ArrowUp") return above(stops, stops[here], key === "ArrowDown");
  return null;
}

// The nearest stop in the next row, so that Down is down whatever the number of columns.
function above(stops, from, down) {
  const box = from.getBoundingClientRect();
  const rows = stops
    .map((stop) => ({ stop, at: stop.getBoundingClientRect() }))
    .filter(({ at }) => (down ? at.top >= box.bottom : at.bottom <= box.top));
  const distance = ({ at }) => Math.abs(at.top - box.top) * 1000 + Math.abs(at.left - box.left);
  return rows.sort((one, other) => distance(one) - distance(other))[0]?.stop ?? null;
}
