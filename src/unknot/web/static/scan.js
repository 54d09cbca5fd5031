// Scanning for one switch: the page steps through its own buttons by itself, and one press takes the one that is lit.
// The switch is Space, Enter or a press on an empty place of the page; it counts when it is let go.

import { grouped, inRows, Steps } from "./scan-stops.js";

const PRESSABLE = "button, a[href], summary, input[type=radio], input[type=checkbox]";
const WRITTEN = "textarea, select, input:not([type=radio], [type=checkbox])";

// Both times in seconds. A press that comes with the page is still the one that opened it.
export function scan(dwell, holdOff) {
  let steps = new Steps(stopsOf(document.querySelector("main")));
  let last = performance.now();
  let timer;
  const light = () => {
    document.querySelectorAll("[data-lit]").forEach((lit) => lit.removeAttribute("data-lit"));
    for (const part of controls(steps.stop)) lit(part);
    const one = steps.stop?.control;
    if (one) one.focus({ preventScroll: true });
    (one ?? controls(steps.stop)[0])?.scrollIntoView({ block: "nearest" });
  };
  const tick = () => { steps.next(); light(); };
  const wait = () => { clearInterval(timer); timer = setInterval(tick, 1000 * dwell); };
  const press = () => {
    const now = performance.now();
    if (now - last < 1000 * holdOff) return;
    last = now;
    const chosen = steps.press();
    light();
    wait();
    if (!chosen) return;
    chosen.control.click();
    // What the press opened or closed on this page is stepped through too.
    steps = new Steps(stopsOf(document.querySelector("main")));
  };
  listen(press);
  tick();
  wait();
}

function listen(press) {
  const isSwitch = (event) => (event.key === " " || event.key === "Enter") && !event.target.matches?.(WRITTEN);
  const swallow = (event) => { if (isSwitch(event)) event.preventDefault(); };
  document.addEventListener("keydown", swallow);
  document.addEventListener("keyup", (event) => { if (isSwitch(event)) { event.preventDefault(); press(); } });
  document.addEventListener("click", (event) => {
    if (event.isTrusted && !event.target.closest(`${PRESSABLE}, ${WRITTEN}, label`)) press();
  });
}

// The few buttons of a group are stops of their own, more are reached by their rows; so are the links at the end.
function stopsOf(main) {
  const stops = new Map();
  for (const control of main.querySelectorAll(PRESSABLE)) {
    if (!control.checkVisibility() || control.disabled || control.closest(".say")) continue;
    const group = control.closest("[data-group], fieldset, nav") ?? control;
    stops.set(group, [...(stops.get(group) ?? []), { control }]);
  }
  return grouped([...stops.values()].flatMap((parts) => inRows(parts)));
}

function controls(stop) {
  if (!stop) return [];
  return stop.parts ? stop.parts.flatMap(controls) : [stop.control];
}

function lit(control) {
  (control.closest("label") ?? control).setAttribute("data-lit", "");
}
