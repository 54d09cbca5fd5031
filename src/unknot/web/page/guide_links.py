"""From the journal into the guide: the address of the place that explains an entry, a code or a rule."""

from __future__ import annotations

from django.urls import reverse

from unknot.journal.entry import Body, Dose, Episode, Exposure, Measurement, Prescription, Stock, Symptom, Treatment
from unknot.knowledge.guide import Place, guide, page_for
from unknot.knowledge.guide.loading import GLOSSARY, LEDGER

_MADE = {LEDGER: "guide-ledger", GLOSSARY: "guide-words"}


def address(to: str | Place) -> str:
    """The address of a place in the guide, `page` or `page#section`."""
    slug, _, section = str(to).partition("#")
    page = reverse(_MADE[slug]) if slug in _MADE else reverse("guide-page", args=[slug])
    return f"{page}#{section}" if section else page


def every_address() -> tuple[str, ...]:
    """All of the guide, for a browser to keep for when it is offline."""
    pages = (address(page.slug) for page in guide().pages)
    return (reverse("guide"), reverse("guide-index"), address(LEDGER), address(GLOSSARY), *pages)


def explained(*codes: str) -> str:
    """The address of the place that explains the first of these codes that has one; '' if none has."""
    return next((address(place) for place in map(page_for, codes) if place), "")


def explaining(body: Body) -> str:
    """The address of the place that explains what an entry is about; '' if there is none."""
    match body:
        case Exposure() | Treatment() | Symptom() | Measurement():
            return explained(body.code)
        case Dose() | Prescription() | Stock():
            return explained(body.medicine.code)
        case Episode():
            return explained(*body.signs, *body.suspected)
        case _:
            return ""
