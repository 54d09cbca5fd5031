"""The index of the guide, small enough to lie in a browser: which words stand where, and what they are worth there."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypedDict

from unknot.knowledge.data import known, table, texts
from unknot.knowledge.guide.loading import GLOSSARY, LEDGER, Guide, guide
from unknot.knowledge.guide.page import Heading, Page, lines_of, said

TITLE, KEYWORD, HEADING, WORD, BODY = 9, 8, 4, 3, 1
"""What a word is worth by where it stands."""

SHORTEST = 2


class Document(TypedDict):
    """A place that search can find: its address in the guide, its title and a line about it."""

    to: str
    title: str
    line: str


class Index(TypedDict):
    """What search needs.

    `words` gives each word its documents and what it is worth in each: `[document, worth, document, worth ...]`.
    `small` are words that say nothing about what is asked. `same` gives a word, or some with spaces between, the
    words that the guide uses for it.
    """

    documents: list[Document]
    words: dict[str, list[int]]
    small: list[str]
    same: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class _Entry:
    document: Document
    texts: Sequence[tuple[str, int]]


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as the index knows them: small letters, no accents, no apostrophes, no plural s."""
    folded = unicodedata.normalize("NFD", re.sub(r"['’]", "", text.casefold()))
    bare = re.sub(r"[\u0300-\u036f]", "", folded)
    return tuple(_cut(word) for word in re.findall(r"[^\W_]+", bare) if len(word) >= SHORTEST)


def _cut(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@cache
def index(language: str = "en") -> Index:
    """The index of the guide in a language."""
    spoken = guide(language)
    entries = list(_entries(spoken))
    worth: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for number, entry in enumerate(entries):
        for text, value in entry.texts:
            for word in words_of(text):
                worth[word][number] = max(value, worth[word].get(number, 0))
    small, same = _asking(spoken.language)
    return {
        "documents": [entry.document for entry in entries],
        "words": {word: [n for pair in sorted(at.items()) for n in pair] for word, at in sorted(worth.items())},
        "small": small,
        "same": same,
    }


def _asking(language: str) -> tuple[list[str], dict[str, list[str]]]:
    """The small words and the synonyms of a language, folded as the index folds."""
    name = f"guide/{language}/search"
    of = table(name)
    known(of, frozenset(("small", "same")), name)
    small = sorted({word for text in texts(of, "small", name) for word in words_of(text)})
    same = {" ".join(words_of(asked)): list(words_of(" ".join(texts(of["same"], asked, name)))) for asked in of["same"]}
    return small, same


def _entries(of: Guide) -> Iterator[_Entry]:
    for page in of.pages:
        yield from _page_entries(page)
    for row in of.ledger:
        body = ((row.fact, HEADING), (row.quoted, HEADING), (f"{row.misleads} {row.again} {row.instead}", BODY))
        yield _Entry({"to": f"{LEDGER}#{row.id}", "title": row.fact, "line": f"“{row.quoted}”"}, body)
    for term in of.glossary.values():
        document: Document = {"to": f"{GLOSSARY}#{term.id}", "title": term.word, "line": term.meaning}
        yield _Entry(document, ((" ".join(term.forms), WORD),))


def _page_entries(page: Page) -> Iterator[_Entry]:
    """The page itself, then each of its sections with what stands in it."""
    heading, body = None, [(page.title, TITLE), (" ".join(page.keywords), KEYWORD), (page.summary, HEADING)]
    for block in page.blocks:
        if isinstance(block, Heading):
            yield _entry(page, heading, body)
            heading, body = block, [(block.text, HEADING)]
        else:
            body += [(said(line), BODY) for line in lines_of(block)]
    yield _entry(page, heading, body)


def _entry(page: Page, heading: Heading | None, body: Sequence[tuple[str, int]]) -> _Entry:
    if heading is None:
        return _Entry({"to": page.slug, "title": page.title, "line": page.summary}, body)
    document: Document = {"to": f"{page.slug}#{heading.section}", "title": page.title, "line": heading.text}
    return _Entry(document, body)
