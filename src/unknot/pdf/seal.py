"""A page that carries its own signature: behind the PDF, in lines that every reader skips.

    %PDF-...            the page as it was set; this is what is signed
    %unknot-proof-1     then the signature (`fhir.seal`) in comment lines
    startxref ... %%EOF the end of a PDF once more, as readers look for it there

Anything else before, between or behind makes the page an altered one.
"""

from __future__ import annotations

import re

from unknot.fhir.seal import Altered, NotSealed, Seal, checked

MARK = b"%unknot-proof-1\n"
WIDTH = 100
_END = re.compile(rb"startxref\n(?P<at>\d{1,12})\n%%EOF\n?\Z")
_PROOF = re.compile(rb"(?P<lines>(?:%[A-Za-z0-9_.\-]{1,100}\n)+)startxref\n(?P<at>\d{1,12})\n%%EOF\n\Z")


def sealed(page: bytes, token: str) -> bytes:
    """The page with its signature behind it. Raises `ValueError` if the bytes are no PDF that ends as one does."""
    end = _END.search(page, max(0, len(page) - 60))
    if end is None:
        raise ValueError("not the end of a PDF")
    lines = b"".join(b"%" + token[n : n + WIDTH].encode() + b"\n" for n in range(0, len(token), WIDTH))
    tail = b"startxref\n" + end["at"] + b"\n%%EOF\n"
    return page + (b"" if page.endswith(b"\n") else b"\n") + MARK + lines + tail


def seal_of(file: bytes) -> Seal:
    """The seal of a page. Raises `NotSealed` if it never had one, `Altered` if it is not as it was signed."""
    at = file.find(b"\n" + MARK)
    if at < 0:
        raise NotSealed("This page has no signature of Unknot.")
    proof = _PROOF.fullmatch(file, at + 1 + len(MARK))
    if proof is None:
        raise Altered("Something was added to the page after it was signed.")
    token = b"".join(line[1:] for line in proof["lines"].splitlines()).decode("ascii")
    for page in (file[:at], file[: at + 1]):  # with the newline at its end, and without
        end = _END.search(page, max(0, len(page) - 60))
        if end is not None and end["at"] == proof["at"]:
            try:
                return checked(token, page)
            except Altered:
                continue
    raise Altered("The page is not the one that was signed.")
