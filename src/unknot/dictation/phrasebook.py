"""The words of a language, read from its data file: phrases, units, numbers, and templates with holes.

A template is a row of words; `[x]` may be missing, `(a|b)` is one of two, `{name}` is a hole: a number (`{n}`),
an hour (`{h}`), a clock time (`{c}`, or `{clear}` when it needs no "at"), or any phrase of that table.
A hole that is used twice carries a digit: `{n} or {n2}`. `{length}` is a length of time ("1 hour 20 minutes", "a minute
and a half"). A word that ends in `*` stands for itself and its German endings: `heftig*`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from itertools import product
from typing import Any

from unknot.dictation.tokens import normalised
from unknot.dictation.words import LANGUAGES, Language, Reading, Template, split
from unknot.knowledge.vocabulary import vocabulary

_PHRASES = """state locked correction part barepart named day now unclear blocker no none-day sofar since kind many
arow side sideof site band running wokebare woke asleep useful feel sign after afterwards during impact
helped helpedby nothelped andwent treatment stage because exposure exposure-no sleep worst taken missed
extra tablets medicine makesme blame new symptom measurement""".split()


@cache
def language(code: str) -> Language:
    """The words of a language; English for one that has no file yet (`en-GB` is `en`)."""
    base = code.split("-")[0].lower()
    base = base if base in LANGUAGES else "en"
    file = resources.files("unknot") / "dictation" / "words" / f"{base}.toml"
    return _language(base, tomllib.loads(file.read_text(encoding="utf-8")))


_ENDINGS = ("", "e", "en", "er", "es", "em")


def _phrases_of(value: str) -> list[str]:
    parts = [part for part in re.split(r",\s+", " ".join(value.split())) if part.strip()]
    return [" ".join(split(one)) for part in parts for one in _inflected(part)]


def _inflected(phrase: str) -> list[str]:
    """A phrase with each ending of its starred words."""
    if "*" not in phrase:
        return [phrase]
    words = [[word[:-1] + end for end in _ENDINGS] if word.endswith("*") else [word] for word in phrase.split()]
    return [" ".join(chosen) for chosen in product(*words)]


def _table(data: Mapping[str, Any], name: str) -> dict[str, str]:
    """Phrase to code."""
    return {phrase: code for code, words in data.get(name, {}).items() for phrase in _phrases_of(words)}


def _language(code: str, data: Mapping[str, Any]) -> Language:
    units = data["units"]
    bare = Language(
        code=code,
        decimal=data["decimal"],
        numbers={word: int(n) for word, n in _table(data, "numbers").items()},
        multiples={word: int(n) for word, n in _table(data, "multiples").items()},
        joiner=data.get("joiner", ""),
        whole_day=bool(data.get("clock24", False)),
        soft=frozenset(_phrases_of(data["soft"]["words"])),
        not_after=frozenset(_phrases_of(data.get("spoken", {}).get("after", ""))),
        not_before=frozenset(_phrases_of(data.get("spoken", {}).get("before", ""))),
        homophones=data.get("homophones", {}),
        prepositions=data.get("prepositions", {}),
        compounds=tuple(_phrases_of(data.get("compound", {}).get("words", ""))),
        sound=data.get("sound", {}),
        rewrites=_rewrites(data["rewrite"]),
        phrases={},
        templates=(),
        units=_table(units, "duration"),
        amounts=_table(units, "amount"),
        results=_table(units, "result"),
        weekdays={w: int(n) for w, n in _table(data, "weekdays").items()},
        months={w: int(n) for w, n in _table(data, "months").items()},
        sets=_sets(data),
        medicines=_medicines(data),
        known=frozenset(),
        senses={},
    )
    phrases: dict[tuple[str, ...], list[Reading]] = {}
    for reading, phrase in _readings(data, bare.medicines):
        words = tuple(token.norm for token in normalised(phrase, bare))
        phrases.setdefault(words, []).append(reading)
    found = {**vars(bare), "phrases": _by_first(phrases), "templates": _templates(data, bare)}
    return Language(**{**found, "known": _known(bare, phrases, data), "senses": _senses(bare, phrases)})


def _known(bare: Language, phrases: Mapping[tuple[str, ...], Any], data: Mapping[str, Any]) -> frozenset[str]:
    """Every word of the language file, so that no other word is read as one of these while it is one itself."""
    templates = " ".join(template for several in data["templates"].values() for template in several)
    found = {word for phrase in phrases for word in phrase} | set(re.findall(r"[^\W\d_]+", templates))
    found |= {word for phrase in _every_phrase(data) for word in phrase.split()}
    return frozenset(found | set(bare.medicines) | set(bare.homophones) | set(bare.sound))


def _every_phrase(data: Mapping[str, Any]) -> Iterator[str]:
    for value in data.values():
        if isinstance(value, str):
            yield from _phrases_of(value)
        elif isinstance(value, dict):
            yield from _every_phrase(value)


def _senses(bare: Language, phrases: Mapping[tuple[str, ...], list[Reading]]) -> dict[str, str]:
    """What a word alone means, to tell whether two spellings are one."""
    found = {p[0]: " ".join(f"{r.kind}/{r.value}" for r in readings) for p, readings in phrases.items() if len(p) == 1}
    return found | {word: f"unit/{unit}" for word, unit in bare.units.items()}


def _readings(data: Mapping[str, Any], medicines: Mapping[str, str]) -> Iterator[tuple[Reading, str]]:
    for name in _PHRASES:
        for code, words in data.get(name, {}).items():
            for phrase in _phrases_of(words):
                yield Reading(name, code), phrase
    yield from ((Reading("medicine", code), " ".join(split(phrase))) for phrase, code in medicines.items())


def _medicines(data: Mapping[str, Any]) -> dict[str, str]:
    """Every spelling of a medicine to its code."""
    found = {spelling.lower(): t.code for t in vocabulary("medicine").terms.values() for spelling in t.spellings}
    return found | {phrase: code for phrase, code in _table(data, "medicine").items() if phrase}


def _sets(data: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    single = {
        name: data[name]
        for name in (
            "and",
            "break",
            "or",
            "filler",
            "the",
            "mine",
            "one",
            "quite",
            "self",
            "beside",
            "tail",
            "copula",
            "nottaken",
            "innight",
            "daybefore",
            "measured",
            "without",
            "hesitation",
            "aftertimes",
            "feels",
            "noneof",
            "roughly",
            "asking",
            "askedof",
            "plainly",
        )
    }
    began = {"since": data["since"]["began"]}
    nested = {name: data[name]["words"] for name in ("sofar", "many", "milligrams", "afterwards")}
    holes = {name: data["holes"][name] for name in ("about", "at", "lasting", "am", "pm", "night", "till", "x", "is")}
    every = {
        "sides": ", ".join((data["side"]["left"], data["side"]["right"])),
        "places": ", ".join(data["site"].values()),
    }
    return {name: frozenset(_phrases_of(words)) for name, words in (single | began | nested | holes | every).items()}


def _rewrites(data: Mapping[str, str]) -> dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]:
    rules = [(tuple(p.split()), tuple(split(to))) for to, words in data.items() for p in _phrases_of(words)]
    return _by_first(dict(rules))


def _by_first(rules: Mapping[tuple[str, ...], Any]) -> dict[str, tuple[tuple[tuple[str, ...], Any], ...]]:
    """Rules by their first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
    for words, value in rules.items():
        if words:
            found.setdefault(words[0], []).append((words, tuple(value)))
    return {first: tuple(sorted(of, key=lambda rule: -len(rule[0]))) for first, of in found.items()}


# ---------------------------------------------------------------- templates


def _templates(data: Mapping[str, Any], words: Language) -> tuple[Template, ...]:
    holes = _holes(data, words)
    rules = [(kind, template) for kind, several in data["templates"].items() for template in several]
    return tuple(Template(kind, _compiled(template, holes)) for kind, template in rules)


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _holes(data: Mapping[str, Any], words: Language) -> dict[str, str]:
    holes = {name: _either(_phrases_of(phrases)) for name, phrases in data["holes"].items()}
    part = f"(?: (?:{holes['am']}|{holes['pm']}|{holes['night']}))"
    oclock = f"(?: (?:{holes['oclock']}))"
    units = _either([*words.units, *words.amounts, "/", "out of"])
    alone = f"(?! (?:{units}) )"
    clear = "|".join(
        (
            rf"[0-9]{{1,2}} : [0-9]{{2}}{oclock}?{part}?",
            rf"[0-9]{{1,2}}{oclock} [0-9]{{2}}{alone}{part}?",
            rf"[0-9]{{1,2}}(?:\.[0-9]{{2}})?{oclock}{part}?",
            rf"(?:[6-9]|1[0-9]|2[0-3]) h [0-5][0-9]{alone}",
            rf"0[0-9][0-5][0-9]{alone}",
            rf"[0-9]{{1,2}}(?:\.[0-9]{{2}}| [0-9]{{2}})?{part}",
        )
    )
    number = r"[0-9]+(?:\.[0-9]+)?"
    return holes | {
        "aching": f"(?:{holes['aching']})(?! {number} (?!(?:{_either(words.units)}) ))",
        "n": number,
        "later": number,
        "earlier": number,
        "year": r"(?:19|20)[0-9]{2}",
        "length": _length(number, words),
        "h": rf"[0-9]{{1,2}}{alone}",
        "day": r"[0-9]{1,2}",
        "ordinal": r"[0-9]{1,2}(?: (?:st|nd|rd|th|\.))",
        "ap": part[4:-1],
        "c": "|".join(
            (
                rf"(?:{clear}",
                rf"[0-9]{{1,2}} h [0-5][0-9]{alone}",
                rf"[0-9]{{1,2}}\.[0-9]{{2}}{alone}",
                rf"(?:[01]?[0-9]|2[0-3])[0-5][0-9]{alone}",
                rf"[0-9]{{1,2}} [1-5][05]{alone}",
                rf"[0-9]{{1,2}}{alone})",
            )
        ),
        "clear": f"(?:{clear})",
        "duration": _either(words.units),
        "amount": _either(words.amounts),
        "weekday": _either(words.weekdays),
        "month": _either(words.months),
        "kg": "kg|kilo|kilos|kilograms",
        "celsius": _either(p for p, unit in words.results.items() if unit == "Cel"),
    }


def _length(number: str, words: Language) -> str:
    """A length of time: "5 min", "1 hour 20", "1 min and 30 sec", "1 minute and a half"."""
    unit, joined = _either(words.units), f"(?:(?:{_either(words.sets['and'])}) )?"
    hours = _either(word for word, unit in words.units.items() if unit == "h")
    half = rf"(?:{_either(words.sets['and'])}) (?P<half9>0\.5) (?!(?:{unit}) )"
    more = rf"(?:{half}|{joined}(?P<n9>{number}) (?P<duration9>{unit}) (?!(?:ago|her) ))?"
    short = rf"(?P<n8>[0-9]{{1,2}}) (?P<h8>{hours}) (?P<m8>[0-5][0-9]) (?!(?:{unit}) |/ |: )"
    return rf"(?:{short}|(?P<n>{number}) (?P<duration>{unit}) {more})"


_PART = re.compile(r"\{\w+\}|[\[\]()|]|[^\s\[\]()|{}]+")
_SIGNS = {"[": "(?:", "]": ")?", "(": "(?:", ")": ")", "|": "|"}


def _compiled(template: str, holes: Mapping[str, str]) -> re.Pattern[str]:
    def part(match: re.Match[str]) -> str:
        word = match.group()
        if word in _SIGNS:
            return _SIGNS[word]
        if word == "{length}":
            return holes["length"]
        if word.startswith("{"):
            name = word[1:-1]
            return f"(?P<{name}>{holes[name.rstrip('0123456789')]}) "
        return re.escape(word) + " "

    return re.compile("(?<![^ ])" + "".join(part(match) for match in _PART.finditer(template)))
