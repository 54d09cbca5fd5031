"""The modules of the page that touch no page, run by Node: moments, ids, the hold-off, scanning."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.needs import missing
from unknot.journal.document import from_document

STATIC = Path(__file__).parents[2] / "src" / "unknot" / "web" / "static"

pytestmark = pytest.mark.node


def run(module: str, script: str, given: object = None, **environ: str) -> Any:
    """What a few lines of JavaScript make of `given`, with all of a module as `page`."""
    node = shutil.which("node")
    if node is None:
        missing("node was not found")
    code = f"import * as page from {json.dumps((STATIC / module).as_uri())};"
    code += "import { readFileSync } from 'node:fs'; const given = JSON.parse(readFileSync(0));"
    code += f"const answer = () => {{ {script} }}; console.log(JSON.stringify(await answer()));"
    command = [str(node), "--input-type=module", "-e", code]
    around = {**os.environ, **environ}
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=True, env=around)
    return json.loads(done.stdout)


MOMENTS = "return given.map((at) => [page.momentOf(new Date(at)), page.diaryDay(new Date(at))]);"
ID = "019caff6-e800-755e-afa6-b7d8a6fa57a8"
CHANGING_NIGHT = ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T03:59:59Z", "2026-10-25T04:00:00Z"]


def test_the_hour_that_comes_twice_says_which_it_is():
    assert run("offline/entries.js", MOMENTS, CHANGING_NIGHT, TZ="Europe/Dublin") == [
        ["2026-10-25T01:30:00+01:00[Europe/Dublin]", "2026-10-24"],
        ["2026-10-25T01:30:00+00:00[Europe/Dublin]", "2026-10-24"],
        ["2026-10-25T03:59:59+00:00[Europe/Dublin]", "2026-10-24"],
        ["2026-10-25T04:00:00+00:00[Europe/Dublin]", "2026-10-25"],
    ]


@pytest.mark.parametrize("zone", ["America/St_Johns", "Pacific/Apia", "UTC"])
def test_a_phone_that_travelled_writes_moments_that_the_journal_reads(zone: str):
    written = run("offline/entries.js", MOMENTS, CHANGING_NIGHT, TZ=zone)
    for (moment, day), at in zip(written, CHANGING_NIGHT, strict=True):
        document = {"v": 1, "kind": "note", "id": ID, "happened_at": moment, "body": {"text": "x"}}
        read = from_document({**document, "provenance": {"recorded_at": moment, "via": "tap"}}).happened_at
        assert (read.zone, read.instant) == (zone, datetime.fromisoformat(at))
        assert read.diary_day.isoformat() == day


def test_every_entry_made_here_is_a_document_of_the_journal():
    made = run(
        "offline/entries.js",
        """return [page.spasm({ label: "Left calf", sites: [{ region: "calf", side: "left" }] }), page.noneSoFar(),
                   page.note("walked to the shop"), page.symptom("seizure", "sudden"), page.symptom("weak", "usual"),
                   page.treatment("heat"), page.treatment("stretching", page.newId()),
                   page.needed(page.newId(), { body: { medicine: { name: "Baclofen" } } }),
                   page.amendment(page.newId(), { running: null, duration: 40 }), page.retraction(page.newId())];""",
    )
    kinds = [type(from_document(document).body).__name__ for document in made]
    assert kinds == [
        "Episode",
        "DiaryDay",
        "Note",
        "Symptom",
        "Symptom",
        *["Treatment"] * 2,
        "Dose",
        "Amendment",
        "Retraction",
    ]


def test_a_habit_is_offered_without_a_network_on_its_days_only():
    habits = [
        {"id": "every", "weekdays": [0, 1, 2, 3, 4, 5, 6]},
        {"id": "sunday", "weekdays": [6]},
        {"id": "begins", "weekdays": [0], "starts": "2026-03-03"},
        {"id": "over", "weekdays": [0], "ends": "2026-03-01"},
    ]
    script = "return ['2026-03-01', '2026-03-02', '2026-03-09'].map((d) => page.today(given, d).map((h) => h.id));"
    assert run("offline/treatments.js", script, habits) == [["every", "sunday"], ["every"], ["every", "begins"]]


def test_ids_of_one_moment_differ_and_those_of_later_moments_come_later():
    same = run("offline/entries.js", "return Array.from({ length: 500 }, () => page.newId(1772480000000));")
    assert len(set(same)) == 500
    later = run("offline/entries.js", "return [1, 2, 3].map((n) => page.newId(1772480000000 + n));")
    assert later == sorted(later)


# ---------------------------------------------------------------- scanning


def test_twelve_tiles_and_the_rest_of_log_are_eight_stops_at_most():
    """And each is chosen within three presses."""
    script = """
      const parts = (n, name) => Array.from({ length: n }, (_, k) => ({ control: name + k }));
      const depth = (stop) => stop.parts ? 1 + Math.max(...stop.parts.map(depth)) : 1;
      const widest = (stops) => Math.max(stops.length, ...stops.map((stop) => stop.parts ? widest(stop.parts) : 0));
      return given.map((n) => {
        const stops = page.grouped([...page.inRows(parts(n, "tile")), ...parts(9, "more")]);
        return [widest(stops), Math.max(...page.inRows(parts(n, "tile")).map(depth)), Math.max(...stops.map(depth))];
      });"""
    for widest, to_a_tile, deepest in run("scan-stops.js", script, list(range(1, 13))):
        assert widest <= 8
        assert to_a_tile <= 2
        assert deepest <= 3


WALK = """
  const stops = [{ control: "a" }, { parts: [{ control: "b" }, { control: "c" }] }];
  const steps = new page.Steps(stops);
  const name = (stop) => stop?.control ?? (stop ? "group" : "none");
  return given.map((what) => name((what === "press" ? steps.press() : steps.next()) ?? steps.stop));
"""


@pytest.mark.parametrize(
    ("does", "sees"),
    [
        ("next press", "a a"),
        ("next next press next press", "a group b c c"),
        ("next next press next next next next", "a group b c b c a"),
        ("next " * 11, f"{'a group ' * 5}none"),
        (f"{'next ' * 11}press next", f"{'a group ' * 5}none a group"),
    ],
    ids=["one", "in a group", "out again", "rests", "woken"],
)
def test_one_switch_steps_and_presses(does: str, sees: str):
    assert run("scan-stops.js", WALK, does.split()) == sees.split()
