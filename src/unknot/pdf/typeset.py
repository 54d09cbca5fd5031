"""Setting the page: the profile as data, the glyphs checked, then Typst."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal, TypeAlias

import typst

from unknot.knowledge.words import Translate
from unknot.pdf.glyphs import MISSING, breakable, fitted, folder, one_faced
from unknot.pdf.levels import levels
from unknot.report.profile import Block, Chart, Comparison, Section, SpasmProfile, Table, Tile, Tiles

Paper: TypeAlias = Literal["a4", "letter"]
Data: TypeAlias = dict[str, Any]

SIZES: dict[Paper, str] = {"a4": "a4", "letter": "us-letter"}
MOST_ROWS = 2000
"""Rows of one table: a table of everything belongs in an export, not on paper."""

_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True)
class Code:
    """A code to scan, for a page of its own: the picture and what is said of it."""

    svg: str
    title: str
    words: tuple[str, ...]


def render(
    profile: SpasmProfile,
    *,
    _: Translate,
    paper: Paper = "a4",
    entries: bool = False,
    code: Code | None = None,
    signed_by: str = "",
) -> bytes:
    """The page as a PDF; page 1 holds the Profile whatever is in it.

    `entries` adds the tables behind the charts and the entries themselves; `code` a last page with a code to scan;
    `signed_by` names in the foot the key that the page is to be signed with. The same profile gives the same bytes.
    """
    data = page_data(profile, _, paper, entries)
    if signed_by:
        data["foot"] += " · " + _("signed with key {key}").format(key=signed_by)
    data["code"] = asdict(code) if code else None
    with _ONE_AT_A_TIME:
        made = _compiler().compile(
            format="pdf",
            sys_inputs={"profile": json.dumps(data)},
            pdf_standards=["ua-1"],
            timestamp=int(profile.made.timestamp()),
        )
    assert isinstance(made, bytes)
    return made


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder()])
    home = Path(str(resources.files("unknot.pdf")))
    return typst.Compiler(home / "profile.typ", root=home, font_paths=fonts)


def page_data(profile: SpasmProfile, _: Translate, paper: Paper, entries: bool) -> Data:
    """All that the template needs, with nothing in it that the typefaces cannot draw."""
    data = {**_page(profile, _, paper), **_content(profile, _), "tables": _tables(profile, _) if entries else []}
    replaced = False

    def printable(text: str) -> str:
        nonlocal replaced
        fit = fitted(text)
        replaced = replaced or fit != text
        return one_faced(fit) if fit.startswith("<svg") else breakable(fit)

    drawn: Data = _each(data, printable)
    if replaced:
        drawn["closing"].append(_("{sign} stands for letters this page cannot print.").format(sign=MISSING))
    return drawn


def _page(profile: SpasmProfile, _: Translate, paper: Paper) -> Data:
    """Language, size, who, and what stands at the foot."""
    header, language = profile.header, profile.language.replace("_", "-").split("-")
    made = _("Unknot {version}, page code {code}").format(version=profile.version, code=profile.code)
    return {
        "title": profile.title,
        "lang": language[0].lower(),
        "region": language[1].upper() if len(language) > 1 and len(language[1]) == 2 else None,
        "rtl": profile.direction == "rtl",
        "paper": SIZES[paper],
        "name": header.name,
        "about": " · ".join(header.about)[:160],
        "period": header.period,
        "facts": [fact[:140] for fact in header.facts],
        "foot": " · ".join(part for part in (profile.mark, made) if part),
        "page": _("Page {n} of {all}"),
        "continued": " · ".join(part for part in (profile.title, header.name, header.period) if part),
        "closing": profile.footer,
        "elsewhere": _("The numbers are on page 2."),
        "more_one": _("and 1 more on page 2"),
        "more": _("and {n} more on page 2"),
        "moved": _("On page 2: {titles}."),
        "levels": [asdict(level) for level in levels(profile.sections)],
    }


def _content(profile: SpasmProfile, _: Translate) -> Data:
    """The sections of the page, whole: the template cuts them to the budgets."""
    return {
        "recorded": profile.recorded.parts,
        "banner": profile.recorded.banner,
        "sections": [_section(section, _) for section in profile.sections],
    }


def _section(section: Section, _: Translate) -> Data:
    """A section with its place, and its lines where it has some: those of a block, or the key of a chart."""
    shared = {
        "key": section.key, "kind": section.kind, "place": section.place.value, "movable": section.may_move,
        "boxed": section.boxed, "silent": section.silent, "lines": (),
    }  # fmt: skip
    match section.content:
        case Block() as block:
            return {**shared, **_block(block)}
        case Tiles(tiles=tiles):
            return {**shared, "title": "", "tiles": [_tile(tile) for tile in tiles]}
        case Chart() as chart:
            key = [{"name": "", "text": words, "note": ""} for words in chart.key]
            return {**shared, **_chart(chart), "lines": key, "empty": "", "key-hint": _("what changed")}
        case Comparison() as compared:
            table = _table(compared.table) if compared.table else None
            return {**shared, "title": compared.title, "sentences": compared.sentences, "table": table}


def _tile(tile: Tile) -> Data:
    """A tile; one with a long figure is wider."""
    weight = 1.35 if len(tile.figure) > 8 else 1.0
    return {"label": tile.label, "figure": tile.figure, "note": tile.note, "weight": weight, "size": 14}


def _block(block: Block) -> Data:
    lines = [{"name": line.name, "text": line.text, "note": line.note} for line in block.lines]
    return {"title": block.title, "hint": block.hint, "lines": lines, "empty": block.empty}


def _chart(of: Chart) -> Data:
    """A chart with an alternative text that says all its figures."""
    rows = "; ".join(", ".join(cell for cell in row if cell) for row in of.table.rows)
    alt = f"{of.title}. {of.sentence} {', '.join(of.table.head)}: {rows}."
    return {
        "title": of.title,
        "hint": of.hint,
        "svg": of.paper,
        "alt": alt,
        "sentence": of.sentence,
    }


def _tables(profile: SpasmProfile, _: Translate) -> list[Data]:
    charts = [*profile.charts, *([profile.forest] if profile.forest else [])]
    return [_table(chart.table) for chart in charts] + [_table(profile.entries)]


def _table(of: Table) -> Data:
    return {"caption": of.caption, "head": of.head, "rows": of.rows[:MOST_ROWS]}


def _each(value: Any, change: Callable[[str], str]) -> Any:
    """The data with every text in it changed."""
    match value:
        case str():
            return change(value)
        case dict():
            return {name: _each(one, change) for name, one in value.items()}
        case list() | tuple():
            return [_each(one, change) for one in value]
        case _:
            return value
