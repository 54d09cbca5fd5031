"""A page of the guide: short connecting text around claims, read from a small marked-up body.

Blocks stand apart by an empty line: `## Heading`, `- item`, `1. step`, `! warning`, `drawing: name | words`,
`claim: id`, or a paragraph. Several claims on lines of one block are said together, as one paragraph or, with
`- claim: id`, as a list. Within a line, `[words](page)` and `[words](page#section)` lead to another page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from unknot.knowledge.data import Malformed
from unknot.knowledge.guide.claim import Claim


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line: plain, a link to a place in the guide (`to`), or a word of the glossary (`term`)."""

    text: str
    to: str = ""
    term: str = ""


Line: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    section: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    line: Line
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    lines: tuple[Line, ...]
    steps: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn step; the template of that name draws it, `words` say what it shows."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Said:
    """A claim where the page makes it, with the words of its sentence marked up."""

    claim: Claim
    line: Line
    points: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """Claims said in one breath, with one proof for all: a paragraph, or a list."""

    said: tuple[Said, ...]
    listed: bool

    @property
    def unchecked(self) -> bool:
        return any(each.claim.unchecked for each in self.said)

    @property
    def next_check(self) -> date:
        """The first day that one of them is due."""
        return min(each.claim.next_check for each in self.said)


Block: TypeAlias = Heading | Paragraph | Items | Drawing | Said | Together


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page. `codes` are the vocabulary codes and rules that it answers, each with its section or ''.

    An `urgent` page leads to the numbers to call from its top.
    """

    slug: str
    title: str
    summary: str
    group: str
    order: int
    blocks: tuple[Block, ...]
    codes: Mapping[str, str]
    urgent: bool = False
    keywords: tuple[str, ...] = ()
    see: tuple[str, ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(claim for block in self.blocks for claim in claims_in(block))

    @property
    def terms(self) -> tuple[str, ...]:
        """The glossary words that it marks, in the order they come."""
        return tuple(run.term for line in self.lines for run in line if run.term)

    @property
    def sections(self) -> tuple[Heading, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Heading))

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for block in self.blocks for line in lines_of(block))

    @property
    def links(self) -> tuple[str, ...]:
        return tuple(run.to for line in self.lines for run in line if run.to)


def claims_in(block: Block) -> tuple[Claim, ...]:
    match block:
        case Said():
            return (block.claim,)
        case Together():
            return tuple(each.claim for each in block.said)
        case _:
            return ()


def lines_of(block: Block) -> Iterator[Line]:
    """The marked lines of a block, in reading order."""
    match block:
        case Paragraph():
            yield block.line
        case Items():
            yield from block.lines
        case Said():
            yield block.line
            yield from block.points
        case Together():
            for each in block.said:
                yield from lines_of(each)
        case Heading() | Drawing():
            pass


def said(line: Line) -> str:
    return "".join(run.text for run in line)


def section_of(heading: str) -> str:
    """The anchor of a heading: "Never stop suddenly" is `never-stop-suddenly`."""
    return re.sub(r"[^\w]+", "-", heading.casefold()).strip("-")


_LINK = re.compile(r"\[(?P<words>[^\]]+)\]\((?P<to>[\w#/-]+)\)")

Gloss: TypeAlias = Callable[[str], Line]
"""Marks the glossary words of a plain text, each the first time it comes."""


def line_of(text: str, gloss: Gloss) -> Line:
    """A line of text with its links and its glossary words marked."""
    runs: list[Run] = []
    rest = 0
    for link in _LINK.finditer(text):
        runs += gloss(text[rest : link.start()])
        runs.append(Run(link["words"], to=link["to"]))
        rest = link.end()
    runs += gloss(text[rest:])
    return tuple(runs)


def blocks_of(body: str, claims: Mapping[str, Claim], gloss: Gloss) -> Iterator[Block]:
    """The blocks of a page's body; Malformed if it names a claim that there is not."""
    for part in re.split(r"\n\s*\n", body.strip()):
        lines = [line.strip() for line in part.splitlines()]
        first = lines[0]
        if first.startswith("## "):
            yield Heading(first[3:], section_of(first[3:]))
        elif first.startswith(("claim: ", "- claim: ")):
            yield _claimed(lines, claims, gloss)
        elif first.startswith("drawing: "):
            name, _, words = first.removeprefix("drawing: ").partition(" | ")
            yield Drawing(name, words)
        elif first.startswith("! "):
            yield Paragraph(line_of(" ".join(lines)[2:], gloss), warning=True)
        elif first.startswith("- "):
            yield Items(tuple(line_of(line.removeprefix("- "), gloss) for line in lines))
        elif re.match(r"\d+\. ", first):
            yield Items(tuple(line_of(re.sub(r"^\d+\. ", "", line), gloss) for line in lines), steps=True)
        else:
            yield Paragraph(line_of(" ".join(lines), gloss))


def _claimed(lines: Sequence[str], claims: Mapping[str, Claim], gloss: Gloss) -> Said | Together:
    said = tuple(_said(line.removeprefix("- ").removeprefix("claim: "), claims, gloss) for line in lines)
    listed = lines[0].startswith("- ")
    return said[0] if len(said) == 1 and not listed else Together(said, listed)


def _said(name: str, claims: Mapping[str, Claim], gloss: Gloss) -> Said:
    if name not in claims:
        raise Malformed(f"there is no claim {name!r}")
    claim = claims[name]
    return Said(claim, line_of(claim.plain, gloss), tuple(line_of(point, gloss) for point in claim.points))
