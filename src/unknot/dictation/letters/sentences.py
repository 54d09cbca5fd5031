"""A letter as sentences, each with the heading it stands under. A line is a sentence, unless it plainly goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from unknot.dictation.letters.letter_tokens import LetterToken, Sort, tokens
from unknot.dictation.letters.lexicon import LANGUAGES, REASONS, Lexicon, lexicon

_NEVER_END = frozenset("dr prof mr mrs ms med max min approx ca z bzw evtl ggf st no nr".split())
"""Abbreviations whose dot ends no sentence."""
_SHORT = frozenset(
    """tgl tbl tabl tab tabs cap caps kps std mg ml mcg tds bd bid tid qds qid od nocte prn hrs hr wk wks jan feb mar
    apr jun jul aug sep sept oct nov dec okt dez mär""".split()
)
"""Abbreviations whose dot ends one only before a capital letter."""
_GOES_ON = frozenset("and at for from to then the of in a by und um ab bis für von auf dann".split())
"""A line that ends with one of these goes on in the next."""


@dataclass(frozen=True, slots=True)
class LetterSentence:
    """The tokens of a sentence and its words. `mark` is the sign that ends it, "" for the end of a line; `opens`: that
    line ends with ":"."""

    tokens: tuple[LetterToken, ...]
    text: str
    mark: str
    opens: bool
    after_gap: bool
    """An empty line stands before it."""
    letter: str
    """The whole letter, which its tokens point into."""


def sentences(text: str) -> list[LetterSentence]:
    """The sentences of a letter, in order."""
    return [_sentence(found, ends, gap, text) for found, ends, gap in _cut(tokens(text), text)]


def _sentence(found: list[LetterToken], ends: str, gap: bool, text: str) -> LetterSentence:
    inner = _without_bullet(found)
    opens = bool(inner) and inner[-1].norm == ":"
    return LetterSentence(tuple(inner), text[found[0].start : found[-1].end].strip(), ends, opens, gap, text)


def _cut(found: list[LetterToken], text: str) -> Iterator[tuple[list[LetterToken], str, bool]]:
    here: list[LetterToken] = []
    lines, gap = 0, False
    for at, token in enumerate(found):
        if token.sort is Sort.LINE:
            lines += 1
            if here and not _line_goes_on(here, found, at, text):
                yield here, "", gap
                here, gap = [], False
            gap = gap or lines > 1
            continue
        lines = 0
        if token.norm in ("?", "!") or (token.norm == "." and _ends(here, found, at, text)):
            if here:
                yield here, token.norm, gap
            here, gap = [], False
            continue
        here.append(token)
        if token.sort is Sort.WORD and token.norm.endswith(".") and _capital(found, at + 1, text):
            yield here, ".", gap
            here, gap = [], False
    if here:
        yield here, "", gap


def _ends(here: Sequence[LetterToken], found: Sequence[LetterToken], at: int, text: str) -> bool:
    """Whether a dot ends the sentence: not within "2.5", behind "Dr", in "2. Woche" or behind the number of a list."""
    following = found[at + 1] if at + 1 < len(found) else None
    if following is not None and following.tight and following.sort is not Sort.LINE:
        return False
    before = here[-1] if here else None
    if before is None:
        return True
    if before.sort is Sort.WORD and found[at].tight:
        if before.norm in _NEVER_END:
            return False
        if before.norm in _SHORT:
            return following is None or following.sort is Sort.LINE or _capital(found, at + 1, text)
    if before.sort is Sort.NUMBER and found[at].tight and following is not None and following.sort is Sort.WORD:
        return not (len(here) == 1 or _counts_days(following.norm))
    return True


def _counts_days(word: str) -> bool:
    kinds = dict(lexicon("de").phrases).get(word, ())
    return any(len(phrase) == 1 and {"days", "month"} & set(kind) for phrase, kind in kinds)


def _capital(found: Sequence[LetterToken], at: int, text: str) -> bool:
    if at >= len(found):
        return False
    token = found[at]
    return token.sort is Sort.LINE or (token.sort is Sort.WORD and text[token.start].isupper())


def _line_goes_on(here: Sequence[LetterToken], found: Sequence[LetterToken], at: int, text: str) -> bool:
    """Whether a line goes on in the next: by a small letter, or because it cannot end there."""
    following = found[at + 1] if at + 1 < len(found) else None
    if following is None or following.sort is Sort.LINE:
        return False
    if any(_is(here[0], "salutation", words) for words in _lexicons()):
        return False
    last = here[-1]
    if last.norm in _GOES_ON or (last.norm == "," and following.sort is not Sort.SIGN):
        return True
    if last.norm == ":":
        return _opens_a_step(here)
    named = any(_is(following, "medicine", words) for words in _lexicons())
    return following.sort is Sort.WORD and text[following.start].islower() and not named


def _opens_a_step(here: Sequence[LetterToken]) -> bool:
    """Whether "Week 2:" or "Baclofen:" stands alone on its line, and nothing that takes a plan back."""
    if any(_is(token, kind, words) for token in here for kind in REASONS for words in _lexicons()):
        return False
    counted = len(here) > 2 and here[1].sort is Sort.NUMBER and any(_is(here[0], "days", w) for w in _lexicons())
    return counted or any(_is(token, "medicine", words) for token in here for words in _lexicons())


def _lexicons() -> Iterator[Lexicon]:
    return (lexicon(language) for language in LANGUAGES)


def _is(token: LetterToken, kind: str, words: Lexicon) -> bool:
    return any(kind in kinds and phrase[0] == token.norm for phrase, kinds in words.phrases.get(token.norm, ()))


def _without_bullet(found: list[LetterToken]) -> list[LetterToken]:
    """Without the dash or the number of a list."""
    while len(found) > 1 and found[0].norm in ("-", "*"):
        found = found[1:]
    numbered = len(found) > 2 and found[0].sort is Sort.NUMBER and found[1].norm in (".", ")") and found[1].tight
    if numbered and not found[2].tight and not _counts_days(found[2].norm):
        return found[2:]
    return found
