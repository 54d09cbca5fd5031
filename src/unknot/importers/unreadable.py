"""What a file is that no format reads, in a sentence that names it."""

from __future__ import annotations

from unknot.importers.head import Head

_BEGINNINGS = (
    (b"%PDF", "This is a PDF: a page for people to read. Send the table or the export that it was made from."),
    (b"\x89PNG", "This is a picture. It can be kept as a file beside a result, but no entries can be read from it."),
    (
        b"\xff\xd8\xff",
        "This is a picture. It can be kept as a file beside a result, but no entries can be read from it.",
    ),
    (b"GIF8", "This is a picture. It can be kept as a file beside a result, but no entries can be read from it."),
    (b"\xd0\xcf\x11\xe0", "This is an old Excel or Word file. Save the sheet as .xlsx or as CSV and try again."),
    (b"SQLite format 3", "This is a database of another program. Look in that program for an export as CSV."),
    (b"{\\rtf", "This is a text document. Copy its table into a spreadsheet, and send that."),
    (b"\x1f\x8b", "This file is packed with gzip. Unpack it first, and send what is in it."),
    (b"7z\xbc\xaf", "This file is packed with 7-Zip. Unpack it first, and send what is in it."),
    (b"Rar!", "This file is packed with RAR. Unpack it first, and send what is in it."),
    (b"RIFF", "This is a sound or a film. Nothing can be read from it."),
    (b"ID3", "This is a sound. Nothing can be read from it."),
    (b".FIT", "This is a FIT file of a watch. Look in its app for an export as CSV."),
)
_DOCUMENTS = {
    "word/document.xml": "This is a Word document. Copy its table into a spreadsheet, and send that.",
    "ppt/presentation.xml": "This is a slide show. Nothing can be read from it.",
}
EDF = "This is an EDF recording without annotations: curves only. Unknot reads the marked events of an EDF+ file."


def why(head: Head) -> str:
    """Why a file is not read: what it is, and what to do instead."""
    for beginning, words in _BEGINNINGS:
        if head.data.startswith(beginning) or (beginning == b".FIT" and head.data[8:12] == beginning):
            return words
    if head.is_zip:
        return _zip(head)
    start = head.text.lstrip()
    if start.startswith("BEGIN:VCALENDAR"):
        return "This is a calendar (.ics). It holds appointments, not a diary: nothing was read from it."
    if start.startswith("BEGIN:VCARD"):
        return "This is an address book (.vcf). It holds no diary: nothing was read from it."
    if head.is_json:
        return "This is JSON of a shape that is not known here: neither FHIR, nor an export of Unknot or a known app."
    if start[:200].lower().startswith(("<!doctype html", "<html")):
        return "This is a web page. Look there for an export as CSV, and send that."
    if start.startswith("<"):
        return "This is XML of a kind that is not known here. Of XML, only the export of Apple Health is read."
    if not head.data.strip():
        return "This file is empty."
    if b"\0" in head.data[:4096]:
        return "This is not a text file, and no format that is read here."
    return "This is a text, but no table: no rows and columns with dates were found in it."


def _zip(head: Head) -> str:
    for member, words in _DOCUMENTS.items():
        if member in head.members:
            return words
    return "This zip holds none of the exports that are read here. Unpack it, and send the table that is in it."
