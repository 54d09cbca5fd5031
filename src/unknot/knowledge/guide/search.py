"""Search in the guide: an index small enough to lie in a browser, and the one way to ask it.

The same few steps run in `web/static/guide-search.js`: fold, cut, match by beginning, add up. A word of the question
counts where a word of the guide begins with it; every word of the question must be found.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypedDict

from unknot.knowledge.guide.loading import GLOSSARY, LEDGER, Guide, guide
from unknot.knowledge.guide.page import Heading, Page, lines_of, said

TITLE, KEYWORD, HEADING, WORD, BODY = 9, 6, 4, 3, 1
"""What a word is worth by where it stands."""

SHORTEST = 2
MOST = 12


class Document(TypedDict):
    """A place that search can find: its address in the guide, its title and a line about it."""

    to: str
    title: str
    line: str


class Index(TypedDict):
    """`words` gives each word its documents and what it is worth in each: `[document, worth, document, worth ...]`."""

    documents: list[Document]
    words: dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class _Entry:
    document: Document
    texts: Sequence[tuple[str, int]]


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as the index knows them: small letters, no accents, no plural s."""
    folded = unicodedata.normalize("NFD", text.casefold())
    bare = re.sub(r"[\u0300-\u036f]", "", folded)
    return tuple(_cut(word) for word in re.findall(r"[^\W_]+", bare) if len(word) >= SHORTEST)


def _cut(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@cache
def index(language: str = "en") -> Index:
    """The index of the guide in a language."""
    entries = list(_entries(guide(language)))
    worth: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for number, entry in enumerate(entries):
        for text, value in entry.texts:
            for word in words_of(text):
                worth[word][number] = max(value, worth[word].get(number, 0))
    flat = {word: [n for pair in sorted(places.items()) for n in pair] for word, places in sorted(worth.items())}
    return {"documents": [entry.document for entry in entries], "words": flat}


def find(question: str, within: Index) -> list[Document]:
    """The places that hold every word of the question, best first; one place for each page."""
    asked = words_of(question)
    if not asked:
        return []
    scores = [_scores(word, within["words"]) for word in asked]
    common = set.intersection(*(set(each) for each in scores))
    ranked = sorted((-sum(each[number] for each in scores), number) for number in common)
    best: dict[str, Document] = {}
    for _, number in ranked:
        document = within["documents"][number]
        best.setdefault(document["to"].partition("#")[0] if not _is_row(document) else document["to"], document)
    return list(best.values())[:MOST]


def _scores(asked: str, words: Mapping[str, list[int]]) -> dict[int, int]:
    """What one word of the question is worth in each document; a whole word twice as much as a beginning."""
    found: dict[int, int] = {}
    for word, flat in words.items():
        if word.startswith(asked):
            times = 2 if word == asked else 1
            for number, value in zip(flat[::2], flat[1::2], strict=True):
                found[number] = max(found.get(number, 0), value * times)
    return found


def _is_row(document: Document) -> bool:
    return document["to"].startswith((f"{LEDGER}#", f"{GLOSSARY}#"))


# ---------------------------------------------------------------- what is indexed


def _entries(of: Guide) -> Iterator[_Entry]:
    for page in of.pages:
        yield from _page_entries(page)
    for row in of.ledger:
        texts = ((row.fact, HEADING), (row.quoted, HEADING), (f"{row.misleads} {row.again} {row.instead}", BODY))
        yield _Entry({"to": f"{LEDGER}#{row.id}", "title": row.fact, "line": f"“{row.quoted}”"}, texts)
    for term in of.glossary.values():
        document: Document = {"to": f"{GLOSSARY}#{term.id}", "title": term.word, "line": term.meaning}
        yield _Entry(document, ((" ".join(term.forms), WORD),))


def _page_entries(page: Page) -> Iterator[_Entry]:
    """The page itself, then each of its sections with what stands in it."""
    heading, texts = None, [(page.title, TITLE), (" ".join(page.keywords), KEYWORD), (page.summary, HEADING)]
    for block in page.blocks:
        if isinstance(block, Heading):
            yield _entry(page, heading, texts)
            heading, texts = block, [(block.text, HEADING)]
        else:
            texts += [(said(line), BODY) for line in lines_of(block)]
    yield _entry(page, heading, texts)


def _entry(page: Page, heading: Heading | None, texts: Sequence[tuple[str, int]]) -> _Entry:
    if heading is None:
        return _Entry({"to": page.slug, "title": page.title, "line": page.summary}, texts)
    document: Document = {"to": f"{page.slug}#{heading.section}", "title": page.title, "line": heading.text}
    return _Entry(document, texts)
