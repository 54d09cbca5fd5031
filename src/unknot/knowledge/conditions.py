"""What a rule can look for: a small fixed set of typed conditions, each a fact, an operand and a threshold.

There is no expression language: a clause is a list of these, and all must hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from unknot.journal.codes import codes
from unknot.journal.entry import EpisodeKind
from unknot.journal.quantity import Quantity
from unknot.knowledge.data import Malformed, Table, known, text, texts
from unknot.knowledge.said import DOSE_FACTS
from unknot.knowledge.vocabulary import medicines_of


class Newness(StrEnum):
    """Whether a symptom that the person did not call new or usual counts."""

    UNLESS_USUAL = "unless-usual"
    SAID = "said"  # only if they said it is new or sudden


@dataclass(frozen=True, slots=True, kw_only=True)
class Felt:
    """At least so many of these symptoms within so long: ticked, or found in what was written."""

    any: frozenset[str]
    within: timedelta
    at_least: int = 1
    times: int = 1
    new: Newness = Newness.UNLESS_USUAL
    sudden: bool = False
    still: bool | None = None  # True: said to be still there. False: not said. None: either
    bother: int = 0
    longer_than: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """One of these standing facts holds; with `not_sure`, "not sure" counts as well."""

    any: frozenset[str]
    not_sure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StandsNot:
    """None of these standing facts was said to hold."""

    any: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotDenied:
    """None of these standing facts was answered with "no"."""

    any: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """A plan now, or a dose within so long, of one of these medicines."""

    any: frozenset[str]
    within: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Spasms:
    """So many spasms within so long that have one of each that is named.."""

    within: timedelta
    times: int = 1
    kinds: frozenset[EpisodeKind] = frozenset(EpisodeKind)
    sites: frozenset[str] = frozenset()
    signs: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    impact: frozenset[str] = frozenset()
    pain: int = 0
    one_sided: bool = False
    days: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A spasm started so long ago that nobody has stopped, and not so long ago that it was forgotten."""

    kinds: frozenset[EpisodeKind]
    for_at_least: timedelta
    at_most: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A value at or above a limit (below it, with `below`); with `above_usual`, so much above the person's own usual.

    With `unless_usual` it counts only while the person has typed no usual value of that code.
    """

    code: str
    limit: Quantity
    within: timedelta
    below: bool = False
    above_usual: str = ""
    unless_usual: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposed:
    """One of these exposures, or a drink logged as a medicine, within so long."""

    any: frozenset[str]
    within: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Treated:
    """One of these treatments within so long."""

    any: frozenset[str]
    within: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Under:
    """The person, by the birth date they gave, is younger than so many years."""

    years: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """So much of these medicines, added up over so long; or so many tablets of a strength that nobody knows."""

    any: frozenset[str]
    at_least: Quantity
    tablets: int
    within: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class NightsWoken:
    """So many nights woken by a spasm within so many days."""

    at_least: int
    days: int


class Beside(StrEnum):
    """How the doses recorded stand beside the plan that was typed in."""

    MISSED = "missed"  # so many in a row skipped, or said to be missed
    REDUCED = "reduced"  # skipped, missed, run out, stopped, or a lower step of the plan
    NONE_RECORDED = "none-recorded"  # nothing recorded for so long: unknown, so it is asked
    BELOW = "below"  # fully answered days, lower than the plan
    ABOVE = "above"  # more than the plan
    RUNNING_OUT = "running-out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doses:
    """The doses of these medicines (all, if none is named) beside their plan; the numbers each kind needs."""

    are: Beside
    of: frozenset[str] = frozenset()
    in_a_row: int = 0
    hours: int = 0
    late_hours: int = 0
    days: int = 0
    times: int = 1  # how many times the plan, or more, for `ABOVE`


@dataclass(frozen=True, slots=True, kw_only=True)
class Worsening:
    """The trend, as the caller worked it out, has been worse for so many days."""

    days: int


Condition: TypeAlias = (
    Felt
    | Stands
    | StandsNot
    | NotDenied
    | Taking
    | Exposed
    | Treated
    | Under
    | Took
    | Spasms
    | Running
    | Measured
    | NightsWoken
    | Doses
    | Worsening
)


def condition(row: Table, where: str) -> Condition:
    """The condition a table states; `Malformed` for an unknown kind, key or code."""
    kind = text(row, "if", where)
    if kind not in _KINDS:
        raise Malformed(f"{where}: no such condition as {kind}")
    keys, make = _KINDS[kind]
    known(row, frozenset({"if", *keys}), where)
    return make(row, where)


def _hours(row: Table, where: str) -> timedelta:
    return timedelta(hours=_number(row, "hours", where))


def _number(row: Table, key: str, where: str, default: int | None = None) -> int:
    value = row.get(key, default)
    if type(value) is not int or value < 0:
        raise Malformed(f"{where}: {key} is not a number")
    return value


def _coded(row: Table, key: str, vocabulary: str, where: str) -> frozenset[str]:
    found = frozenset(texts(row, key, where))
    if stray := sorted(found - codes(vocabulary)):
        raise Malformed(f"{where}: {', '.join(stray)} not in {vocabulary}")
    return found


def _some(found: frozenset[str], where: str) -> frozenset[str]:
    if not found:
        raise Malformed(f"{where}: names nothing to look for")
    return found


def medicines(row: Table, key: str, where: str) -> frozenset[str]:
    """Medicine codes, where a class stands for its members."""
    found: set[str] = set()
    for name in texts(row, key, where):
        members = medicines_of(name) | ({name} & codes("medicine"))
        if not members:
            raise Malformed(f"{where}: no medicine or class {name}")
        found |= members
    return frozenset(found)


def _kinds(row: Table, where: str) -> frozenset[EpisodeKind]:
    return frozenset(EpisodeKind(kind) for kind in texts(row, "kinds", where)) or frozenset(EpisodeKind)


def _signs(row: Table, where: str) -> frozenset[str]:
    """Codes of symptoms, and what a text can say of doses."""
    found = frozenset(texts(row, "any", where))
    if stray := sorted(found - codes("symptom") - DOSE_FACTS):
        raise Malformed(f"{where}: {', '.join(stray)} not in symptom")
    return _some(found, where)


def _felt(row: Table, where: str) -> Condition:
    still = row.get("still")
    return Felt(
        any=_signs(row, where),
        within=_hours(row, where),
        at_least=_number(row, "at_least", where, 1),
        times=_number(row, "times", where, 1),
        new=Newness(row.get("new", Newness.UNLESS_USUAL)),
        sudden=row.get("sudden") is True,
        still=still if isinstance(still, bool) else None,
        bother=_number(row, "bother", where, 0),
        longer_than=timedelta(minutes=_number(row, "longer_than_minutes", where, 0)),
    )


def _standing(row: Table, where: str) -> frozenset[str]:
    return _some(_coded(row, "any", "circumstance", where), where)


def _spasms(row: Table, where: str) -> Condition:
    return Spasms(
        within=_hours(row, where),
        times=_number(row, "times", where, 1),
        kinds=_kinds(row, where),
        sites=_coded(row, "sites", "site", where),
        signs=_coded(row, "signs", "sign", where),
        after=_coded(row, "after", "after-effect", where),
        impact=_coded(row, "impact", "impact", where),
        pain=_number(row, "pain", where, 0),
        one_sided=row.get("one_sided") is True,
        days=_number(row, "days", where, 1),
    )


def _running(row: Table, where: str) -> Condition:
    return Running(
        kinds=_kinds(row, where),
        for_at_least=timedelta(minutes=_number(row, "minutes", where)),
        at_most=timedelta(hours=_number(row, "at_most_hours", where)),
    )


def _measured(row: Table, where: str) -> Condition:
    (code,) = _coded(row, "code", "measurement", where)
    below = "below" in row
    return Measured(
        code=code,
        limit=Quantity(Decimal(text(row, "below" if below else "at_least", where)), text(row, "unit", where)),
        within=_hours(row, where),
        below=below,
        above_usual="".join(_coded(row, "above_usual", "measurement", where)),
        unless_usual="".join(_coded(row, "unless_usual", "measurement", where)),
    )


def _took(row: Table, where: str) -> Condition:
    return Took(
        any=_some(medicines(row, "any", where), where),
        at_least=Quantity(Decimal(text(row, "at_least", where)), text(row, "unit", where)),
        tablets=_number(row, "tablets", where),
        within=_hours(row, where),
    )


def _doses(row: Table, where: str) -> Condition:
    numbers = {key: _number(row, key, where, 0) for key in ("in_a_row", "hours", "late_hours", "days")}
    numbers["times"] = _number(row, "times", where, 1)
    return Doses(are=Beside(row.get("are", "")), of=medicines(row, "of", where), **numbers)


_KINDS: Mapping[str, tuple[tuple[str, ...], Callable[[Table, str], Condition]]] = {
    "felt": (
        ("any", "hours", "at_least", "times", "new", "sudden", "still", "bother", "longer_than_minutes"),
        _felt,
    ),
    "stands": (
        ("any", "not_sure"),
        lambda row, where: Stands(any=_standing(row, where), not_sure=row.get("not_sure") is True),
    ),
    "stands-not": (("any",), lambda row, where: StandsNot(any=_standing(row, where))),
    "not-denied": (("any",), lambda row, where: NotDenied(any=_standing(row, where))),
    "taking": (
        ("any", "hours"),
        lambda row, where: Taking(any=_some(medicines(row, "any", where), where), within=_hours(row, where)),
    ),
    "exposed": (
        ("any", "hours"),
        lambda row, where: Exposed(any=_some(_coded(row, "any", "exposure", where), where), within=_hours(row, where)),
    ),
    "treated": (
        ("any", "hours"),
        lambda row, where: Treated(any=_some(_coded(row, "any", "treatment", where), where), within=_hours(row, where)),
    ),
    "under": (("years",), lambda row, where: Under(years=_number(row, "years", where))),
    "took": (("any", "at_least", "unit", "tablets", "hours"), _took),
    "spasms": (
        ("hours", "times", "kinds", "sites", "signs", "after", "impact", "pain", "one_sided", "days"),
        _spasms,
    ),
    "running": (("kinds", "minutes", "at_most_hours"), _running),
    "measured": (("code", "at_least", "below", "unit", "hours", "above_usual", "unless_usual"), _measured),
    "nights-woken": (
        ("at_least", "days"),
        lambda row, where: NightsWoken(at_least=_number(row, "at_least", where), days=_number(row, "days", where)),
    ),
    "doses": (("are", "of", "in_a_row", "hours", "late_hours", "days", "times"), _doses),
    "worsening": (("days",), lambda row, where: Worsening(days=_number(row, "days", where))),
}
