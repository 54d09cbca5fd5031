"""Sentences with what must be understood of them: read from `cases/`, and set beside what was understood.

`sentences-1` has a flat answer for each sentence; where an answer names no slot, nothing is asked of it. `sentences-2`
lists the entries that must come of a sentence, what may come beside them, and what must be asked. A time is a day,
counted from the day of saying, and a clock or a part of the day. `sentences-3` are by hands that had not read the
grammar, and are read as they were meant; `not-read-whole` are the rest of those, or have more than one right answer.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from unknot.dictation import Draft, Own, Understood, understand
from unknot.journal.entry import (
    Band,
    DiaryDay,
    Dose,
    DoseStatus,
    Episode,
    Exposure,
    Level,
    Measurement,
    Note,
    Precision,
    Symptom,
    Treatment,
    Word,
)
from unknot.journal.quantity import Quantity, plain
from unknot.journal.span import Moment, moment
from unknot.knowledge.said import said

FOLDER = Path(__file__).parent / "cases"
ZONE = "Europe/London"
NOW = moment(datetime(2026, 3, 12, 22, 30), ZONE)
OWN = Own(amounts={"baclofen": frozenset({Quantity(Decimal(10), "mg")})})

_SITES = {"lower back": "lower-back", "abdomen": "belly"}
_CODES = {
    "stretching": "stretching",
    "botulinum toxin": "botulinum",
    "epsom bath": "epsom-bath",
    "dehydration": "little-to-drink",
    "posture": "long-sitting",
    "dizziness": "dizzy",
    "fatigue": "tired",
    "nausea": "sick",
    "dry mouth": "dry-mouth",
    "hard lump": "hard-lump",
    "stiffness": "stiff",
}
_PARTS = {"night": range(6), "morning": range(4, 12), "midday": range(11, 14), "afternoon": range(12, 18)}
_PARTS |= {"evening": range(17, 24)}


def rows(name: str) -> Iterator[dict[str, Any]]:
    """The sentences of a file such as `sentences-1`."""
    for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


@dataclass(frozen=True)
class Verdict:
    """What is wrong with one reading; `dangerous`: a dose that is false, or a sign of danger that is lost."""

    wrong: tuple[str, ...] = ()
    dangerous: bool = False

    @property
    def right(self) -> bool:
        return not self.wrong


def entries(found: Understood) -> list[Draft]:
    """The drafts that are more than words."""
    return [draft for draft in found.drafts if not isinstance(draft.body, Note)]


def taken(found: Understood) -> list[Dose]:
    """The doses that were kept as taken."""
    bodies = [draft.body for draft in found.drafts]
    return [body for body in bodies if isinstance(body, Dose) and body.status is not DoseStatus.SKIPPED]


# ---------------------------------------------------------------- the first file: one flat answer


def read_flat(row: Mapping[str, Any], text: str = "") -> Verdict:
    """A row of `sentences-1`; `text` instead of its own, to see how a misspelling is read."""
    found = understand(text or row["text"], now=NOW, own=OWN)
    return flat(row, found)


def flat(row: Mapping[str, Any], found: Understood) -> Verdict:
    kind = row["kind"]
    bodies = [draft.body for draft in entries(found)]
    wrong: list[str] = []
    match kind:
        case "unknown":
            wrong = ["something was understood"] if bodies or found.questions else []
        case "error_or_question":
            wrong = [] if found.questions else ["nothing asked"]
        case "dose_confirm":
            asked = bool(found.questions) and all(d.amount is None for d in taken(found))
            return Verdict(() if asked else ("kept an odd dose",), not asked)
        case "episode_or_unknown":
            wrong = [] if all(isinstance(b, Episode) for b in bodies) else ["something else"]
        case "episodes":
            wrong = [] if sum(isinstance(b, Episode) for b in bodies) == row["n"] else ["not that many"]
        case "any":
            wrong = []
        case _:
            return _flat_entry(row, found)
    return Verdict(tuple(wrong), bool(taken(found)))


def _flat_entry(row: Mapping[str, Any], found: Understood) -> Verdict:
    kinds: dict[str, type] = {
        "episode": Episode, "dose": Dose, "dose_missed": Dose, "treatment": Treatment, "side_effect": Symptom,
        "checkin": object, "exposure": Exposure, "test_result": Measurement,
    }  # fmt: skip
    drafts = [d for d in entries(found) if isinstance(d.body, kinds[row["kind"]])]
    wrong = []
    signs = bool(row.get("red_flag"))
    if not drafts and not signs:
        wrong.append(f"no {row['kind']}")
    if signs and not said(row["text"]):
        wrong.append("no sign of danger")
    asked = {k for k in row if k not in ("text", "kind", "red_flag", "tier")}
    if drafts or not signs:
        wrong += [f"{name}={row[name]}" for name in asked if not _slot(name, row, drafts, found)]
    for name in ("bother", "duration_s", "pain"):
        plainly = name == "duration_s" and "from 2 to 3" in row["text"]  # an hour, if a careful reader wants it
        if name not in row and row["kind"] == "episode" and not plainly and any(_extra(name, d) for d in drafts):
            wrong.append(f"{name} was not said")
    counted = row.get("count", 1)
    if row["kind"] == "episode" and len(drafts) > counted:
        wrong.append("too many")
    if row["kind"] == "dose" and taken(found) == []:
        wrong.append("not taken")
    doses = taken(found)
    bad = bool(wrong) and (
        (row["kind"] in ("dose", "dose_missed") and bool(doses)) or (signs and not said(row["text"]))
    )
    return Verdict(tuple(wrong), bad or (row["kind"] not in ("dose", "dose_missed") and bool(doses)))


def _extra(name: str, draft: Draft) -> bool:
    body = draft.body
    assert isinstance(body, Episode)
    return {"bother": body.bother, "duration_s": body.duration, "pain": body.pain}[name] is not None


def _slot(name: str, row: Mapping[str, Any], drafts: list[Draft], found: Understood) -> bool:
    value = row[name]
    bodies: list[Any] = [draft.body for draft in drafts]
    tests: dict[str, Callable[[Any], bool]] = {
        "sites": lambda b: _sites(b) == {(_SITES.get(s, s), side) for s, side in value}
        or (value[0][1] == "both_or_null" and _sites(b) <= {(value[0][0], "both"), (value[0][0], None)})
        or (value[0][0] == "thigh" and _sites(b) == {("thigh-front", value[0][1])}),
        "bother": lambda b: getattr(b, "bother", None) == value,
        "pain": lambda b: b.pain == value,
        "duration_s": lambda b: b.duration == timedelta(seconds=value),
        "woke": lambda b: b.woke is value,
        "sensations": lambda b: {_CODES.get(s, s) for s in value} <= _felt(b),
        "signs": lambda b: {_CODES.get(s, s) for s in value} <= set(b.signs),
        "impact": lambda b: set(value) <= set(b.impact),
        "medication": lambda b: b.medicine.code == value,
        "amount": lambda b: b.amount is not None and b.amount.value == value,
        "unit": lambda b: _unit(b) == value,
        "quantity": lambda b: b.amount == Quantity(Decimal(value), "{tbl}"),
        "treatment": lambda b: b.code == _CODES.get(value, value),
        "trigger": lambda b: b.code == _CODES.get(value, value) and b.level is not Level.NO,
        "analyte": lambda b: b.code == value,
        "value": lambda b: b.value is not None and float(b.value.value) == value,
    }  # fmt: skip
    match name:
        case "at":
            return any(f"{d.happened_at.local:%H:%M}" == value for d in drafts)
        case "at_offset_min":
            return any(d.happened_at.instant == NOW.instant + timedelta(minutes=value) for d in drafts)
        case "day":
            return any((d.happened_at.clock_date - NOW.clock_date).days == value for d in drafts)
        case "count":
            return len(drafts) == value
        case "effects":
            return {_CODES.get(e, e) for e in value} == {b.code for b in bodies}
        case "none":
            return any(isinstance(b, DiaryDay) and b.word is Word.NONE_SO_FAR for b in bodies)
        case "sleep_h":
            return any(
                isinstance(b, Measurement) and b.code == "sleep-hours" and b.value.value == value for b in bodies
            )
        case "stress":
            return any(isinstance(b, Exposure) and b.code == "stress" and b.value == value for b in bodies)
    return any(tests[name](body) for body in bodies)


def _unit(body: Any) -> str:
    quantity = getattr(body, "amount", None) or getattr(body, "value", None)
    return quantity.unit if quantity is not None else ""


def _felt(body: Any) -> set[str]:
    return {s.code for s in body.sensations} | {"stiff" if body.kind.value == "stiffness" else body.kind.value}


def _sites(body: Any) -> set[tuple[str, str | None]]:
    return {(site.region, site.side.value if site.side else None) for site in body.sites}


# ---------------------------------------------------------------- the second file: entries, slot by slot


def read(row: Mapping[str, Any], text: str = "") -> Verdict:
    """A row of `sentences-2`, `text` instead of its own."""
    now = moment(datetime.fromisoformat(row["now"]), ZONE)
    text = text or row["text"]
    return compared(row, understand(text, now=now, own=OWN, language=row["lang"]), now)


def compared(row: Mapping[str, Any], found: Understood, now: Moment) -> Verdict:
    got = [_flat(draft, now) for draft in entries(found)]
    wrong: list[str] = []
    if row["alert"]:
        return Verdict(("no sign",), True) if not said(row["text"]) else _any_dose(row, found)
    left = list(got)
    for want in row["expect"]:
        fit = next((g for g in left if not _differs(want, g, row["may"])), None)
        if fit is None:
            near = next((g for g in left if g["kind"] == want["kind"]), None)
            wrong.append(f"{want} not in {near and _differs(want, near, row['may'])}")
        else:
            left.remove(fit)
    wrong += [f"also {one}" for one in left if not _may(one, row["may"])]
    if row["ask"] and not found.questions:
        wrong.append("not asked")
    return Verdict(tuple(wrong), _false_dose(row, got))


def _any_dose(row: Mapping[str, Any], found: Understood) -> Verdict:
    doses = taken(found)
    return Verdict(("a dose that was not taken",) if doses else (), bool(doses))


def _false_dose(row: Mapping[str, Any], got: list[dict[str, Any]]) -> bool:
    wanted = [e for e in row["expect"] if e["kind"] == "dose" and e["status"] == "taken"]
    had = [g for g in got if g["kind"] == "dose" and g["status"] == "taken"]
    sets = {(w["medicine"], w.get("amount")) for w in wanted}
    return any(
        not any(g["medicine"] == m and (a is None or str(g.get("amount")) in (*a.split("|"), "None")) for m, a in sets)
        for g in had
    )


def _may(one: Mapping[str, Any], may: list[str]) -> bool:
    skipped = one["kind"] == "dose" and one["status"] == "skipped"
    return one["kind"] in may or "any" in may or (skipped and "dose-skipped" in may) or one["kind"] == "day"


def _differs(want: Mapping[str, Any], got: Mapping[str, Any], may: list[str]) -> str:
    for name, value in want.items():
        if name == "kind_not":
            if got.get("kind_") == value:
                return name
        elif name == "site":
            if not _same_places(set(got.get("site", ())), value, may):
                return f"site {got.get('site')}"
        elif name == "at":
            if not _at(value, got["when"], got["precision"], got["days"]):
                return f"at {got['days']} {got['when']:%H:%M}"
        elif name == "impact" or name == "during":
            if value not in got.get(name, ""):
                return f"{name} {got.get(name)}"
        elif str(got.get(name)) not in str(value).split("|"):
            return f"{name} {got.get(name)}"
    if want["kind"] == "episode":
        for name in ("bother", "pain", "duration", "band", "run", "running"):
            said_so = name in want or name in may or (name == "pain" and "pain0" in may)
            if not said_so and got.get(name) not in (None, False, "high", "low"):
                return f"{name} {got.get(name)} was not said"
    if "at" not in want and "at" not in may and want["kind"] in ("episode", "dose") and got["days"] not in (0,):
        return "another day"
    return ""


def _same_places(got: set[str], value: list[str], may: list[str]) -> bool:
    others = {m.partition(":")[2] for m in may if m.startswith("site:")}
    either = set(value[0].split("|")) if len(value) == 1 else set()
    return got == set(value) or (bool(others) and got == others) or bool(got & either)


def _at(value: str, when: datetime, precision: Precision, days: int) -> bool:
    day, _, clock = value.partition(" ")
    if str(days) not in day.split("|") and not (clock == "night" and str(days - 1) in day.split("|")):
        return False
    if clock == "*":
        return True
    if ":" in clock:
        return f"{when:%H:%M}" == clock
    return any(when.hour in _PARTS[part] for part in clock.split("|"))


def _flat(draft: Draft, now: Moment) -> dict[str, Any]:
    body = draft.body
    local = draft.happened_at.local
    common: dict[str, Any] = {
        "when": local,
        "precision": draft.precision,
        "days": (local.date() - now.clock_date) // timedelta(days=1),
    }
    sites = [f"{s.side.value}-{s.region}" if s.side else s.region for s in getattr(body, "sites", ())]
    match body:
        case Episode():
            return common | {
                "kind": "episode",
                "kind_": body.kind.value,
                "site": sites,
                "bother": body.bother,
                "pain": body.pain,
                "duration": _length(body.duration),
                "woke": body.woke,
                "running": body.running,
                "run": body.run,
                "band": body.bother_band.value if isinstance(body.bother_band, Band) else None,
                "impact": ",".join(body.impact),
                "during": ",".join(body.situations),
            }
        case Dose():
            amount = f"{plain(body.amount.value)}{body.amount.unit}" if body.amount else None
            return common | {
                "kind": "dose",
                "medicine": body.medicine.code,
                "amount": amount,
                "status": body.status.value,
            }
        case Treatment():
            return common | {"kind": "treatment", "code": body.code, "site": sites, "duration": _length(body.duration)}
        case Exposure():
            value = None if body.value is None else int(body.value)
            return common | {"kind": "exposure", "code": body.code, "level": body.level.value, "value": value}
        case Symptom():
            return common | {"kind": "symptom", "code": body.code, "site": sites}
        case Measurement():
            value = plain(body.value.value) if body.value else body.text
            return common | {"kind": "measurement", "code": body.code, "value": value}
        case _:
            return common | {"kind": "day"}


def _length(span: timedelta | None) -> str | None:
    if span is None:
        return None
    seconds = int(span.total_seconds())
    return f"{seconds}s" if seconds < 60 else f"{seconds // 60}m"


# ---------------------------------------------------------------- none of it taken


def not_taken(row: Mapping[str, Any]) -> Verdict:
    """A row of `not-taken`: no dose of it was taken."""
    doses = taken(understand(row["text"], now=NOW, own=OWN))
    return Verdict(("a dose",) if doses else (), bool(doses))


def main() -> None:
    """Print what is wrong, file by file."""
    for name, one in (("sentences-1", read_flat), ("sentences-2", read), ("not-taken", not_taken)):
        judged = [(row, one(row)) for row in rows(name)]
        for row, verdict in judged:
            if verdict.wrong:
                print("!!" if verdict.dangerous else "  ", row["text"], "|", *verdict.wrong, sep=" ")
        right, bad = sum(v.right for _, v in judged), sum(v.dangerous for _, v in judged)
        print(f"{name}: {right} of {len(judged)} right, {bad} dangerous\n")


if __name__ == "__main__":
    main()
