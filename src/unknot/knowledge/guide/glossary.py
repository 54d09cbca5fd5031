"""The words of the guide that need a word of explanation, and how they are found in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from unknot.knowledge.data import Table, known, text, texts
from unknot.knowledge.guide.page import Gloss, Line, Run


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """A word with its meaning; `also` are its other forms and names."""

    id: str
    word: str
    meaning: str
    also: tuple[str, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        return (self.word, *self.also)


def term_from(name: str, of: Table) -> GlossaryTerm:
    known(of, frozenset(("word", "meaning", "also")), name)
    return GlossaryTerm(name, text(of, "word", name), text(of, "meaning", name), texts(of, "also", name))


def glosser(terms: Iterable[GlossaryTerm]) -> Gloss:
    """A function that marks each term of the glossary the first time it is met: make one for each page."""
    forms = {form.casefold(): term.id for term in terms for form in term.forms}
    if not forms:
        return lambda text: (Run(text),) if text else ()
    longest_first = sorted(forms, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)
    seen: set[str] = set()

    def gloss(text: str) -> Line:
        runs: list[Run] = []
        rest = 0
        for found in pattern.finditer(text):
            term = forms[found[0].casefold()]
            if term in seen:
                continue
            seen.add(term)
            runs += [Run(text[rest : found.start()]), Run(found[0], term=term)]
            rest = found.end()
        runs.append(Run(text[rest:]))
        return tuple(run for run in runs if run.text)

    return gloss
