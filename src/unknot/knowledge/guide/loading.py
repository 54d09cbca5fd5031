"""The whole guide in one language, read from its data files and refused where it breaks its own rules.

A language is a folder beside `en` with the same files. English is the original: the facts of a claim or of a
correction (certainty, sources, dates) stand there alone, and a translation holds nothing but words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from unknot.knowledge.data import Malformed, Table, folder, known, names, table, text, texts
from unknot.knowledge.guide import claim as claims_of
from unknot.knowledge.guide import ledger as ledger_of
from unknot.knowledge.guide.claim import Claim, claim_from
from unknot.knowledge.guide.glossary import GlossaryTerm, glosser, term_from
from unknot.knowledge.guide.ledger import Correction, correction_from
from unknot.knowledge.guide.page import Page, blocks_of
from unknot.knowledge.vocabulary import vocabulary

ORIGINAL = "en"
LEDGER, GLOSSARY = "ledger", "words"
"""Pages that are made from the whole guide, and can be linked to like the others."""

_PAGE = frozenset(("title", "summary", "group", "order", "keywords", "see", "body", "codes", "urgent"))


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the guide: a page, and a section of it or ''."""

    page: str
    section: str = ""

    def __str__(self) -> str:
        return f"{self.page}#{self.section}" if self.section else self.page


@dataclass(frozen=True, slots=True)
class Guide:
    """The pages in their order, the claims by id, the ledger, and the glossary by id."""

    language: str
    pages: tuple[Page, ...]
    claims: Mapping[str, Claim]
    ledger: tuple[Correction, ...]
    glossary: Mapping[str, GlossaryTerm]

    def page(self, slug: str) -> Page | None:
        return next((page for page in self.pages if page.slug == slug), None)

    def words_on(self, page: Page) -> tuple[GlossaryTerm, ...]:
        """The glossary of one page, in the order of the alphabet."""
        return tuple(sorted((self.glossary[id] for id in page.terms), key=lambda term: term.word.casefold()))

    def overdue(self, today: date) -> tuple[Claim, ...]:
        return tuple(claim for claim in self.claims.values() if claim.overdue(today))


@cache
def guide(language: str = ORIGINAL) -> Guide:
    """The guide in a language, or in English where there is no such translation."""
    spoken = language if (folder() / "guide" / language).is_dir() else ORIGINAL
    glossary = {id: term_from(id, of) for id, of in _rows(spoken, "glossary", "term")}
    claims = {id: claim_from(id, of) for file in _files("claims") for id, of in _claim_rows(spoken, file)}
    pages = tuple(_page(spoken, slug, claims, glossary) for slug in names(f"guide/{ORIGINAL}/pages"))
    ledger = tuple(correction_from(id, of) for id, of in _overlaid(spoken, "ledger", "correction", ledger_of.FACTS))
    made = Guide(spoken, tuple(sorted(pages, key=lambda page: page.order)), claims, ledger, glossary)
    _refuse_dead_links(made)
    return made


def page_for(code: str, language: str = ORIGINAL) -> Place | None:
    """The place in the guide that explains a vocabulary code (`little-to-drink`) or a rule (`RF-WD`), if one does.

    A medicine that no page names opens the page of the first of its classes that one does.
    """
    places = _places(language)
    if code in places:
        return places[code]
    medicine = vocabulary("medicine").terms.get(code)
    return next((place for name, place in places.items() if medicine and name in medicine.classes), None)


@cache
def _places(language: str) -> Mapping[str, Place]:
    return {code: Place(page.slug, to) for page in guide(language).pages for code, to in page.codes.items()}


# ---------------------------------------------------------------- reading


def _files(kind: str) -> tuple[str, ...]:
    return tuple(f"{kind}/{name}" for name in names(f"guide/{ORIGINAL}/{kind}"))


def _claim_rows(language: str, file: str) -> Iterator[tuple[str, Table]]:
    return _overlaid(language, file, "claim", claims_of.FACTS)


def _rows(language: str, file: str, kind: str) -> Iterator[tuple[str, Table]]:
    """The tables of a file by id, each with what the file says of `every` one."""
    of = table(f"guide/{language}/{file}")
    known(of, frozenset(("every", kind)), file)
    for id, row in of[kind].items():
        yield id, {**of.get("every", {}), **row}


def _overlaid(language: str, file: str, kind: str, facts: tuple[str, ...]) -> Iterator[tuple[str, Table]]:
    """The rows of the original, in the words of the translation; Malformed if it touches a fact or leaves one out."""
    original = dict(_rows(ORIGINAL, file, kind))
    words = original if language == ORIGINAL else dict(_rows(language, file, kind))
    if missing := sorted(original.keys() ^ words.keys()):
        raise Malformed(f"{language} {file}: {', '.join(missing)} is only in one of the languages")
    for id, row in original.items():
        if language != ORIGINAL and (touched := sorted(words[id].keys() & set(facts))):
            raise Malformed(f"{language} {id}: a translation does not set {', '.join(touched)}")
        yield id, {**row, **words[id]}


def _page(language: str, slug: str, claims: Mapping[str, Claim], glossary: Mapping[str, GlossaryTerm]) -> Page:
    of = table(f"guide/{language}/pages/{slug}")
    known(of, _PAGE, slug)
    blocks = tuple(blocks_of(text(of, "body", slug), claims, glosser(glossary.values())))
    return Page(
        slug=slug,
        title=text(of, "title", slug),
        summary=text(of, "summary", slug),
        group=text(of, "group", slug),
        order=int(of["order"]),
        blocks=blocks,
        codes=dict(of.get("codes", {})),
        urgent=of.get("urgent", False) is True,
        keywords=texts(of, "keywords", slug),
        see=texts(of, "see", slug),
    )


def _refuse_dead_links(made: Guide) -> None:
    """Every link, every code's section and every correction's page leads somewhere."""
    sections = {page.slug: {"", *(heading.section for heading in page.sections)} for page in made.pages}
    sections |= {LEDGER: {"", *(row.id for row in made.ledger)}, GLOSSARY: {"", *made.glossary}}
    for page in made.pages:
        for to in (*page.links, *page.see, *(f"{page.slug}#{section}" for section in page.codes.values())):
            _refuse_dead_link(to, page.slug, sections)
    for row in made.ledger:
        _refuse_dead_link(row.page, row.id, sections)


def _refuse_dead_link(to: str, where: str, sections: Mapping[str, set[str]]) -> None:
    slug, _, section = to.partition("#")
    if section not in sections.get(slug, set()):
        raise Malformed(f"{where}: leads to {to}, which is not there")
