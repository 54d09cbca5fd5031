"""What kind of file some bytes are, by their content: a name or a browser's word for it proves nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

TYPES: Mapping[str, Callable[[bytes], bool]] = {
    "application/pdf": lambda content: content[:1024].lstrip().startswith(b"%PDF-"),
    "image/jpeg": lambda content: content.startswith(b"\xff\xd8\xff"),
    "image/png": lambda content: content.startswith(b"\x89PNG\r\n\x1a\n"),
    "image/webp": lambda content: content.startswith(b"RIFF") and content[8:12] == b"WEBP",
    "image/heic": lambda content: content[4:8] == b"ftyp" and content[8:12] in (b"heic", b"heix", b"mif1", b"hevc"),
    "image/tiff": lambda content: content.startswith((b"II*\x00", b"MM\x00*")),
    "application/dicom": lambda content: content[128:132] == b"DICM",
    "text/plain": lambda content: _is_text(content),
}
"""The kinds that can be attached, each with how it is known. Nothing a browser would run is among them."""

UNKNOWN = "application/octet-stream"


def media_type(content: bytes) -> str | None:
    """The kind of a file that can be attached; None for any other."""
    return next((name for name, known in TYPES.items() if known(content)), None) if content else None


def _is_text(content: bytes) -> bool:
    """Words and nothing else; what looks like a page or a program to a browser is not taken for words."""
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    start = words[:2000].lstrip().lower()
    return not start.startswith(("<", "#!")) and all(char >= " " or char in "\t\r\n\f" for char in words)
