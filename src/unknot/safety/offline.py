"""The emergency rules that need only the entry just made, as data for the page: they run offline and while locked.

What stands on anything older (a condition, a plan, another entry) is not here: the page then says that the entry was
saved and not checked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from unknot.knowledge.conditions import Felt, Newness
from unknot.knowledge.rules import Clause, Rule, Tier, rules
from unknot.knowledge.said import FILES, NOTHING, Words, phrases
from unknot.knowledge.words import Translate
from unknot.safety.alert import NOT_CHECKED

NOT_CHECKED_FOR_WARNINGS = "Saved. It has not been checked for warnings."

VERSION = 3
WORDS = (
    "filler", "small", "negators", "no_next", "listing", "breaks", "joins", "verbs", "always", "passing", "because",
    "explained",
)  # fmt: skip
MARKERS = (
    "not_negators", "no_after", "past", "lasting", "present", "imagined", "ifs", "sudden", "still", "new", "usual",
    "over", "causes", "others",
)  # fmt: skip
"""The lists of single words, and of markers of several words, that the page reads too."""


def offline(_: Translate) -> dict[str, Any]:
    """The rules and the phrases as JSON, in the reader's language."""
    found = [_rule(rule, clauses, _) for rule in rules() if (clauses := list(_alone(rule)))]
    signs = {code for rule in found for clause in rule["fires"] for code in clause["any"]}
    return {
        "version": VERSION,
        "rules": found,
        "phrases": _phrases(signs, "en"),
        "also": [_phrases(signs, language) for language in FILES if language != "en"],
        "unchecked": _(NOT_CHECKED_FOR_WARNINGS),
    }


def _alone(rule: Rule) -> Iterator[tuple[Clause, Felt]]:
    """The clauses of an emergency that one entry alone can fulfil."""
    for clause in rule.clauses:
        if clause.tier is not Tier.EMERGENCY or clause.asks or len(clause.when) != 1:
            continue
        (condition,) = clause.when
        if isinstance(condition, Felt) and condition.at_least == condition.times == 1:
            yield clause, condition


def _rule(rule: Rule, clauses: list[tuple[Clause, Felt]], _: Translate) -> dict[str, Any]:
    return {
        "code": rule.code,
        "title": _(rule.title),
        "why": _(rule.why),
        "steps": [*([_("Say: “{matter}”.").format(matter=_(rule.tell))] if rule.tell else []), *map(_, rule.steps)],
        "action": rule.action.value,
        "note": "" if rule.signed else _(NOT_CHECKED),
        "fires": [_fires(rule, clause, felt, _) for clause, felt in clauses],
    }


def _fires(rule: Rule, clause: Clause, felt: Felt, _: Translate) -> dict[str, Any]:
    return {
        "any": sorted(felt.any),
        "said_new": felt.new is Newness.SAID,
        "sudden": felt.sudden,
        "longer_than_seconds": int(felt.longer_than.total_seconds()),
        "say": _(clause.say),
    }


def _phrases(signs: set[str], language: str) -> dict[str, Any]:
    known = phrases(language)
    pairs = [[one, other, fact] for one, other, fact in known.pairs if fact in signs]
    return {
        "medicines": dict(sorted(known.medicines.items())),
        "same": [[" ".join(words), " ".join(to)] for rules in known.same.values() for words, to in rules],
        "phrases": _spelled(known.by_first, signs),
        "exact": _spelled(known.exact, signs),
        "pairs": pairs,
        "classes": {name: _joined(entries) for name, entries in known.classes.items()},
        **{name: sorted(getattr(known, name)) for name in WORDS},
        **{name: _joined(getattr(known, name)) for name in MARKERS},
    }


def _spelled(by_first: Mapping[str, tuple[tuple[Words, str], ...]], signs: set[str]) -> dict[str, list[str]]:
    """The spellings under what each says: said once for all of them, this is a tenth smaller for the phone."""
    spelled: defaultdict[str, list[str]] = defaultdict(list)
    for first in sorted(by_first):
        for words, fact in by_first[first]:
            if fact in signs or fact == NOTHING:
                spelled[fact].append(" ".join(words))
    return dict(spelled)


def _joined(markers: Iterable[Words]) -> list[str]:
    return [" ".join(words) for words in markers]
