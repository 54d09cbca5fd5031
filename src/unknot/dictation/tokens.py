"""A sentence as tokens: words in small letters, numbers as digits, misheard words put right where it is sure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rapidfuzz.distance import OSA

from unknot.dictation.words import WORDS, Language, plain
from unknot.knowledge.spelling import SHORTEST, is_ordinary, meant


@dataclass(frozen=True, slots=True)
class Token:
    """A word as the grammar reads it, and where it stands in the sentence. `soft`: a "one" that may be no number."""

    norm: str
    start: int
    end: int
    soft: bool = False

    @property
    def is_number(self) -> bool:
        return self.norm[0] in "0123456789"


def normalised(text: str, words: Language) -> list[Token]:
    """The tokens of a text."""
    raw = [Token(plain(m.group()), m.start(), m.end()) for m in WORDS.finditer(text)]
    raw = _listed(_joined([token for token in raw if token.norm not in words.sets["hesitation"]]))
    if words.known:  # the phrases of the language itself pass here before they are known
        raw = respelt(_apart(raw, words), words)
    return _homophones(
        _sounds(_numbers(_rewritten(_prepositions(_stops(raw, words), words), words), words), words), words
    )


_SHORTENED = frozenset("didn don can won isn wasn couldn haven hasn hadn doesn shouldn wouldn aren weren".split())
_ENDINGS = {"t": _SHORTENED, "m": {"i"}, "ve": {"i", "we"}, "s": {"it", "that", "he", "she"}, "ll": {"i"}}


def _joined(raw: list[Token]) -> list[Token]:
    """ "didn t" as one word, where a sign was lost on the way."""
    done: list[Token] = []
    for token in raw:
        if done and done[-1].norm in _ENDINGS.get(token.norm, ()) and token.start - done[-1].end == 1:
            done[-1] = Token(done[-1].norm + token.norm, done[-1].start, token.end)
        else:
            done.append(token)
    return done


_PAUSES = frozenset(
    {
        ("so",),
        ("well",),
        ("like",),
        ("okay",),
        ("right", "so"),
        ("you", "know"),
        ("also",),
        ("na", "ja"),
        ("halt",),
        ("ja",),
    }
)


_HESITATION = frozenset("um uh erm er hmm hm well so like okay right ähm äh öhm also na ja halt".split())


def hesitates(text: str) -> bool:
    """Whether a text holds words of hesitation: they say nothing, and are words all the same."""
    return any(plain(match.group()) in _HESITATION for match in WORDS.finditer(text))


def _listed(raw: list[Token]) -> list[Token]:
    """The tokens; a word of hesitation between two numbers is the comma of a list: "at 2 well 3 and 5"."""
    done: list[Token] = []
    at = 0
    while at < len(raw):
        size = next((n for n in (2, 1) if tuple(t.norm for t in raw[at : at + n]) in _PAUSES), 0)
        after = raw[at + size] if size and at + size < len(raw) else None
        if size and done and after is not None and done[-1].norm.isdigit() and after.norm.isdigit():
            done.append(Token(",", raw[at].start, raw[at + size - 1].end))
            at += size
        else:
            done.append(raw[at])
            at += 1
    return done


def _apart(raw: list[Token], words: Language) -> list[Token]:
    """ "Wadenkrampf" as its place and its kind, where the language joins them."""
    return [replace(token, norm=part) for token in raw for part in apart(token.norm, words)]


def apart(word: str, words: Language) -> list[str]:
    """The place and the kind in a joined word, or the word as it is."""
    if word in words.known:
        return [word]
    for last in words.compounds:
        place = word.removesuffix(last)
        if place == word or len(place) < _LEAST:
            continue
        whole = next((p for p in (place, place[:-1], place + "e", place[:-2]) if p in words.sets["places"]), "")
        if whole:
            return [whole, last]
    return [word]


_LEAST = 3
"""Letters that a misspelt word has at least; what was meant has four or more."""


def respelt(raw: list[Token], words: Language) -> list[Token]:
    """The tokens, misspelt words put right: one letter wrong, or two in a long word. An ordinary word stays.

    Beside a side even an ordinary word may be meant as a place: "left clap".
    """
    done: list[Token] = []
    for n, token in enumerate(raw):
        done.append(token)
        if token.norm in words.known or not token.norm.isalpha():
            continue
        right = meant(token.norm, f"words-{words.code}", words.known, shortest=_LEAST, senses=words.senses)
        if not right and n and done[n - 1].norm in words.sets["sides"] and len(token.norm) >= SHORTEST - 1:
            right = _place(token.norm, words)
        if right:
            done[n] = replace(token, norm=right)
    return done


def _place(word: str, words: Language) -> str:
    """The place that an ordinary word may have been meant as, right after its side."""
    if not is_ordinary(word):
        return ""
    near = [place for place in words.sets["places"] if len(place) >= SHORTEST - 1 and OSA.distance(word, place) == 1]
    return near[0] if len(near) == 1 else ""


def _stops(raw: list[Token], words: Language) -> list[Token]:
    """A spoken full stop ("period") as one, where it is not what someone has."""
    if "period" not in {token.norm for token in raw}:
        return raw
    last = len(raw) - 1
    return [
        replace(token, norm=".")
        if token.norm == "period"
        and words.not_after
        and n > 0
        and raw[n - 1].norm not in words.not_after
        and (n == last or raw[n + 1].norm not in words.not_before)
        else token
        for n, token in enumerate(raw)
    ]


def _rewritten(raw: list[Token], words: Language) -> list[Token]:
    done: list[Token] = []
    at = 0
    while at < len(raw):
        for phrase, put in words.rewrites.get(raw[at].norm, ()):
            if tuple(t.norm for t in raw[at : at + len(phrase)]) == phrase:
                start, end = raw[at].start, raw[at + len(phrase) - 1].end
                done += [Token(norm, start, end) for norm in put]
                at += len(phrase)
                break
        else:
            done.append(raw[at])
            at += 1
    return done


# ---------------------------------------------------------------- numbers


def _numbers(tokens: list[Token], words: Language) -> list[Token]:
    done: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        value, used = _number_at(tokens, at, words)
        if value is not None:
            soft = used == 1 and token.norm in words.soft
            done.append(Token(str(value), token.start, tokens[at + used - 1].end, soft))
            at += used
            continue
        done.append(replace(token, norm=_digits(token.norm, words)) if token.is_number else token)
        at += 1
    return done


def _number_at(tokens: list[Token], at: int, words: Language) -> tuple[int | None, int]:
    """A number in words from here, and how many tokens it takes."""
    value, used = _below_hundred(tokens, at, words)
    if (
        value is None
        and tokens[at].norm.isascii()
        and tokens[at].norm.isdigit()
        and at + 1 < len(tokens)
        and tokens[at + 1].norm in words.multiples
    ):
        value, used = int(tokens[at].norm), 1
    if value is None:
        return None, 0
    while at + used < len(tokens) and (times := words.multiples.get(tokens[at + used].norm)):
        value, used = value * times, used + 1
        joined = 1 if at + used + 1 < len(tokens) and tokens[at + used].norm in words.sets["and"] else 0
        more, taken = _below_hundred(tokens, at + used + joined, words) if at + used < len(tokens) else (None, 0)
        if more is not None:
            value, used = value + more, used + joined + taken
    return value, used


def _below_hundred(tokens: list[Token], at: int, words: Language) -> tuple[int | None, int]:
    value = _one_word(tokens[at].norm, words)
    if value is None or value < 20 or value % 10:
        return value, 1
    dash = 1 if at + 2 < len(tokens) and tokens[at + 1].norm == "-" else 0
    after = at + 1 + dash
    ones = words.numbers.get(tokens[after].norm) if after < len(tokens) else None
    if ones is not None and 1 <= ones <= 9:
        return value + ones, 2 + dash
    return value, 1


def _one_word(word: str, words: Language) -> int | None:
    if word in words.numbers or not words.joiner:
        return words.numbers.get(word)
    ones, joiner, tens = word.partition(words.joiner)
    if joiner and ones in words.numbers and tens in words.numbers:
        return words.numbers[ones] + words.numbers[tens]
    return None


def _digits(number: str, words: Language) -> str:
    """Digits with a point for the decimals: "1,000" and "37,2" mean different things in different languages."""
    other = "," if words.decimal == "." else "."
    if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(other)}\d{{3}})+", number):
        return number.replace(other, "")
    return number.replace(",", ".") if words.decimal == "," and number.count(",") == 1 else number


# ---------------------------------------------------------------- what a phone hears


def _homophones(tokens: list[Token], words: Language) -> list[Token]:
    """ "ate out of ten" is eight out of ten; "lasted for minutes" stays as it is."""
    done = list(tokens)
    for at, token in enumerate(tokens):
        meant = words.homophones.get(token.norm)
        if meant and _only_a_number_fits(tokens, at, words):
            done[at] = replace(token, norm=str(words.numbers[meant]))
    return done


_TOOK = frozenset("took had taken swallowed have".split())


def _only_a_number_fits(tokens: list[Token], at: int, words: Language) -> bool:
    before = tokens[at - 1].norm if at else ""
    after = tokens[at + 1].norm if at + 1 < len(tokens) else ""
    beyond = tokens[at + 2].norm if at + 2 < len(tokens) else ""
    if after == "out" and beyond == "of":
        return True
    if after == "/" and beyond == "10":
        return True
    if after in words.units and len(after) > 1 and beyond != "after":
        return tokens[at].norm not in words.sets["lasting"] and before not in words.sets["lasting"]
    if before in {"past", "half"} and tokens[at].norm in {"to", "too"}:
        return True
    if before in _TOOK and (after in words.medicines or (beyond in words.amounts and after.isalpha())):
        return tokens[at].norm in {"to", "too", "won"}
    ends = after in {"", ",", ".", ";", "am", "pm", "\n"} or after in words.sets["and"] or after in words.sets["filler"]
    return before in {"at", "@"} and ends


def _prepositions(tokens: list[Token], words: Language) -> list[Token]:
    """ "four 10 minutes" is for ten minutes, "back two sleep" is to sleep: a number has no place there."""
    done = list(tokens)
    for at, token in enumerate(tokens[:-1]):
        meant = words.prepositions.get(token.norm)
        following = tokens[at + 1 : at + 5]
        if meant is None:
            continue
        following = following[1:] if following[0].norm in words.sets["about"] else following
        rest = following[1:] if following and following[0].norm in words.sets["one"] else following
        length = len(rest) > 1 and (_counts(rest[0], words) and rest[1].norm in words.units)
        unit = rest is not following and bool(rest) and rest[0].norm in words.units
        lasts = token.norm == "four" and (length or unit or _half_unit(following))
        if lasts or (token.norm == "two" and following and following[0].norm in _AFTER_TO):
            done[at] = replace(token, norm=meant)
    return done


_AFTER_TO = frozenset("sleep bed go stand move get my the".split())


def _counts(token: Token, words: Language) -> bool:
    return token.is_number or token.norm in words.numbers


def _half_unit(following: list[Token]) -> bool:
    """Whether "half an hour" follows."""
    return [token.norm for token in following[:3]] in (["half", "an", "hour"], ["half", "a", "minute"])


def _of(tokens: list[Token], at: int) -> bool:
    """Whether "of" follows: "the right half of the back" is a half."""
    return at + 1 < len(tokens) and tokens[at + 1].norm == "of"


def _sounds(tokens: list[Token], words: Language) -> list[Token]:
    """ "lift half" is left calf, but only beside a side or a place."""
    done = list(tokens)
    for at, token in enumerate(tokens):
        meant = words.sound.get(token.norm)
        if meant in words.sets["sides"] and at + 1 < len(tokens):
            following = words.sound.get(tokens[at + 1].norm, tokens[at + 1].norm)
            if following in words.sets["places"]:
                done[at] = replace(token, norm=meant)
        elif meant in words.sets["places"] and at and done[at - 1].norm in words.sets["sides"] and not _of(tokens, at):
            done[at] = replace(token, norm=meant)
    return done
