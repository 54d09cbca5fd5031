"""The words of the product for translators.

    python -m scripts.words

Collects every English text that passes through a translator (Python, templates, and the fields of the data files that
are shown), brings each `src/unknot/locale/LANGUAGE/LC_MESSAGES/django.po` up to date and compiles it. A new language
is a new folder with an empty `django.po`; it is offered once its `django.mo` is there.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.template.base import Lexer, Token, TokenType
from django.utils.translation.template import (
    block_re,
    constant_re,
    endblock_re,
    inline_re,
    plural_re,
    trim_whitespace,
)

PACKAGE = Path(__file__).parent.parent / "src" / "unknot"
LOCALE = PACKAGE / "locale"
SHOWN = frozenset("words title why say steps asks ask about low_words high_words name".split())
"""The fields of data files that are handed to a translator."""

Message = tuple[int, str | tuple[str, str]]


def collected(package: Path = PACKAGE) -> Catalog:
    """Every text, with the places it stands in."""
    if not settings.configured:
        settings.configure()
        django.setup()
    catalog = Catalog(project="Unknot", charset="utf-8")
    for path in sorted(package.rglob("*")):
        read = {".py": of_python, ".html": of_template, ".toml": of_data}.get(path.suffix)
        if read is None or path.is_relative_to(package / "locale"):
            continue
        for line, text in read(path.read_text(encoding="utf-8")):
            catalog.add(text, locations=[(str(path.relative_to(package.parent)), line)])
    return catalog


def of_python(source: str) -> Iterator[Message]:
    keywords = ("_", "gettext", "gettext_lazy", "ngettext", "counted")
    for line, _function, messages, _comments in extract_python(BytesIO(source.encode()), keywords, (), {}):
        match messages:
            case str() if messages:
                yield line, messages
            case (str() as one, str() as many, *_) if "{n}" in many or "%" in many:
                yield line, (one, many)


def of_template(source: str) -> Iterator[Message]:
    """What `translate`, `blocktranslate` and `_("...")` hold, as Django will look it up."""
    block: list[str] | None = None
    plural: list[str] | None = None
    trimmed = False
    for token in Lexer(source).tokenize():
        if block is not None:
            if endblock_re.match(token.contents):
                one = trim_whitespace("".join(block)) if trimmed else "".join(block)
                yield token.lineno or 0, (one, "".join(plural)) if plural is not None else one
                block = plural = None
            elif plural_re.match(token.contents):
                plural = []
            else:
                (block if plural is None else plural).append(_in_block(token))
        elif token.token_type is TokenType.BLOCK and (found := inline_re.match(token.contents)):
            yield token.lineno or 0, found.group(1)[1:-1]
        elif token.token_type is TokenType.BLOCK and block_re.match(token.contents):
            block, trimmed = [], "trimmed" in token.split_contents()
        elif token.token_type in (TokenType.BLOCK, TokenType.VAR):
            yield from ((token.lineno or 0, text[1:-1]) for text in constant_re.findall(token.contents))


def _in_block(token: Token) -> str:
    if token.token_type is TokenType.VAR:
        return f"%({token.contents})s"
    return str(token.contents).replace("%", "%%")


def of_data(source: str) -> Iterator[Message]:
    def texts(value: object, shown: bool) -> Iterator[str]:
        match value:
            case str() if shown and value:
                yield value
            case list():
                for item in value:
                    yield from texts(item, shown)
            case dict():
                for name, item in value.items():
                    yield from texts(item, name in SHOWN)

    yield from ((0, text) for text in texts(tomllib.loads(source), False))


def update(folder: Path, words: Catalog) -> None:
    """One language: new texts are added, gone ones set aside, and what is translated is compiled."""
    path = folder / "django.po"
    with path.open("rb") as file:
        catalog = read_po(file, locale=folder.parent.name)
    catalog.update(words)
    with path.open("wb") as file:
        write_po(file, catalog, width=120, omit_header=False)
    with (folder / "django.mo").open("wb") as file:
        write_mo(file, catalog)


def main() -> None:
    words = collected()
    for folder in sorted(LOCALE.glob("*/LC_MESSAGES")):
        update(folder, words)
        print(folder.parent.name)
    print(f"{len(words)} texts")


if __name__ == "__main__":
    main()
