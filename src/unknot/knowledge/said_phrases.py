"""The phrases of one language, from `said.toml` and its translations, ready to match.

Two kinds of pattern say a sign. A phrase stands in the text word for word, small words skipped; `<name>` in it is any
entry of the class of that name. A pair, `numb + bum`, is an entry of each of two classes, in either order, a few words
apart: a body part and its state.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from unknot.journal.codes import codes
from unknot.knowledge.data import Malformed, known, table, texts
from unknot.knowledge.sources import cited
from unknot.knowledge.vocabulary import vocabulary

_EVERY_WORD = "="
"""Before a phrase of which the small words count too: "can't go on" is not "can't go"."""
NOTHING = ""
"""What a harmless phrase stands for: it is read, and says nothing ("blackout curtains")."""
FILES = {"en": "said", "de": "said-de"}
"""The languages whose phrases are known, and their files."""
_GROUPS = {"benzodiazepine": "benzodiazepine", "gabapentinoid": "gabapentinoid"}
"""Medicines that are one to the rules, by their class: the word that all their names are read as."""
MEDICINES = ("baclofen", "tizanidine", *_GROUPS)
DOSE_FACTS = frozenset(
    {"baclofen-reduced", "medicine-reduced", "medicine-stopped", *(f"{name}-stopped" for name in MEDICINES)}
)
"""What a text can say of doses: they were missed or cut, or stopped or ran out, whatever the medicine is called."""

_LISTS = (
    "filler", "small", "negators", "not_negators", "no_after", "no_next", "listing", "breaks", "joins", "past",
    "lasting", "present", "verbs", "imagined", "ifs", "always", "sudden", "still", "new", "usual", "high",
    "over", "passing",
    "because", "causes", "explained", "others",
)  # fmt: skip
_TABLES = ("source", "same", "class", "dose", "phrase", "pair", "nothing")
_TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_DOTLESS = str.maketrans({"ä": "a", "ö": "o", "ü": "u"})

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrases:
    """The data file, ready to match.

    `by_first` gives the phrases that start with a word, the longest first, without their small words; `exact` those of
    which less than two words would be left, so that every word counts; `pairs` the classes of a pair and its sign;
    `classes` the entries of each class that is in a pair, `by_class` the same by their first word; `same` the words
    that are read as others. Every other field is a list of the file: words, or markers of several words.
    """

    by_first: Mapping[str, tuple[tuple[Words, str], ...]]
    exact: Mapping[str, tuple[tuple[Words, str], ...]]
    pairs: tuple[tuple[str, str, str], ...]
    classes: Mapping[str, tuple[Words, ...]]
    by_class: Mapping[str, tuple[tuple[Words, str], ...]]
    class_firsts: frozenset[str]
    same: Mapping[str, tuple[tuple[Words, Words], ...]]
    medicines: Mapping[str, str]
    filler: frozenset[str]
    small: frozenset[str]
    negators: frozenset[str]
    not_negators: tuple[Words, ...]
    no_after: tuple[Words, ...]
    no_next: frozenset[str]
    listing: frozenset[str]
    breaks: frozenset[str]
    joins: frozenset[str]
    past: tuple[Words, ...]
    lasting: tuple[Words, ...]
    present: tuple[Words, ...]
    verbs: frozenset[str]
    imagined: tuple[Words, ...]
    ifs: tuple[Words, ...]
    always: frozenset[str]
    sudden: tuple[Words, ...]
    still: tuple[Words, ...]
    new: tuple[Words, ...]
    usual: tuple[Words, ...]
    high: tuple[Words, ...]
    over: tuple[Words, ...]
    passing: frozenset[str]
    because: frozenset[str]
    causes: tuple[Words, ...]
    explained: frozenset[str]
    others: tuple[Words, ...]
    words: frozenset[str]

    @property
    def facts(self) -> frozenset[str]:
        """Every sign that some phrase or pair of the file stands for."""
        phrased = (fact for several in (*self.by_first.values(), *self.exact.values()) for _, fact in several)
        return frozenset({*phrased, *(fact for _, _, fact in self.pairs)} - {NOTHING})


@cache
def phrases(language: str = "en") -> Phrases:
    """The phrases of a language; refused if one stands for a sign that no vocabulary has."""
    where = FILES[language]
    of = table(where)
    known(of, frozenset({*_TABLES, *_LISTS}), where)
    cited(of, where)
    if stray := sorted((of["phrase"].keys() | of["pair"].keys()) - codes("symptom")):
        raise Malformed(f"{where}: no such sign as {', '.join(stray)}")
    same = _same(of["same"])
    lists = {name: tuple(s for t in texts(of, name, where) for s in _spelled(t, same)) for name in _LISTS}
    filler, small = frozenset(" ".join(lists["filler"]).split()), frozenset(" ".join(lists["small"]).split())
    classes = {name: tuple(s for t in entries for s in _spelled(t, same)) for name, entries in of["class"].items()}
    pairs = tuple(_pairs(of["pair"], classes, where))
    paired = sorted({name for first, second, _ in pairs for name in (first, second)})
    parts = {name: _without(classes[name], small) for name in paired}
    by_class = _by_first(
        [(words, name) for name, entries in parts.items() for words in entries], frozenset(), exact=False
    )
    spelled = list(_all_spelled(_all_phrases(of, where), classes, same, where))
    by_first, exact = _by_first(spelled, filler, exact=False), _by_first(spelled, filler, exact=True)
    rest: dict[str, Any] = {name: frozenset(lists[name]) for name in _PLAIN}
    rest |= {name: _markers(lists[name]) for name in _LISTS if name not in ("filler", "small", *_PLAIN)}
    return Phrases(
        by_first=by_first,
        exact=exact,
        pairs=pairs,
        classes=parts,
        by_class=by_class,
        class_firsts=frozenset(by_class),
        same=same,
        medicines=_medicines(),
        filler=filler,
        small=small,
        words=_vocabulary([*by_first.values(), *exact.values()], classes, lists),
        **rest,
    )


def _markers(spelled: Iterable[str]) -> tuple[Words, ...]:
    return tuple(sorted({tuple(s.split()) for s in spelled}))


_PLAIN = (
    "negators", "no_next", "listing", "breaks", "joins", "verbs", "always", "passing", "because", "explained",
)  # fmt: skip


def _all_phrases(of: Mapping[str, Any], where: str) -> Iterator[tuple[str, str]]:
    """Each phrase with its sign. What is said of doses is said of each medicine, and of tablets without a name."""
    for fact, spellings in of["phrase"].items():
        yield from ((spelling, fact) for spelling in spellings)
    yield from ((spelling, NOTHING) for spelling in texts(of, "nothing", where))
    for what, spellings in of["dose"].items():
        for spelling in spellings:
            yield spelling.replace("<it>", "<tablets>"), f"medicine-{what}"
            if "<it>" in spelling:
                for medicine in MEDICINES if what == "stopped" else MEDICINES[:1]:
                    yield spelling.replace("<it>", medicine), f"{medicine}-{what}"


def _all_spelled(
    found: Iterable[tuple[str, str]],
    classes: Mapping[str, tuple[str, ...]],
    same: Mapping[str, tuple[tuple[Words, Words], ...]],
    where: str,
) -> Iterator[tuple[Words, str]]:
    for phrase, fact in found:
        spellings = {s for one in _expanded(phrase, classes, where) for s in (one, one.translate(_DOTLESS))}
        yield from ((tuple(s.split()), fact) for one in spellings for s in _spelled(one, same))


def _by_first(
    spelled: Iterable[tuple[Words, str]], filler: frozenset[str], *, exact: bool
) -> dict[str, tuple[tuple[Words, str], ...]]:
    by_first: dict[str, set[tuple[Words, str]]] = defaultdict(set)
    for spelling, fact in spelled:
        every = spelling[0] == _EVERY_WORD
        words = spelling[1:] if every else spelling
        content = tuple(word for word in words if word not in filler)
        worn = every or len(content) < min(2, len(words))  # all it says would be one word
        if worn is exact:
            kept = words if worn else content
            by_first[kept[0]].add((kept, fact))
    return {first: tuple(sorted(several, key=lambda f: (-len(f[0]), f))) for first, several in by_first.items()}


def _expanded(phrase: str, classes: Mapping[str, tuple[str, ...]], where: str) -> Iterator[str]:
    """A phrase with each entry of its classes in turn."""
    parts = []
    for word in phrase.split():
        if word.startswith("<") and word[1:-1] not in classes:
            raise Malformed(f"{where}: no class for {word}")
        parts.append(classes[word[1:-1]] if word.startswith("<") else (word,))
    return (" ".join(words) for words in product(*parts))


def _pairs(of: Mapping[str, Any], classes: Mapping[str, Any], where: str) -> Iterator[tuple[str, str, str]]:
    for fact, several in of.items():
        for pair in several:
            first, plus, second = pair.partition(" + ")
            if not plus or not {first, second} <= classes.keys():
                raise Malformed(f"{where}: {pair} is not a pair of two classes")
            yield first, second, fact


def _without(entries: Iterable[str], small: frozenset[str]) -> tuple[Words, ...]:
    found = {tuple(w for w in entry.split() if w not in small) for entry in entries}
    return tuple(sorted(found - {()}, key=lambda words: (-len(words), words)))


def _same(of: Mapping[str, Any]) -> dict[str, tuple[tuple[Words, Words], ...]]:
    """Words that are read as others, by their first word, the longest first."""
    found: dict[str, list[tuple[Words, Words]]] = defaultdict(list)
    for read_as, spellings in of.items():
        for spelling in (tuple(s.replace("'", "").split()) for s in spellings):
            found[spelling[0]].append((spelling, tuple(read_as.split())))
    return {first: tuple(sorted(rules, key=lambda r: (-len(r[0]), r))) for first, rules in found.items()}


def read_same(words: list[str], same: Mapping[str, tuple[tuple[Words, Words], ...]]) -> list[str]:
    """The words, those of `same` as they are read."""
    done: list[str] = []
    at = 0
    while at < len(words):
        rule = next((r for r in same.get(words[at], ()) if tuple(words[at : at + len(r[0])]) == r[0]), None)
        done += rule[1] if rule else (words[at],)
        at += len(rule[0]) if rule else 1
    return done


def _spelled(text: str, same: Mapping[str, tuple[tuple[Words, Words], ...]]) -> tuple[str, ...]:
    """A spelling without its apostrophes, as a hurried hand writes; and with its umlauts written as two letters."""
    folded = text.replace("'", "")
    both = dict.fromkeys((folded, folded.translate(_TWO_LETTERS)))
    return tuple(" ".join(read_same(spelling.split(), same)) for spelling in both)


@cache
def _medicines() -> dict[str, str]:
    """Every one-word name of a medicine that rules know, with the word it is read as."""
    found: dict[str, str] = {}
    for term in vocabulary("medicine"):
        group = term.code if term.code in MEDICINES else next((_GROUPS[c] for c in term.classes if c in _GROUPS), "")
        if group:
            found |= {name.casefold(): group for name in term.spellings if " " not in name}
    return found


def _vocabulary(
    found: Iterable[tuple[tuple[Words, str], ...]],
    classes: Mapping[str, tuple[str, ...]],
    lists: Mapping[str, tuple[str, ...]],
) -> frozenset[str]:
    """All words of the file: those that a misspelt word may have been meant as."""
    every = {word for several in found for words, _ in several for word in words}
    every |= {word for entries in classes.values() for entry in entries for word in entry.split()}
    return frozenset(every | {word for name in _LISTS for text in lists[name] for word in text.split()})
