"""The emergency card: what a stranger must know when the person cannot say it. Every fact on it is from the journal.

It stands alone: no server, no link. It says what the person wrote down, and what their labels say of baclofen; it adds
no advice of its own and names no dose that was not typed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from unknot.journal.entry import Circumstance, Entry, Person, Prescription, Standing
from unknot.journal.journal import Journal
from unknot.journal.plan import step_on
from unknot.knowledge.card_words import CardWords, card_languages, card_words
from unknot.knowledge.words import as_written
from unknot.report.header import CONDITIONS
from unknot.report.plans import limit_words, medicine_words, step_words
from unknot.report.wording import Voice, joined, plain

ORAL, SPINAL = "baclofen", "baclofen-intrathecal"
PUMP = "baclofen-pump"
HIGH_INJURY = ("injury-t6-or-above", "autonomic-dysreflexia", "injury-level-not-sure")
"""Any of these, and the card speaks of autonomic dysreflexia; a level that is not sure counts as high."""
ALSO = (
    "epilepsy", "blood-thinner", "diabetes", "heart-disease", "breathing-disease", "pregnant", "catheter",
)  # fmt: skip
LONGEST_CODE = 980
"""Bytes in the code: a version 25 code at level M holds 997; a phone reads it from another phone's screen."""


@dataclass(frozen=True, slots=True)
class CardRow:
    """A line of the card: its name and what it says; an `urgent` one has no name and stands on top."""

    name: str
    words: tuple[str, ...]
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class CardSide:
    """The card in one language. `unread` says that no native speaker has read its fixed words."""

    language: str
    title: str
    lead: str
    who: str
    rows: tuple[CardRow, ...]
    call: CardRow
    made: str
    unread: str

    @property
    def urgent(self) -> tuple[str, ...]:
        return tuple(words for row in self.rows if row.urgent for words in row.words)

    @property
    def plain_rows(self) -> tuple[CardRow, ...]:
        return tuple(row for row in self.rows if not row.urgent)


@dataclass(frozen=True, slots=True)
class EmergencyCard:
    """The card, English first. `newest` is the day of the last change to anything on it; None if nothing is."""

    sides: tuple[CardSide, ...]
    made: date
    newest: date | None
    left_out: int
    """Private entries that would stand on it: their owner decides, the card does not."""
    digest: str
    """The same for two cards that say the same, whenever they were made."""

    @property
    def english(self) -> CardSide:
        return self.sides[0]

    @property
    def empty(self) -> bool:
        """Whether there is nothing on it that a stranger would have to know."""
        return self.newest is None

    @property
    def code_text(self) -> str:
        """What the code says, in plain words that any phone shows: the English side, then the other's warnings."""
        return _code_text(self.sides)

    def changed_since(self, earlier: EmergencyCard) -> tuple[str, ...]:
        """The names of the rows that say something else than on an earlier card; the title for its warnings."""
        then = {row.name: row.words for row in earlier.english.plain_rows}
        rows = (*self.english.plain_rows, self.english.call)
        then[earlier.english.call.name] = earlier.english.call.words
        found = [row.name for row in rows if then.get(row.name) != row.words]
        found += [name for name in then if name not in {row.name for row in rows}]
        warned = self.english.urgent != earlier.english.urgent or self.english.who != earlier.english.who
        return (*([self.english.title] if warned else []), *found)


def emergency_card(whole: Journal, *, today: date, emergency: str, voice: Voice) -> EmergencyCard:
    """The card of a journal as it stands today.

    `emergency` is the number to call in the country of the `voice`, "" if it is not known.
    """
    journal = whole.public()
    used = _used(journal, today)
    languages = card_languages(voice.country)
    sides = tuple(_side(journal, card_words()[one], today, emergency, voice) for one in languages)
    days = [_changed(journal, entry) for entry in used]
    said = repr([(side.who, side.rows, side.call) for side in sides])
    return EmergencyCard(
        sides=sides,
        made=today,
        newest=max(days, default=None),
        left_out=len(_used(whole, today)) - len(used),
        digest=hashlib.sha256(said.encode()).hexdigest()[:16],
    )


def _used(journal: Journal, today: date) -> list[Entry[Circumstance] | Entry[Prescription] | Entry[Person]]:
    """The entries that the card is made of."""
    facts = {*HIGH_INJURY, *ALSO, *CONDITIONS, PUMP, "kidney-disease", "on-dialysis", "allergy", "allergy-baclofen"}
    people = [e for e in journal.of(Person)[-1:] if e.body.name or e.body.contacts or e.body.birth_date]
    stand = [e for e in journal.of(Circumstance) if e.body.code in facts]
    return [*people, *stand, *_plans(journal, today)]


def _changed(journal: Journal, entry: Entry[Circumstance] | Entry[Prescription] | Entry[Person]) -> date:
    changes = journal.changes.get(entry.id, ())
    return max(one.provenance.recorded_at.clock_date for one in (entry, *changes))


def _plans(journal: Journal, today: date) -> list[Entry[Prescription]]:
    """The plans that run today; baclofen first, as the code may have no room for the last."""
    begun = [e for e in journal.of(Prescription) if e.body.first_day <= today]
    runs = [e for e in begun if e.body.ends is None or e.body.ends >= today]
    return sorted(runs, key=lambda e: (e.body.medicine.code not in (SPINAL, ORAL), e.body.medicine.name.lower(), e.id))


# ---------------------------------------------------------------- one side


def _side(journal: Journal, of: CardWords, today: date, emergency: str, voice: Voice) -> CardSide:
    speaks = Voice(as_written, of.language, voice.country, voice.clock, voice.own)
    words, person = of.words, journal.person
    born = words["born"].format(day=speaks.full(person.birth_date)) if person.birth_date else ""
    newest = max((_changed(journal, e) for e in _used(journal, today)), default=None)
    return CardSide(
        language=of.language,
        title=words["title"],
        lead=words["lead"],
        who=joined([plain(person.name, 80), born]),
        rows=(*_warnings(journal, of, today), *_facts(journal, of, today), _medicines(journal, of, today, speaks)),
        call=_call(person, of, emergency),
        made=" ".join(
            [
                words["made"].format(day=speaks.full(today)),
                *([words["newest"].format(day=speaks.full(newest))] if newest else []),
            ]
        ),
        unread=words["unread"] if of.unread else "",
    )


def _standing(journal: Journal, today: date) -> dict[str, Circumstance]:
    """The newest answer to each fact, as long as it holds."""
    found = {e.body.code: e.body for e in journal.of(Circumstance)}
    return {code: fact for code, fact in found.items() if fact.until is None or fact.until >= today}


def _warnings(journal: Journal, of: CardWords, today: date) -> Iterable[CardRow]:
    facts = _standing(journal, today)
    taken = {e.body.medicine.code for e in _plans(journal, today)}
    pump = _is(facts, PUMP) or SPINAL in taken
    high = [code for code in HIGH_INJURY if _is(facts, code)]
    said = [
        of.words["pump"] if pump else "",
        of.words["baclofen"] if ORAL in taken else "",
        f"{of.words['dysreflexia']} ({', '.join(of.facts[code] for code in high)})" if high else "",
    ]
    return [CardRow("", (one,), urgent=True) for one in said if one]


def _is(facts: dict[str, Circumstance], code: str) -> bool:
    return code in facts and facts[code].standing is Standing.YES


def _facts(journal: Journal, of: CardWords, today: date) -> Iterable[CardRow]:
    facts = _standing(journal, today)
    words = of.words
    conditions = [_worded(facts[code], of) for code in CONDITIONS if code in of.facts and _is(facts, code)]
    also = [_worded(facts[code], of) for code in ALSO if _is(facts, code)]
    rows = [
        CardRow(words["condition"], tuple(conditions)),
        CardRow(words["allergies"], _asked(facts, of, ("allergy", "allergy-baclofen"), words["none"])),
        CardRow(words["kidneys"], _asked(facts, of, ("kidney-disease", "on-dialysis"), words["no-problem"])),
        CardRow(words["also"], tuple(also)),
    ]
    return [row for row in rows if row.words]


def _worded(fact: Circumstance, of: CardWords) -> str:
    detail = plain(fact.detail, 60)
    return f"{of.facts[fact.code]} ({detail})" if detail else of.facts[fact.code]


def _asked(facts: dict[str, Circumstance], of: CardWords, codes: Sequence[str], no: str) -> tuple[str, ...]:
    """What was answered: yes with its detail, not sure, no, or that nobody answered. Silence is never a no."""
    yes = tuple(plain(facts[code].detail, 80) or of.facts[code] for code in codes if _is(facts, code))
    answers = [facts[code].standing for code in codes if code in facts]
    if yes:
        return yes
    if Standing.NOT_SURE in answers:
        return (of.words["not-sure"],)
    return (no,) if answers else (of.words["not-answered"],)


def _medicines(journal: Journal, of: CardWords, today: date, voice: Voice) -> CardRow:
    english = Voice(as_written, "en", voice.country, voice.clock, voice.own)
    lines = tuple(_plan_line(e.body, of, today, voice, english) for e in _plans(journal, today))
    return CardRow(of.words["medicines"], lines or (of.words["no-medicines"],))


def _plan_line(plan: Prescription, of: CardWords, today: date, voice: Voice, english: Voice) -> str:
    """As typed: the medicine, what the plan asks for today in English words and figures, and since when."""
    step = step_on(plan, today)
    what = [step_words(step, english)] if step is not None and step.doses else []
    if plan.as_needed is not None:
        what.append(limit_words(plan.as_needed, english))
    started = max(step.starts, plan.first_day) if step is not None else plan.starts
    since = of.words["since"].format(day=voice.full(started)) if plan.starts is not None and started else ""
    return f"{medicine_words(plan.medicine, english)}: {'; '.join(part for part in (*what, since) if part)}".rstrip(
        ": "
    )


def _call(person: Person, of: CardWords, emergency: str) -> CardRow:
    lines = [f"{plain(one.name, 60)} {plain(one.phone, 40)}".strip() for one in person.contacts]
    if emergency:
        lines.append(f"{of.words['emergency']} {emergency}")
    return CardRow(of.words["call"], tuple(lines))


# ---------------------------------------------------------------- in the code


def _code_text(sides: Sequence[CardSide]) -> str:
    """As much as the code holds: medicines give way last to first, then the second language; no warning ever does."""
    other = [words for side in sides[1:] for words in (side.title.upper(), *side.urgent)]
    medicines = sides[0].plain_rows[-1]
    more = card_words()[sides[0].language].words["more"]
    for foreign in (other, []):
        for n in range(len(medicines.words), -1, -1):
            rest = len(medicines.words) - n
            shown = (*medicines.words[:n], *([more.format(n=rest)] if rest else []))
            text = _lines(sides[0], shown, foreign)
            if len(text.encode()) <= LONGEST_CODE:
                return text
    return text.encode()[:LONGEST_CODE].decode(errors="ignore")


def _lines(side: CardSide, medicines: Sequence[str], foreign: Sequence[str]) -> str:
    facts = side.plain_rows
    lines = [
        side.title.upper(),
        side.who,
        *(f"! {words}" for words in side.urgent),
        f"{side.call.name}: {', '.join(side.call.words)}" if side.call.words else "",
        *(f"{row.name}: {', '.join(row.words)}" for row in facts[:-1]),
        f"{facts[-1].name}: {' | '.join(medicines)}",
        side.made,
        *foreign,
    ]
    return "\n".join(line for line in lines if line)
