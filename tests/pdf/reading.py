"""Reading a PDF back: the text of a page, the sizes of its letters, the tags of its structure."""

from __future__ import annotations

import ctypes
import io
from collections import Counter
from collections.abc import Iterator

import pikepdf
import pypdfium2
import pypdfium2.raw as raw


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page with single spaces."""
    document = pypdfium2.PdfDocument(pdf)
    texts = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    return texts


def letter_sizes(pdf: bytes) -> set[float]:
    """The sizes, in points on paper, in which letters stand on any page, drawings included."""
    document = pypdfium2.PdfDocument(pdf)
    sizes = set()
    for page in document:
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=6):
            size = ctypes.c_float()
            raw.FPDFTextObj_GetFontSize(item.raw, size)
            sizes.add(round(size.value * abs(item.get_matrix().d), 2))
    document.close()
    return sizes


def tags(pdf: bytes) -> Counter[str]:
    """How often each structure element stands in the document."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return Counter(kind for kind, _ in elements(document.Root.StructTreeRoot))


def alternatives(pdf: bytes) -> list[str]:
    """The alternative texts of the figures."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [str(of.get("/Alt", "")) for kind, of in elements(document.Root.StructTreeRoot) if kind == "/Figure"]


def elements(of: pikepdf.Object) -> Iterator[tuple[str, pikepdf.Object]]:
    """The structure elements under one, in reading order."""
    kids = of.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield str(kid["/S"]), kid
            yield from elements(kid)
