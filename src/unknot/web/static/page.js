// What every page does once it is open. Nothing here is needed to log.

import { moveWithArrows } from "./group.js";
import { startOffline } from "./offline/page.js";
import { sayWhatChanged } from "./say.js";

sayWhatChanged();
document.querySelectorAll("[data-group]").forEach(moveWithArrows);
document.querySelectorAll("[data-zone]").forEach((field) => {
  field.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
});
startOffline();

const { scan, holdOff } = document.documentElement.dataset;
if (Number(scan)) import("./scan.js").then((scanning) => scanning.scan(Number(scan), Number(holdOff)));
