"""Signs that matter in what someone typed or said, read with "no" and with the past. It may miss some.

Each language has its own file of phrases; every text is read with each, as the language of the screen need not be the
language of the words.

Small words are skipped, then a phrase must stand in the text word for word. A "no" in the same part of the sentence, a
part that tells of the past, or words that only imagine, do not count. An umlaut may be written as two letters or, in a
phrase, without its dots; apostrophes may be left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from unknot.journal.codes import codes
from unknot.knowledge.data import Malformed, known, table, texts
from unknot.knowledge.sources import cited
from unknot.knowledge.vocabulary import vocabulary

NOTHING = ""
"""What a harmless phrase stands for: it is read, and says nothing ("blackout curtains")."""
DOSE_FACTS = frozenset(
    {
        "baclofen-stopped", "baclofen-reduced", "tizanidine-stopped", "benzodiazepine-stopped",
        "gabapentinoid-stopped", "medicine-stopped", "medicine-reduced",
    }
)  # fmt: skip
"""What a text can say of doses of a medicine, or of the tablets whatever they are.

Stopped: none for a day or more, or none left. Reduced: a dose missed, or less of it.
"""

_LISTS = (
    "filler", "negators", "not_negators", "no_after", "no_next", "listing", "breaks", "joins", "past", "lasting",
    "present", "verbs", "imagined", "ifs", "always",
)  # fmt: skip
_TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_DOTLESS = str.maketrans({"ä": "a", "ö": "o", "ü": "u"})
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[.;!?\n,:()]")
_HARD = frozenset(".;!?\n:()")
_LONGEST = 20_000

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A sign that a text says is there: a symptom code or one of `DOSE_FACTS`, and the words that say so."""

    fact: str
    words: str


@dataclass(frozen=True, slots=True)
class Phrases:
    """The data file, ready to match; `by_first` gives the phrases that start with a word."""

    by_first: Mapping[str, tuple[tuple[Words, str], ...]]
    brands: frozenset[str]
    filler: frozenset[str]
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


FILES = {"en": "said", "de": "said-de"}
"""The languages whose phrases are known, and their files."""


@cache
def phrases(language: str = "en") -> Phrases:
    """The phrases of a language; refused if one stands for a sign that no vocabulary has."""
    where = FILES[language]
    of = table(where)
    known(of, frozenset({"source", "fact", "phrase", "nothing", *_LISTS}), where)
    cited(of, where)
    if stray := sorted((of["phrase"].keys() - codes("symptom")) | (of["fact"].keys() - DOSE_FACTS)):
        raise Malformed(f"{where}: no such sign as {', '.join(stray)}")
    words = {name: frozenset(s for t in texts(of, name, where) for s in _spelled(t)) for name in _LISTS}
    markers = {name: tuple(sorted(tuple(s.split()) for s in found)) for name, found in words.items()}
    by_first: dict[str, list[tuple[Words, str]]] = defaultdict(list)
    for fact, spellings in (*of["fact"].items(), *of["phrase"].items(), (NOTHING, texts(of, "nothing", where))):
        for spelling in (s for each in spellings for s in (*_spelled(each), *_spelled(each.translate(_DOTLESS)))):
            content = tuple(w for w in spelling.split() if w not in words["filler"])
            if not content:
                raise Malformed(f"{where}: {spelling} is made of words that are skipped")
            by_first[content[0]].append((content, fact))
    return Phrases(
        by_first={first: tuple(sorted(set(found), key=lambda f: (-len(f[0]), f))) for first, found in by_first.items()},
        brands=frozenset(b.casefold() for b in vocabulary("medicine")["baclofen"].spellings),
        filler=words["filler"],
        negators=words["negators"],
        not_negators=markers["not_negators"],
        no_after=markers["no_after"],
        no_next=words["no_next"],
        listing=words["listing"],
        breaks=words["breaks"],
        joins=words["joins"],
        past=markers["past"],
        lasting=markers["lasting"],
        present=markers["present"],
        verbs=words["verbs"],
        imagined=markers["imagined"],
        ifs=markers["ifs"],
        always=words["always"],
    )


@lru_cache(maxsize=8192)
def said(text: str) -> tuple[Said, ...]:
    """The signs that a text says are there, in its order, each once, whatever language it is in."""
    found: dict[str, Said] = {}
    for language in FILES:
        known_phrases = phrases(language)
        for sentence in _sentences(text, known_phrases):
            if known_phrases.by_first.keys().isdisjoint(sentence):
                continue
            for one in _in_sentence(sentence, known_phrases):
                found.setdefault(one.fact, one)
    return tuple(found.values())


def _spelled(text: str) -> tuple[str, ...]:
    """A spelling without its apostrophes, as a hurried hand writes; and with its umlauts written as two letters."""
    folded = text.replace("'", "")
    return tuple(dict.fromkeys((folded, folded.translate(_TWO_LETTERS))))


def _sentences(text: str, known_phrases: Phrases) -> list[list[str]]:
    plain = unicodedata.normalize("NFKC", text[:_LONGEST]).casefold().replace("’", "'").replace("`", "'")
    words = _WORD.findall(plain)
    sentences: list[list[str]] = [[]]
    for word, following in zip(words, [*words[1:], ""], strict=False):
        if word == ":" and (following,) in known_phrases.no_after:
            continue  # "fever: no"
        if word in _HARD:
            sentences.append([])
        else:
            folded = word.replace("'", "")
            sentences[-1].append("baclofen" if folded in known_phrases.brands else folded)
    return [sentence for sentence in sentences if sentence]


def _in_sentence(sentence: list[str], known_phrases: Phrases) -> list[Said]:
    kept = [n for n, word in enumerate(sentence) if word not in known_phrases.filler and word != ","]
    content = [sentence[n] for n in kept]
    found, taken = [], 0
    for start, first in enumerate(content):
        if start < taken:
            continue
        for words, fact in known_phrases.by_first.get(first, ()):
            if tuple(content[start : start + len(words)]) != words:
                continue
            begins, ends = kept[start], kept[start + len(words) - 1]
            if fact == NOTHING or _counts(sentence, begins, ends, fact, known_phrases):
                if fact != NOTHING:
                    found.append(Said(fact, " ".join(sentence[begins : ends + 1])))
                taken = start + len(words)
                break
    return found


def _counts(sentence: list[str], first: int, last: int, fact: str, known_phrases: Phrases) -> bool:
    """Whether the sentence says that the sign is there, now."""
    if _negated(sentence, first, last, known_phrases):
        return False
    if fact in known_phrases.always:
        return True
    before = sentence[:first]
    if _any(before, known_phrases.imagined) or _any(_since_comma(before, known_phrases), known_phrases.ifs):
        return False
    return not _past(sentence, first, known_phrases)


def _negated(sentence: list[str], first: int, last: int, known_phrases: Phrases) -> bool:
    """Whether a "no" reaches the phrase: before it, not past a "but" or a comma outside a list; or right after it."""
    listing = not known_phrases.listing.isdisjoint(sentence)
    for n in range(first - 1, -1, -1):
        word = sentence[n]
        if word in known_phrases.breaks or (word == "," and not listing):
            break
        if word in known_phrases.negators:
            return not any(tuple(sentence[n : n + len(w)]) == w for w in known_phrases.not_negators)
    rest = sentence[last + 1 :]
    ends = next((n for n, word in enumerate(rest) if word == "," or word in known_phrases.joins), len(rest))
    after = tuple(word for word in rest[:ends] if word not in known_phrases.filler)
    return after in known_phrases.no_after or not known_phrases.no_next.isdisjoint(after[:1])


def _since_comma(before: list[str], known_phrases: Phrases) -> list[str]:
    """What stands before a phrase after the last comma: "if I stand up, I get chest pain" is no if. A list goes on."""
    if "," not in before or not known_phrases.listing.isdisjoint(before):
        return before
    return before[len(before) - before[::-1].index(",") :]


def _past(sentence: list[str], first: int, known_phrases: Phrases) -> bool:
    """Whether the part of the sentence that holds the phrase tells of the past.

    A part says so itself, or has neither a time nor a verb of its own and stands beside one that does: "last year I had
    a fit and a fever", but not "I have had MS for years and I have chest pain".
    """
    parts, here = _parts(sentence, first, known_phrases)
    own = parts[here]
    if _any(own, known_phrases.present):
        return False
    if _tells_of_past(own, known_phrases) or _any(own, known_phrases.lasting):
        return True
    if not known_phrases.verbs.isdisjoint(own):
        return False
    for part in reversed(parts[:here]):
        if _any(part, known_phrases.present):
            return False
        if _tells_of_past(part, known_phrases):
            return True
    # "A fever and a fit last year": the time at the end is about both, one at the start of a part only about that.
    return any(_tells_of_past(part[2:], known_phrases) for part in parts[here + 1 :])


def _parts(sentence: list[str], first: int, known_phrases: Phrases) -> tuple[list[list[str]], int]:
    """The parts of a sentence between its joining words and commas, and in which of them a word stands."""
    parts: list[list[str]] = [[]]
    here = 0
    for n, word in enumerate(sentence):
        if word == "," or word in known_phrases.joins:
            parts.append([])
        else:
            parts[-1].append(word)
        if n == first:
            here = len(parts) - 1
    return parts, here


def _tells_of_past(part: list[str], known_phrases: Phrases) -> bool:
    return _any(part, known_phrases.past) or any(_is_year(word) for word in part)


def _any(sentence: Sequence[str], markers: tuple[Words, ...]) -> bool:
    return any(
        tuple(sentence[n : n + len(marker)]) == marker
        for marker in markers
        for n in range(len(sentence) - len(marker) + 1)
    )


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.startswith(("19", "20")) and word.isdigit()
