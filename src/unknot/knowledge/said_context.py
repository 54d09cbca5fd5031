"""Whether a sign that words name is there: what denies it, puts it in the past, on someone else, on an ordinary cause.

As in the ConText algorithm (Harkema et al. 2009, doi 10.1016/j.jbi.2009.05.002): a trigger, how far it reaches, and
what ends its reach. Here the reach ends with the part of the sentence, between commas and joining words.
"""

from __future__ import annotations

from collections.abc import Sequence

from unknot.knowledge.said_phrases import Phrases, Words


def there(sentence: list[str], first: int, last: int, fact: str, known: Phrases) -> bool:
    """Whether the sentence says that the sign in its words `first` to `last` is there, now, in this person."""
    if _negated(sentence, first, last, known):
        return False
    if fact in known.always:
        return True
    before = sentence[:first]
    if any_of(before, known.imagined) or any_of(_since_comma(before, known), known.ifs):
        return False
    if fact in known.explained and ordinary(sentence, known) and not any_of(sentence, known.sudden):
        return False
    if fact in known.passing and any_of(sentence[last + 1 :], known.over):
        return False
    parts, here = in_parts(sentence, first, known)
    return not any_of(parts[here], known.others) and not _past(parts, here, known)


def ordinary(sentence: Sequence[str], known: Phrases) -> bool:
    """Whether an ordinary cause is named: "from the heat pad", "after the gym"."""
    for at, word in enumerate(sentence):
        near = range(at + 1, min(at + 4, len(sentence)))
        if word in known.because and any(starts(sentence, n, cause) for n in near for cause in known.causes):
            return True
    return False


def in_parts(sentence: Sequence[str], word: int, known: Phrases) -> tuple[list[list[str]], int]:
    """The parts of a sentence between its joining words and commas, and in which of them a word stands."""
    parts: list[list[str]] = [[]]
    here = 0
    for n, each in enumerate(sentence):
        if each == "," or each in known.joins:
            parts.append([])
        else:
            parts[-1].append(each)
        if n == word:
            here = len(parts) - 1
    return parts, here


def any_of(sentence: Sequence[str], markers: tuple[Words, ...]) -> bool:
    """Whether any marker stands in the sentence."""
    return any(starts(sentence, n, marker) for marker in markers for n in range(len(sentence) - len(marker) + 1))


def starts(sentence: Sequence[str], at: int, words: Words) -> bool:
    """Whether the words stand in the sentence from a place on."""
    return tuple(sentence[at : at + len(words)]) == words


def denies(sentence: Sequence[str], at: int, known: Phrases) -> bool:
    """Whether the word is a "no" that is one."""
    return sentence[at] in known.negators and not any(starts(sentence, at, w) for w in known.not_negators)


def _negated(sentence: list[str], first: int, last: int, known: Phrases) -> bool:
    """Whether a "no" reaches the phrase: before it, not past a "but" or a comma outside a list; or right after it."""
    listing = not known.listing.isdisjoint(sentence)
    for n in range(first - 1, -1, -1):
        word = sentence[n]
        if word in known.breaks or (word == "," and not listing):
            break
        if word in known.negators:
            return denies(sentence, n, known)
    rest = sentence[last + 1 :]
    ends = next((n for n, word in enumerate(rest) if word == "," or word in known.joins), len(rest))
    after = tuple(word for word in rest[:ends] if word not in known.filler)
    return after in known.no_after or not known.no_next.isdisjoint(after[:1])


def _since_comma(before: list[str], known: Phrases) -> list[str]:
    """What stands before a phrase after the last comma: "if I stand up, I get chest pain" is no if. A list goes on."""
    if "," not in before or not known.listing.isdisjoint(before):
        return before
    return before[len(before) - before[::-1].index(",") :]


def _past(parts: list[list[str]], here: int, known: Phrases) -> bool:
    """Whether the part of the sentence that holds the phrase tells of the past.

    A part says so itself, or has neither a time nor a verb of its own and stands beside one that does: "last year I had
    a fit and a fever", but not "I have had MS for years and I have chest pain".
    """
    own = parts[here]
    if any_of(own, known.present):
        return False
    if _tells_of_past(own, known) or any_of(own, known.lasting):
        return True
    if not known.verbs.isdisjoint(own):
        return False
    for part in reversed(parts[:here]):
        if any_of(part, known.present):
            return False
        if _tells_of_past(part, known):
            return True
    # "A fever and a fit last year": the time at the end is about both, one at the start of a part only about that.
    return any(_tells_of_past(part[2:], known) for part in parts[here + 1 :])


def _tells_of_past(part: Sequence[str], known: Phrases) -> bool:
    return any_of(part, known.past) or any(_is_year(word) for word in part)


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.startswith(("19", "20")) and word.isdigit()
