"""How letters of a clinic write a plan, in English and in German: the patterns that `letter` reads with.

The groups of a pattern have the same names in every language (some only in one), so that the reading is one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

Pattern = re.Pattern[str]

_ONE_TO_SIX = ("1", "2", "3", "4", "5", "6")
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class LetterWords:
    """One language. `often` is by times a day, the most first; `scheme` is 1-0-1, where it is in use."""

    numbers: Mapping[str, str]
    units: Mapping[str, str]
    months: Mapping[str, int]
    amount: Pattern
    strength: Pattern
    clock: Pattern
    often: Mapping[int, Pattern]
    times_of_day: tuple[Pattern, ...]
    scheme: Pattern
    other_day: Pattern
    needed: Pattern
    most: Pattern
    apart: Pattern
    begins: Pattern
    until: Pattern
    lasts: Pattern
    week: Pattern
    reason: Pattern
    who: Pattern
    cut: Pattern
    small: frozenset[str]
    plural: str

    def one_form(self, words: str) -> str:
        """The form in the singular."""
        return re.sub(self.plural, "", words.lower())


def _either(words: Mapping[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _found(pattern: str) -> Pattern:
    return re.compile(pattern, re.I)


def _by_times(words: Mapping[int, str]) -> dict[int, Pattern]:
    return {n: _found(words[n]) for n in sorted(words, reverse=True)}


# ---------------------------------------------------------------- English

_NUMBERS = {
    "half": "0.5",
    "a": "1",
    **dict(zip(("one", "two", "three", "four", "five", "six"), _ONE_TO_SIX, strict=True)),
}
_UNITS = {
    "mg": "mg", "milligram": "mg", "milligrams": "mg", "mcg": "ug", "µg": "ug", "microgram": "ug",
    "micrograms": "ug", "g": "g", "ml": "mL", "tablet": "{tbl}", "tablets": "{tbl}", "tab": "{tbl}", "tabs": "{tbl}",
    "capsule": "{tbl}", "capsules": "{tbl}", "drop": "{drop}", "drops": "{drop}", "puff": "{puff}", "puffs": "{puff}",
}  # fmt: skip
_N = r"(?P<n>\d+(?:[.,]\d+)?|half(?: a)?|one|two|three|four|five|six)"
_UNIT = rf"(?P<unit>{_either(_UNITS)})\b"
_FORM = r"(?P<form>tablets?|capsules?|oral (?:solution|suspension)|liquid|syrup|patch(?:es)?)\b"
_A_DAY = r"(?:(?:in|per|a|every|each|within)(?: any)? (?:24[ -]?(?:hours|hrs|h)|day))"
_DATE = (
    r"(?:(?P<y>\d{4})-(?P<mo>\d\d)-(?P<d>\d\d)"
    r"|(?P<d2>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?P<mo2>[a-z]{3,9})\.?,?(?: (?P<y2>\d{4}))?"
    r"|(?P<mo3>[a-z]{3,9})\.? (?P<d3>\d{1,2})(?:st|nd|rd|th)?\b,?(?: (?P<y3>\d{4}))?)"
)

ENGLISH = LetterWords(
    numbers=_NUMBERS,
    units=_UNITS,
    months={
        name: n
        for n, name in enumerate(
            ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
        )
    },
    amount=_found(rf"\b{_N}\s*{_UNIT}"),
    strength=_found(rf"^\W*{_N}\s*(?P<unit>mg|mcg|µg|micrograms?|milligrams?|g)\b\s*{_FORM}"),
    clock=_found(
        r"\b(?P<h>[01]?\d|2[0-3])[:.](?P<m>[0-5]\d)\s*(?P<half>[ap]\.?m\b\.?)?"
        r"|\b(?P<h2>1[0-2]|[1-9])\s*(?P<half2>[ap]\.?m\b\.?)|\b(?P<word>noon|midday|midnight)\b"
    ),
    often=_by_times(
        {
            1: r"once (?:a|each|per|every) day|once daily|\bo\.?d\.?\b|daily"
            r"|(?:every|each|at|in the) (?:night|morning|evening)|at bedtime|\bnocte\b|\bmane\b",
            2: r"twice (?:a|each|per) day|twice daily|(?:2|two) times (?:a|each|per) day|\bb\.?(?:i\.?)?d\.?\b",
            3: r"(?:3|three) times (?:a|each|per) day|(?:3|three) times daily|\bt\.?d\.?s\.?\b|\bt\.?i\.?d\.?\b",
            4: r"(?:4|four) times (?:a|each|per) day|(?:4|four) times daily|\bq\.?d\.?s\.?\b|\bq\.?i\.?d\.?\b",
        }
    ),
    times_of_day=(),
    scheme=_NEVER,
    other_day=_found(r"\b(?:every other day|(?:on )?alternate days|every (?P<n>\d{1,2}) days)\b"),
    needed=_found(r"\b(?:as|when|if|only if) (?:needed|required|necessary)\b|\bp\.?r\.?n\b\.?"),
    most=_found(
        rf"\b(?:no more than|not more than|max(?:imum|\.)?(?: of)?|up to|at most)\s*{_N}"
        rf"(?P<what>\s*(?:doses?|tablets?|capsules?|times))?\s*{_A_DAY}"
    ),
    apart=_found(
        rf"\b(?:at least|leave|wait|minimum(?: of)?)\s*(?:at least\s*)?{_N}\s*(?:hours|hrs|hour|h)\b"
        rf"(?:\s*(?:apart|between(?: doses)?))?"
    ),
    begins=_found(rf"\b(?:from|starting(?: on)?|start(?: on)?|beginning(?: on)?|on)\s+{_DATE}"),
    until=_found(rf"\b(?:until|till|to|ending(?: on)?|stop(?: on)?)\s+{_DATE}"),
    lasts=_found(r"\bfor (?:the )?(?:first )?(?P<n>\d{1,3}|one|two|three|four|five|six|a) (?P<unit>days?|weeks?)\b"),
    week=_found(r"\b(?P<unit>week|day)s?\s*(?P<n>\d{1,3})(?:\s*(?:-|–|to|and)\s*(?P<last>\d{1,3}))?\s*:?"),
    reason=_found(
        r"\bfor (?:the |your |relief of )?"
        r"(?P<why>(?:muscle |leg |night |nerve )?(?:spasms?|spasticity|stiffness|cramps?|pain))\b"
    ),
    who=re.compile(r"\b(?P<who>(?:Dr|Doctor|Prof|Professor|Nurse)\.? [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)"),
    cut=_found(r"[\n;]+|\.(?=\s|$)|,?\s*\b(?:and then|then|after that|followed by)\b|(?=\b(?:week|days?) \d)"),
    small=frozenset(
        """a an and are as at be by can continue day dear each for from give has have her his i if in increase increased
    is it mouth of on oral orally please should start started starting take taken taking tablet tablets the them then
    this to was we were will with you your reduce reduced decrease capsule capsules up down dose doses per please
    prescribed prescription treatment plan medicine medication commence increasing reducing mg""".split()
    ),
    plural=r"(?<=patch)es$|s$",
)

# ---------------------------------------------------------------- German

_ZAHLEN = {
    "halbe": "0.5", "½": "0.5", "ein": "1", "eine": "1", "einen": "1", "einer": "1",
    **dict(zip(("eins", "zwei", "drei", "vier", "fünf", "sechs"), _ONE_TO_SIX, strict=True)),
}  # fmt: skip
_EINHEITEN = {
    "mg": "mg", "milligramm": "mg", "µg": "ug", "mcg": "ug", "mikrogramm": "ug", "g": "g", "ml": "mL",
    "tablette": "{tbl}", "tabletten": "{tbl}", "tbl": "{tbl}", "tabl": "{tbl}", "tab": "{tbl}", "kapsel": "{tbl}",
    "kapseln": "{tbl}", "kps": "{tbl}", "tropfen": "{drop}", "hub": "{puff}", "hübe": "{puff}",
}  # fmt: skip
_Z = rf"(?P<n>\d+(?:[.,]\d+)?|{_either(_ZAHLEN)})"
_EINHEIT = rf"(?P<unit>{_either(_EINHEITEN)})\b\.?"
_GABE = r"(?:film)?tabletten?|kapseln?|lösung|saft|tropfen|pflaster"
_STUECK = r"(?:\d(?:[.,]\d+)?|½)"  # one digit: 2026-05-03 is a day
_SCHEMA = rf"{_STUECK}(?:\s*-\s*{_STUECK}){{2,3}}"
_AM_TAG = r"(?:täglich|tgl\b\.?|am tag|pro tag|(?:in|innerhalb von) 24 (?:stunden|std\.?|h))"
_MAL = r"\s*(?:x|×|mal)\s*"
_DATUM = (
    r"(?:(?P<y>\d{4})-(?P<mo>\d\d)-(?P<d>\d\d)"
    r"|(?P<d2>\d{1,2})\.\s?(?P<mo2>[a-zä]{3,9})\.?(?: (?P<y2>\d{4}))?"
    r"|(?P<d3>\d{1,2})\.\s?(?P<mo4>\d{1,2})\.(?:\s?(?P<y3>\d{4}))?)"
)

GERMAN = LetterWords(
    numbers=_ZAHLEN,
    units=_EINHEITEN,
    months={
        name: n
        for n, names in enumerate(
            ("jan jän", "feb", "mär mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez"), start=1
        )
        for name in names.split()
    },
    amount=_found(rf"(?<![\w,.-]){_Z}\s*{_EINHEIT}"),
    strength=_found(rf"^\W*{_Z}\s*(?P<unit>mg|mcg|µg|g)\b\s*(?:(?P<form>{_GABE})\b|(?=:?\s*{_SCHEMA}))"),
    clock=_found(
        r"\b(?P<h>[01]?\d|2[0-3])[:.](?P<m>[0-5]\d)(?!\.?\d)\s*(?:uhr\b)?"
        r"|\b(?P<h2>[01]?\d|2[0-3])\s*uhr\b|\b(?P<word>mitternacht)\b"
    ),
    often=_by_times(
        {
            1: rf"\b(?:1{_MAL}|einmal |eine? mal ){_AM_TAG}|\bzur nacht\b|\bvor dem schlafen(?:gehen)?\b",
            2: rf"\b(?:2{_MAL}|zweimal |zwei mal ){_AM_TAG}",
            3: rf"\b(?:3{_MAL}|dreimal |drei mal ){_AM_TAG}",
            4: rf"\b(?:4{_MAL}|viermal |vier mal ){_AM_TAG}",
        }
    ),
    times_of_day=tuple(_found(rf"\b{name}\b") for name in ("morgens", "mittags", "nachmittags", "abends", "nachts")),
    scheme=_found(rf"(?<![\w.,-]){_SCHEMA}(?![\w-])"),
    other_day=_found(r"\b(?:jeden (?:zweiten|2\.|anderen) tag|alle (?P<n>\d{1,2}) tage)\b"),
    needed=_found(r"\bbei bedarf\b|\bb\. ?b\.|\bbedarfsweise\b|\b(?:wenn|falls) nötig\b"),
    most=_found(
        rf"\b(?:höchstens|maximal|max\.?|nicht mehr als|bis zu)\s*{_Z}"
        rf"(?P<what>\s*(?:dosen|tabletten?|kapseln?|mal|x))?\s*{_AM_TAG}"
    ),
    apart=_found(
        rf"\b(?:im abstand von |abstand )?(?:mindestens|wenigstens)\s*{_Z}\s*(?:stunden?|std\.?|h)\b"
        rf"(?:\s*(?:abstand|auseinander|dazwischen))?"
    ),
    begins=_found(rf"\b(?:ab(?: dem)?|vom|von|seit(?: dem)?|beginn(?:end)?(?: am)?|am)\s+{_DATUM}"),
    until=_found(rf"\bbis(?: zum| einschließlich)?\s+{_DATUM}"),
    lasts=_found(rf"\b(?:für )?(?P<n>\d{{1,3}}|{_either(_ZAHLEN)}) (?P<unit>tage?|wochen?)(?: lang)?\b"),
    week=_found(
        r"\b(?P<unit>woche|tag)\s*(?P<n>\d{1,3})(?:\s*(?:-|–|bis)\s*(?P<last>\d{1,3}))?\s*:?"
        r"|\b(?P<nth>\d{1,3})\. (?P<unit2>woche|tag)\b"
    ),
    reason=_found(
        r"\b(?:gegen|wegen|bei)(?: die| ihre| der| ihrer)? (?P<why>\w*(?:spasmen|spastik|krämpfen?|schmerzen))\b"
    ),
    who=re.compile(r"\b(?P<who>(?:Prof\. )?(?:Dr|Prof)\.(?: med\.)? [A-ZÄÖÜ][\w'’-]+(?: [A-ZÄÖÜ][\w'’-]+)?)"),
    cut=_found(
        r"[\n;]+|(?<!\d)(?<!tgl)(?<!tbl)(?<!\bb)\.(?=\s|$)|,?\s*\b(?:und dann|dann|danach|anschließend|gefolgt von)\b"
        r"|(?=\b(?:woche|tag) \d)|(?=\b\d{1,2}\. woche)|(?=\bab(?: dem)? \d)"
    ),
    small=frozenset(
        """am an auf bei bitte das dem den der die dosis dosen ein eine einer einnahme einnehmen einzunehmen
        erhöhen erhöht erhöhung es für geben gegen ihr ihre ihnen im in jeweils kapsel kapseln langsam lang
        mg mit morgens nach nehmen oral patient patientin plan reduzieren reduziert sie sind steigern
        steigerung tablette tabletten täglich tag tage uhr um und von vor war weiter wegen wie wir wird
        wurde zu zum zur zunächst beginn beginnen beginnend je""".split()
    ),
    plural=r"(?<=tablette)n$|(?<=kapsel)n$",
)
