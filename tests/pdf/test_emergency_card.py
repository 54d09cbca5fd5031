"""The card as picture and on paper: judged by a QR decoder that is not ours, straight and as a phone sees it."""

from __future__ import annotations

import io
import json
import random
import shutil
import subprocess
from pathlib import Path

import pdfua
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageFilter

from tests.emergency import MARY, card_of, journal_of, plan
from unknot.fhir.links import qr_picture
from unknot.journal.entry import Person
from unknot.knowledge.words import as_written
from unknot.pdf.emergency_card import CardForm, card_file
from unknot.report.emergency_card import EmergencyCard

FULL = card_of(journal_of(*MARY, plan("Clonazepam", amount=1)), "DE")
SHORT = card_of(journal_of(MARY[7]), "US")


def made(card: EmergencyCard, form: CardForm) -> bytes:
    return card_file(card, form, code=qr_picture(card.code_text), _=as_written)


def picture(card: EmergencyCard, form: CardForm) -> Image.Image:
    data = made(card, form)
    if form is CardForm.LOCK:
        return Image.open(io.BytesIO(data)).convert("RGB")
    return pypdfium2.PdfDocument(data)[0].render(scale=300 / 72).to_pil().convert("RGB")


def photographed(page: Image.Image, seed: int) -> Image.Image:
    """As a phone held by hand sees it: turned, in perspective, uneven light, a little soft, with noise."""
    luck = random.Random(seed)
    width, height = page.size
    corners = [(0, 0), (0, height), (width, height), (width, 0)]
    moved = [v + luck.uniform(-0.03, 0.03) * side for xy in corners for v, side in zip(xy, page.size, strict=True)]
    seen = page.transform(page.size, Image.Transform.QUAD, moved, Image.Resampling.BILINEAR, fillcolor="white")
    seen = seen.rotate(luck.uniform(-8, 8), Image.Resampling.BILINEAR, fillcolor="white")
    shade = Image.linear_gradient("L").resize(seen.size).point(lambda v: 255 - v // 3)
    seen = Image.composite(seen, Image.new("RGB", seen.size, "#555555"), shade)
    noise = Image.effect_noise(seen.size, 18).convert("RGB")
    return Image.blend(seen.filter(ImageFilter.GaussianBlur(0.8)), noise, 0.08)


def read(node: Path, pictures: list[Image.Image], folder: Path) -> list[str | None]:
    paths = [folder / f"{n}.png" for n in range(len(pictures))]
    for path, one in zip(paths, pictures, strict=True):
        one.save(path)
    command = [shutil.which("node") or "node", "read_qr.mjs"]
    lines = "\n".join(map(str, paths))
    found = subprocess.run(command, input=lines, cwd=node, capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in found.splitlines()]


@pytest.mark.node
def test_an_independent_decoder_reads_each_form_straight_and_from_a_hand(needs_node, tmp_path):
    forms = [(card, form) for card in (FULL, SHORT) for form in CardForm]
    straight = [picture(card, form) for card, form in forms]
    shaken = [photographed(page, n) for n, page in enumerate(straight)]
    expected = [card.code_text for card, _form in forms]
    assert read(needs_node, [*straight, *shaken], tmp_path) == expected * 2


@pytest.mark.parametrize("form", [CardForm.WALLET, CardForm.FRIDGE])
def test_paper_is_tagged_and_in_its_languages(form: CardForm, tmp_path: Path):
    data = made(FULL, form)
    with pikepdf.open(io.BytesIO(data)) as document:
        assert document.open_metadata()["pdfuaid:part"] == "1"
        assert document.open_metadata()["dc:title"] == "Emergency card"
    path = tmp_path / "card.pdf"
    path.write_bytes(data)
    findings = pdfua.validate(str(path)).findings
    assert [f.message for f in findings if f.severity.name in ("ERROR", "CRITICAL")] == []


def squeezed(text: str) -> str:
    """Letters and digits alone: lines break where they like."""
    return "".join(letter for letter in text if letter.isalnum())


@pytest.mark.parametrize("form", [CardForm.WALLET, CardForm.FRIDGE])
def test_every_fact_stands_on_paper(form: CardForm):
    document = pypdfium2.PdfDocument(made(FULL, form))
    text = squeezed("".join(page.get_textpage().get_text_range() for page in document))
    for side in FULL.sides:
        for words in (side.who, *side.urgent, *(w for row in (*side.plain_rows[:-1], side.call) for w in row.words)):
            assert squeezed(words) in text
    assert all(squeezed(words) in text for words in FULL.english.plain_rows[-1].words)


def test_letters_that_cannot_be_drawn_and_markup_do_no_harm():
    odd = card_of(journal_of(Person(name="#pagebreak() 名前 *bold*"), *MARY[1:]))
    assert made(odd, CardForm.LOCK).startswith(b"\x89PNG")
    assert made(odd, CardForm.FRIDGE).startswith(b"%PDF")
