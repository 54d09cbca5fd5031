"""The review on paper: every rule, row, scale and claim that waits for a clinician, with its source, to tick."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path

import typst

from unknot.knowledge.review import Review
from unknot.knowledge.words import Translate
from unknot.pdf.glyphs import breakable, fitted, folder
from unknot.pdf.typeset import SIZES, Paper

_ONE_AT_A_TIME = threading.Lock()
GROUPS = ("rule", "interaction", "precaution", "scale", "claim")


def review_pdf(waiting: Iterable[Review], *, today: date, _: Translate, paper: Paper = "a4") -> bytes:
    """The list as a PDF, rules first. What a face cannot draw is replaced by a sign."""
    titles = {
        "rule": _("Safety rules"),
        "interaction": _("Medicines together"),
        "precaution": _("Precautions"),
        "scale": _("Scales"),
        "claim": _("Statements of the guide"),
    }
    found = sorted(waiting, key=lambda one: one.id)
    data = {
        "title": _("Unknot: to be checked by a clinician"),
        "lead": _(
            "Each entry is what the program says, when it says it, and where that comes from. Tick yes or no; write "
            "the answers into the answer file, which signs exactly these words."
        ),
        "foot": _("{n} entries, printed {day}").format(n=len(found), day=today.isoformat()),
        "paper": SIZES[paper],
        "yes": _("I agree"),
        "no": _("I do not agree"),
        "remark": _("Remark:"),
        "chosen": _("Our own choice:"),
        "groups": [
            {"title": titles[kind], "rows": [_row(one) for one in found if one.kind == kind]}
            for kind in GROUPS
            if any(one.kind == kind for one in found)
        ],
    }
    with _ONE_AT_A_TIME:
        made = _compiler().compile(format="pdf", sys_inputs={"review": json.dumps(data)}, pdf_standards=["ua-1"])
    assert isinstance(made, bytes)
    return made


def _row(one: Review) -> dict[str, object]:
    return {
        "id": one.id,
        "title": _printable(one.title if one.title not in (one.id, one.says) else ""),
        "says": _printable(one.says),
        "chosen": _printable(one.chosen),
        "when": [_printable(line) for line in one.when],
        "sources": _printable("; ".join(source.title for source in one.source)),
        "mark": one.verified.value,
        "digest": one.digest,
    }


def _printable(text: str) -> str:
    return breakable(fitted(text))


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder()])
    home = Path(str(resources.files("unknot.pdf")))
    return typst.Compiler(home / "review.typ", root=home, font_paths=fonts)
