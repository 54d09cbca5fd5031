"""Medicines in the column that is about them: "baclofen 10mg", "10mg + magnesium 250", "5/5/5", "forgot it"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from unknot.dictation.phrasebook import language
from unknot.dictation.words import LANGUAGES
from unknot.importers.spreadsheet.cell import Unread, is_blank, number_of, plain, says_none, yes_or_no
from unknot.importers.words import either, said
from unknot.journal.entry import NAME, DoseStatus, Medicine
from unknot.journal.quantity import Quantity
from unknot.knowledge.vocabulary import medicine_in, vocabulary

UNITS = {
    "mg": "mg", "g": "g", "mcg": "ug", "µg": "ug", "ug": "ug", "μg": "ug", "ml": "mL", "l": "L", "iu": "[iU]",
    "ie": "[iU]", "drop": "{drop}", "drops": "{drop}", "tropfen": "{drop}", "puff": "{puff}", "puffs": "{puff}",
}  # fmt: skip
WHICH = Unread("Which medicine was this?")
TICK = Unread("A tick does not say what was taken: it was kept as words.")
NOT_READ = Unread("This was not read as a medicine: it was kept as words.")
MOST_TABLETS = 4
LEAST_MILLIGRAMS = 5
_DAY = re.compile(r"\d{1,4}(?:[.,]\d)?(?:\s*[/-]\s*\d{1,4}(?:[.,]\d)?){1,5}")
_CLOCK = re.compile(
    r"(?:(?:\bat|\bum|@)\s*)?\b\d{1,2}(?:[:.]\d{2})?\s*(?:am|pm|uhr)\b|(?:(?:\bat|\bum|@)\s*)?\b\d{1,2}:\d{2}\b"
)
_NUMBER = r"(?:\d+(?:[.,]\d+)?|½)"


@dataclass(frozen=True, slots=True)
class Taken:
    """A dose that a cell tells. `bare`: its amount stood alone and was given the medicine of the column."""

    medicine: Medicine
    amount: Quantity | None
    status: DoseStatus
    text: str
    bare: bool = False
    of_the_day: bool = False


@lru_cache(maxsize=4096)
def doses(cell: str, medicine: str = "", unit: str = "", *, own: bool = False) -> tuple[Taken | Unread, ...]:
    """The doses in a cell, in order, each part that is none as `Unread`. `medicine` and `unit` are those of its
    column, for bare amounts; `own`: the heading is that medicine. Empty for a cell that says that nothing was taken.
    """
    if says_none(cell) or is_blank(cell):
        return ()
    if _DAY.fullmatch(cell.strip()) and not re.fullmatch(r"1/[2-4]", cell.strip()):
        return tuple(_day_of_doses(cell, medicine, unit))
    if (answer := yes_or_no(cell)) and medicine and number_of(cell) is None:
        return (TICK,)
    if answer is False:
        return ()
    return tuple(_of_part(part, medicine, unit, own=own) for part in _parts(cell) if not says_none(part))


def amount_of(cell: str, unit: str = "", code: str = "") -> Quantity | None:
    """An amount alone: "10 mg", "2 tablets", "10" with the unit of its column."""
    amount, rest = _amount(plain(cell), unit, code)
    return amount if not rest.strip(" .") else None


def code_of(name: str) -> str:
    """Our code for a medicine by a name that is spelt as we know it; empty for any other."""
    if found := medicine_in(name):
        return found
    words = re.findall(r"[^\W\d_]+", name.lower())
    codes = {code for at in LANGUAGES for word in words if (code := language(at).medicines.get(word))}
    return codes.pop() if len(codes) == 1 else ""


def _day_of_doses(cell: str, medicine: str, unit: str) -> Iterator[Taken | Unread]:
    if not medicine or not unit:
        yield WHICH
        return
    for number in re.split(r"\s*[/-]\s*", cell.strip()):
        value = Decimal(number.replace(",", "."))
        if value > 0:
            yield Taken(_named(medicine), Quantity(value, unit), DoseStatus.TAKEN, cell, of_the_day=True)


def _parts(cell: str) -> list[str]:
    joined = either("cell", "amongst")
    return [
        p for part in re.split(rf"\s*(?:[+&;|\n]|(?<!\d),|,(?!\d)|\s(?:{joined})\s)\s*", cell) if (p := part.strip())
    ]


def _of_part(part: str, medicine: str, unit: str, *, own: bool) -> Taken | Unread:
    text = plain(part)
    status, text = _status(text)
    known = code_of(text)
    text = _CLOCK.sub(" ", text)
    amount, rest = _amount(text, unit if known in ("", medicine) else "", known or medicine)
    name = _name(rest)
    if "?" in part or _says_more(name, known, status):
        return NOT_READ
    if known:
        called = name if code_of(name) else vocabulary("medicine")[known].words
        return Taken(Medicine(name=_as_written(part, called), code=known), amount, status, part)
    bare = amount or status is not DoseStatus.TAKEN or (own and number_of(part) is not None)
    if medicine and (not name or status is DoseStatus.SKIPPED) and bare:
        return Taken(_named(medicine), amount, status, part, bare=not own)
    if name and amount and len(name.split()) <= 4:
        return Taken(Medicine(name=_as_written(part, name)[:NAME]), amount, status, part)
    return WHICH if not name else NOT_READ


def _says_more(name: str, known: str, status: DoseStatus) -> bool:
    """Whether words stand beside the name of a medicine that may say that it was not taken: "ran out of", "no more"."""
    if not known or status is DoseStatus.SKIPPED:
        return False
    words = [word for word in name.split() if word not in _BESIDE and not code_of(word)]
    spelled = {w for s in vocabulary("medicine")[known].spellings for w in re.findall(r"[^\W\d_]+", s.lower())}
    return any(word not in spelled for word in words)


def _named(medicine: str) -> Medicine:
    """The medicine of a column, by its code or by its own name."""
    term = vocabulary("medicine").terms.get(medicine)
    return Medicine(name=term.words, code=medicine) if term else Medicine(name=medicine[:NAME])


def _status(text: str) -> tuple[DoseStatus, str]:
    for key, status in (("missed", DoseStatus.SKIPPED), ("extra", DoseStatus.EXTRA)):
        pattern = rf"(?<![^\W\d_])(?:{either('cell', key)})(?![^\W\d_])"
        if re.search(pattern, text):
            return status, re.sub(pattern, " ", text)
    return DoseStatus.TAKEN, text


def _amount(text: str, unit: str, code: str) -> tuple[Quantity | None, str]:
    """The amount in a text, and the text without it."""
    if match := _with_unit().search(text):
        times = Decimal(match["times"] or match["after"] or 1)
        value = Decimal(match["n"].replace(",", ".")) * times
        rest = text[: match.start()] + " " + text[match.end() :]
        return (Quantity(value, UNITS[match["unit"].lower()]) if value > 0 else None), rest
    if match := _tablets().search(text):
        rest = text[: match.start()] + " " + text[match.end() :]
        return _tablet_count(match["n"]), rest
    numbers = re.findall(rf"(?<![\d.,/-]){_NUMBER}(?![\d.,/:-])", text)
    if len(numbers) != 1:
        return None, text
    rest = text.replace(numbers[0], " ", 1)
    rest = re.sub(r"(?<![^\W\d_])[x×](?![^\W\d_])", " ", rest)
    first = re.match(rf"\s*{re.escape(numbers[0])}\s*x?\s*[^\W\d_]", text) is not None
    return _bare(numbers[0], unit, code, first=first), rest


def _bare(number: str, unit: str, code: str, *, first: bool) -> Quantity | None:
    """A number without a unit: tablets if it stands before the name, mg after it, or what the column says."""
    value = number_of(number.replace("½", "0.5"))
    if value is None or value <= 0:
        return None
    if unit:
        return Quantity(Decimal(number.replace(",", ".").replace("½", "0.5")), unit)
    if first:
        return Quantity(Decimal(str(value)), "{tbl}") if value <= MOST_TABLETS else None
    in_milligrams = code in _in_milligrams()
    return Quantity(Decimal(number.replace(",", ".")), "mg") if in_milligrams and value >= LEAST_MILLIGRAMS else None


def _tablet_count(number: str) -> Quantity | None:
    value = Decimal(number.replace(",", ".").replace("½", "0.5"))
    return Quantity(value, "{tbl}") if value > 0 else None


def _name(text: str) -> str:
    words = re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", text)
    return " ".join(word for word in words if word not in _SMALL)


_BESIDE = frozenset(
    """morning evening noon night midday lunch dinner breakfast bedtime bed before after with food am pm daily dose
    tablet tablets capsule capsules oral po sr er xl xr mr cr retard hcl hydrochloride citrate oxide prn as needed
    half one two three quarter full usual normal extra again late early slow release modified extended drops liquid
    solution morgens mittags abends nachts vor nach dem essen halbe ganze matin midi soir mañana noche""".split()
)
"""Words beside the name of a medicine that change nothing about its having been taken."""
_SMALL = frozenset("took taken take had of my the a an at in dose genommen von um mg my ein eine x".split())


def _as_written(part: str, name: str) -> str:
    """The name as the person wrote it, capitals too."""
    at = part.lower().find(name)
    return part[at : at + len(name)] if at >= 0 else name


@cache
def _in_milligrams() -> frozenset[str]:
    """Medicines whose bare number is in mg: those that are sold in no other unit, as far as we know."""
    named = "baclofen tizanidine dantrolene diazepam gabapentin pregabalin cyclobenzaprine carisoprodol methocarbamol"
    more = "tolperisone paracetamol ibuprofen naproxen magnesium quinine"
    return frozenset(f"{named} {more}".split())


@cache
def _with_unit() -> re.Pattern[str]:
    units = "|".join(sorted(UNITS, key=len, reverse=True))
    return re.compile(
        rf"(?:(?P<times>\d{{1,2}})\s*[x×*]\s*)?(?P<n>\d+(?:[.,]\d+)?)\s*(?P<unit>{units})(?![^\W\d_])(?:\s*[x×*]\s*(?P<after>\d{{1,2}})(?!\d))?",
        re.IGNORECASE,
    )


@cache
def _tablets() -> re.Pattern[str]:
    words = "|".join(sorted((re.escape(w) for w in said("cell", "tablets")), key=len, reverse=True))
    return re.compile(rf"(?P<n>{_NUMBER})\s*(?:x\s*)?(?:{words})(?![^\W\d_])")
