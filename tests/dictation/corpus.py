"""The corpus: sentences with the slots they hold, and how well the grammar finds them.

A line is `[clock] sentence => entry ; entry ; ?doubt`. An entry is its kind and its slots. Days count from the day
of `NOW`, `0` may be left out; a time ends in `~h`, `~p` or `~d` when
only the hour, the part of day or the day is known.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from unknot.dictation import Doubt, Draft, Own, Understood, understand
from unknot.journal.entry import Dose, DoseStatus, Episode, Exposure, Measurement, Note, Precision, Symptom, Treatment
from unknot.journal.quantity import Quantity
from unknot.journal.span import Moment, moment

FOLDER = Path(__file__).parent / "corpus"
ZONE = "Europe/Dublin"
NOW = datetime(2026, 3, 12, 9, 30)
OWN = Own(amounts={"baclofen": frozenset({Quantity(Decimal(10), "mg")})})
_EPISODES = {"spasm", "cramp", "stiffness", "twitching"}
_COARSE = {Precision.HOUR: "~h", Precision.DAY_PART: "~p", Precision.DAY: "~d", Precision.MINUTE: ""}
_DOUBTS = {Doubt.TIME: "?at"}


@dataclass(frozen=True)
class Sample:
    """One sentence, when it was said, and its slots."""

    text: str
    now: Moment
    language: str
    slots: Counter[str]

    def understood(self) -> Understood:
        return understand(self.text, now=self.now, own=OWN, language=self.language)


def samples(name: str) -> Iterator[Sample]:
    """The sentences of a file such as `en-work`."""
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        said, _, expected = line.rpartition(" => ")
        clock = re.match(r"\[(\d\d):(\d\d)\] ", said)
        at = NOW if clock is None else datetime.combine(NOW, time(int(clock[1]), int(clock[2])))
        text = said[clock.end() :] if clock else said
        yield Sample(text, moment(at, ZONE), name[:2], _expected(expected))


def _expected(text: str) -> Counter[str]:
    slots: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for part in text.split(" ; "):
        words = part.split()
        if words[0] == "nothing":
            continue
        if words[0].startswith("?"):
            slots[words[0]] += 1
            continue
        what = "episode" if words[0] in _EPISODES else words[0]
        seen[what] += 1
        mark = f"{what}{seen[what]}"
        slots[mark] += 1
        if what != words[0]:
            slots[f"{mark} kind={words[0]}"] += 1
        for word in words[1:]:
            name, _, values = word.partition("=")
            for value in values.split(","):
                slots[f"{mark} {name}={value}"] += 1
    return slots


def found(understood: Understood, now: Moment) -> Counter[str]:
    """The slots that were understood, written as in the files."""
    slots: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for draft in understood.drafts:
        if isinstance(draft.body, Note):
            continue
        what = _what(draft)
        seen[what] += 1
        mark = f"{what}{seen[what]}"
        slots[mark] += 1
        for name, value in _slots(draft, now):
            slots[f"{mark} {name}={value}"] += 1
    for question in understood.questions:
        slots[_DOUBTS.get(question.doubt, f"?{question.doubt.value}")] += 1
    return slots


def _what(draft: Draft) -> str:
    match draft.body:
        case Episode():
            return "episode"
        case Dose():
            return "dose"
        case Treatment():
            return "treatment"
        case Exposure():
            return "exposure"
        case Symptom():
            return "symptom"
        case Measurement():
            return "measure"
        case _:
            return "day"


def _slots(draft: Draft, now: Moment) -> Iterator[tuple[str, str]]:
    for slot in draft.slots:
        if slot.name == "status" and slot.value == DoseStatus.TAKEN.value:
            continue
        if slot.name in ("at", "planned"):
            coarse = _COARSE[draft.precision] if slot.name == "at" else ""
            yield slot.name, _at(datetime.fromisoformat(slot.value), now) + coarse
        else:
            yield slot.name, slot.value.replace("{", "").replace("}", "")


def _at(at: datetime, now: Moment) -> str:
    days = (at.date() - now.clock_date) // timedelta(days=1)
    clock = f"{at.hour}:{at.minute:02d}"
    return f"{days}/{clock}" if days else clock


@dataclass
class Score:
    """How many slots there were, how many were found, and how many were found that are not there."""

    there: int = 0
    right: int = 0
    wrong: int = 0

    @property
    def recall(self) -> float:
        return self.right / self.there

    @property
    def wrong_rate(self) -> float:
        return self.wrong / (self.right + self.wrong)


def score(name: str) -> Score:
    total = Score()
    for sample in samples(name):
        got = found(sample.understood(), sample.now)
        total.there += sample.slots.total()
        total.right += (sample.slots & got).total()
        total.wrong += (got - sample.slots).total()
    return total


def show(name: str) -> None:
    """Print where the grammar differs from a file: only for the part to work on."""
    for sample in samples(name):
        got = found(sample.understood(), sample.now)
        if got != sample.slots:
            print(sample.text, "| missing", dict(sample.slots - got), "| wrong", dict(got - sample.slots))


if __name__ == "__main__":
    import sys

    show(f"{sys.argv[1]}-work")
    for part in ("work", "measure"):
        print(part, score(f"{sys.argv[1]}-{part}"))
