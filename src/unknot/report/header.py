"""Who the page is about, how much of the period is recorded, and what the person wants to ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from unknot.analysis.figures import within
from unknot.journal.coverage import Day, DayState
from unknot.journal.entry import Circumstance, Entry, Episode, Goal, Note, Role, Standing, Visit
from unknot.journal.journal import Journal
from unknot.report.profile import Block, Header, Line, Recorded
from unknot.report.scales import goal_said
from unknot.report.wording import Voice, counted, plain

CONDITIONS = (
    "multiple-sclerosis", "spinal-cord-injury", "stroke", "cerebral-palsy", "brain-injury", "motor-neurone-disease",
    "hereditary-spastic-paraplegia", "parkinsons", "dystonia", "stiff-person", "night-cramps", "ordinary-cramps",
    "restless-legs", "neuropathy", "other-cause", "cause-not-known",
)  # fmt: skip
"""The standing facts that say why there are spasms, in the order in which they are printed."""

FEWEST_PERCENT = 70


def header(journal: Journal, first: date, last: date, voice: Voice) -> Header:
    """Name, birth date and condition, as far as they were given."""
    _ = voice._
    person = journal.person
    about = [_("born {day}").format(day=voice.full(person.birth_date))] if person.birth_date else []
    facts = {e.body.code: e.body for e in journal.of(Circumstance)}
    for code in CONDITIONS:
        fact = facts.get(code)
        if fact is not None and fact.standing is Standing.YES and (fact.until is None or fact.until >= first):
            detail = plain(fact.detail, 60)
            words = voice.coded("circumstance", code)
            about.append(f"{words} ({detail})" if detail else words)
    return Header(plain(person.name, 80), tuple(about), voice.period(first, last), _facts(journal, last, voice))


def _facts(journal: Journal, last: date, voice: Voice) -> tuple[str, ...]:
    """Kidneys, allergies and a pump, each as it was answered: yes with its detail, no, not sure, or not answered."""
    _ = voice._
    asked: tuple[tuple[str, tuple[str, ...], str, str], ...] = (
        (_("Kidneys"), ("kidney-disease", "on-dialysis"), _("no problem said"), _("Kidneys: problems")),
        (_("Allergies to medicines"), ("allergy", "allergy-baclofen"), _("none said"), _("Allergy")),
        (_("Baclofen pump"), ("baclofen-pump",), _("no"), _("Baclofen pump: yes")),
    )
    return tuple(_fact(journal, last, *row, voice) for row in asked)


def _fact(journal: Journal, last: date, name: str, codes: Sequence[str], no: str, yes: str, voice: Voice) -> str:
    _ = voice._
    answers = [e.body for e in journal.of(Circumstance) if e.body.code in codes]
    newest = {fact.code: fact for fact in answers if fact.standing is not Standing.YES or _holds(fact, last)}
    said = [fact for fact in newest.values() if fact.standing is Standing.YES]
    if said:
        details = [plain(fact.detail, 60) for fact in said if fact.detail.strip()]
        details += [voice.coded("circumstance", fact.code) for fact in said if fact.code not in codes[:1]]
        return _("{name} ({details})").format(name=yes, details=", ".join(details)) if details else yes
    if any(fact.standing is Standing.NOT_SURE for fact in newest.values()):
        return _("{name}: not sure").format(name=name)
    return _("{name}: {answer}").format(name=name, answer=no if newest else _("not answered"))


def _holds(fact: Circumstance, last: date) -> bool:
    return fact.until is None or fact.until >= last


def recorded(journal: Journal, days: Sequence[Day], voice: Voice) -> Recorded:
    """How many days are recorded, from memory, in part; by whom; and the banner if it is too little."""
    _ = voice._
    states = [day.state for day in days]
    spasms = within(journal.of(Episode), days[0].day, days[-1].day)
    figures = Recorded(
        days=len(days),
        vouched=states.count(DayState.VOUCHED),
        partly=states.count(DayState.PARTLY),
        recalled=sum(day.recalled for day in days),
        by_carer=_by(spasms, Role.CARER),
        by_clinician=_by(spasms, Role.CLINICIAN),
        parts=(),
        banner="",
    )
    parts = [
        _("Recorded {n} of {days} days ({percent} %)").format(
            n=figures.vouched, days=figures.days, percent=figures.percent
        ),
        counted(figures.partly, _("1 more in part"), _("{n} more in part")) if figures.partly else "",
        counted(figures.recalled, _("1 day from memory"), _("{n} days from memory")) if figures.recalled else "",
        counted(figures.by_carer, _("1 spasm seen by a carer"), _("{n} spasms seen by a carer"))
        if figures.by_carer
        else "",
        counted(figures.by_clinician, _("1 spasm seen by a clinician"), _("{n} spasms seen by a clinician"))
        if figures.by_clinician
        else "",
        _("Counts are minimums"),
    ]
    needed = -(-FEWEST_PERCENT * figures.days // 100)
    banner = (
        ""
        if figures.enough
        else _("Too few recorded days for summary numbers: {n} of {days}, at least {needed} are needed.").format(
            n=figures.vouched, days=figures.days, needed=needed
        )
    )
    return Recorded(
        figures.days, figures.vouched, figures.partly, figures.recalled, figures.by_carer, figures.by_clinician,
        tuple(part for part in parts if part), banner,
    )  # fmt: skip


def _by(spasms: Sequence[Entry[Episode]], role: Role) -> int:
    return sum(e.provenance.role is role for e in spasms)


def questions(journal: Journal, last: date, now: datetime, voice: Voice) -> Block:
    """What is to be asked: the questions of the next visit, those noted since the last one, and the goal."""
    _ = voice._
    visits = journal.of(Visit)
    asked = [e for e in visits if e.happened_at.clock_date <= last]
    since = asked[-1].happened_at.instant if asked else None
    coming = next((e for e in visits if e.happened_at.clock_date > last), None)
    words = list(coming.body.questions) if coming else []
    words += [
        e.body.text
        for e in journal.of(Note)
        if e.body.question and e.happened_at.instant <= now and (since is None or e.happened_at.instant > since)
    ]
    unique = dict.fromkeys(plain(word, 300) for word in words)
    lines = [Line(str(n), word) for n, word in enumerate((word for word in unique if word), start=1)]
    goals = [e.body for e in journal.of(Goal) if e.happened_at.instant <= now]
    if goals:
        lines.append(Line(_("My goal"), goal_said(goals[-1], voice)))
    return Block(_("My questions"), "", tuple(lines), _("No questions written down."))
