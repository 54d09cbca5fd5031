"""Side effects beside spasms: what was felt, how many days after the medicine's last change, on the same axis."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from unknot.analysis.side_effects import felt, last_turn
from unknot.analysis.side_effects import window as window
from unknot.journal.coverage import Coverage, Day, days
from unknot.journal.entry import Entry, Symptom
from unknot.journal.journal import Journal
from unknot.report.changes import Change, changes
from unknot.report.chart.beside import Mark, beside
from unknot.report.charts import NARROW, PAPER, WIDE, Sheet, count_words, key_words, signs
from unknot.report.profile import Chart, Table
from unknot.report.wording import Voice, counted, plain

MOST_ROWS = 6


@dataclass(frozen=True, slots=True)
class SideEffectsPage:
    """What is said first, the picture, and each side effect with when it was."""

    title: str
    lead: str
    caution: str
    chart: Chart | None
    lines: tuple[str, ...]


def felt_words(journal: Journal, first: date, last: date, voice: Voice) -> dict[date, str]:
    """What was felt on each day that has a side effect."""
    found: dict[date, dict[str, None]] = defaultdict(dict)
    for entry in felt(journal, first, last):
        found[entry.diary_day][voice.coded("symptom", entry.body.code)] = None
    return {day: ", ".join(words) for day, words in found.items()}


# ---------------------------------------------------------------- since when


def since_words(journal: Journal, medicine: str, day: date, voice: Voice) -> str:
    """12 days after baclofen was last changed (16 March); '' if the journal has no plan of it."""
    _, turn = voice._, last_turn(journal, medicine, day) if medicine.strip() else None
    if turn is None:
        return ""
    on, started = turn
    n, name = (day - on).days, plain(medicine, 40)
    if started:
        words = (
            _("the day {medicine} was started"),
            _("1 day after {medicine} was started"),
            _("{n} days after {medicine} was started"),
        )
    else:
        words = (
            _("the day {medicine} was changed"),
            _("1 day after {medicine} was last changed"),
            _("{n} days after {medicine} was last changed"),
        )
    said = words[min(n, 2)].format(n=n, medicine=name)
    return _("{since} ({day})").format(since=said, day=voice.day(on))


# ---------------------------------------------------------------- the page


def side_effects(
    journal: Journal, covered: Coverage, first: date, last: date, zone: str, voice: Voice
) -> SideEffectsPage:
    """The days from `first` to `last`: spasms above, what was felt below, changes drawn through both."""
    _ = voice._
    logged = felt(journal, first, last)
    if not logged:
        lead = _("No side effect was logged from {period}. That does not mean there was none.")
        return SideEffectsPage(_("Side effects"), lead.format(period=voice.period(first, last)), "", None, ())
    counted_days = days(journal, first, last, zone, covered)
    changed = [change for change in changes(journal, first, last, voice) if change.marked]
    by_code = _by_code(logged)
    return SideEffectsPage(
        title=_("Side effects"),
        lead=_lead(by_code, changed, voice),
        caution=_("Fewer spasms with more weakness is not simply better. Other things may have caused it too."),
        chart=_chart(counted_days, by_code, changed, voice),
        lines=tuple(_line(entry, journal, voice) for entry in reversed(logged)),
    )


def _by_code(logged: Sequence[Entry[Symptom]]) -> dict[str, list[Entry[Symptom]]]:
    """What was felt on most days first."""
    found: dict[str, list[Entry[Symptom]]] = defaultdict(list)
    for entry in logged:
        found[entry.body.code].append(entry)
    order = sorted(found, key=lambda code: (-len({e.diary_day for e in found[code]}), code))
    return {code: found[code] for code in order}


def _lead(by_code: dict[str, list[Entry[Symptom]]], changed: Sequence[Change], voice: Voice) -> str:
    _ = voice._
    parts = []
    for code, entries in list(by_code.items())[:3]:
        on = {entry.diary_day for entry in entries}
        name = voice.coded("symptom", code)
        if changed:
            before = sum(day < changed[-1].day for day in on)
            parts.append(_("{what} logged on {before} before and {after} after").format(
                what=name, before=counted(before, _("1 day"), _("{n} days")), after=len(on) - before
            ))  # fmt: skip
        else:
            parts.append(counted(len(on), _("{what} on 1 day"), _("{what} on {n} days"), what=name))
    said = "; ".join(parts)
    if not changed:
        return _("Logged: {felt}.").format(felt=said)
    return _("{change}, {day}: {felt}.").format(
        change=changed[-1].words[:1].upper() + changed[-1].words[1:], day=voice.day(changed[-1].day), felt=said
    )


def _line(entry: Entry[Symptom], journal: Journal, voice: Voice) -> str:
    """22 March: sleepy, bother 6; suspected: baclofen, 12 days after it was last changed."""
    _, body = voice._, entry.body
    bands = {"low": _("bother low"), "medium": _("bother medium"), "high": _("bother high")}
    bother = _("bother {n}").format(n=body.bother) if body.bother is not None else ""
    bother = bother or (bands[body.bother_band] if body.bother_band else "")
    medicine = plain(body.suspected_medicine, 40)
    since = since_words(journal, medicine, entry.diary_day, voice)
    what = ", ".join(part for part in (voice.coded("symptom", body.code), bother) if part)
    thought = _("suspected: {medicine}").format(medicine=medicine) if medicine else ""
    said = "; ".join(part for part in (what, thought, since, plain(body.note, 80)) if part)
    return _("{day}: {what}").format(day=voice.day(entry.diary_day), what=said)


# ---------------------------------------------------------------- the picture


def _chart(
    shown: Sequence[Day], by_code: dict[str, list[Entry[Symptom]]], changed: Sequence[Change], voice: Voice
) -> Chart:
    _ = voice._
    title = _("Spasms and side effects, day by day")
    rows = {voice.coded("symptom", code): _marks(by_code[code]) for code in list(by_code)[:MOST_ROWS]}
    sentence = _("Spasms above, what was felt below, on the same days.")
    signed = signs(changed) if len(changed) != 1 else signs([*changed, changed[0]])[:1]
    labels = [(day.day, voice.short(day.day)) for n, day in enumerate(shown) if n % 14 == 0]

    def draw(sheet: Sheet) -> str:
        return beside(
            shown, rows, signed, title, sentence, labels=labels, ink=sheet.ink, name=f"beside-{sheet.name}",
            width=sheet.width, size=sheet.size,
        )  # fmt: skip

    hint = _("bar: spasms of a recorded day; hatched: not recorded in full; larger dot: more bother")
    key = key_words(signed, voice)
    return Chart(title, hint, sentence, draw(NARROW), draw(WIDE), draw(PAPER), _table(title, shown, rows, voice), key)


def _marks(entries: Sequence[Entry[Symptom]]) -> dict[date, Mark]:
    """The worst of each day."""
    found: dict[date, Mark] = {}
    for entry in entries:
        mark = _mark(entry.body)
        found[entry.diary_day] = max(found.get(entry.diary_day, mark), mark)
    return found


def _mark(body: Symptom) -> Mark:
    if body.bother_band is not None:
        return {"low": Mark.SMALL, "medium": Mark.MIDDLE, "high": Mark.LARGE}[body.bother_band]
    if body.bother is None:
        return Mark.NOT_SAID
    return Mark.SMALL if body.bother <= 3 else Mark.MIDDLE if body.bother <= 6 else Mark.LARGE


def _table(title: str, shown: Sequence[Day], rows: dict[str, dict[date, Mark]], voice: Voice) -> Table:
    _ = voice._

    def row(day: Day) -> Iterator[str]:
        yield voice.full(day.day)
        yield count_words(day, voice)
        yield ", ".join(name for name, marks in rows.items() if day.day in marks)

    return Table(title, (_("Day"), _("spasms"), _("what was felt")), tuple(tuple(row(day)) for day in shown))
