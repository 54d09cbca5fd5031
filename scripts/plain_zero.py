"""Makes the two font files with a zero that has no slash, from the zero of Atkinson Hyperlegible (OFL 1.1).

The face draws its zero with a slash, which reads as code in dates and doses. The slash is taken out; width and outline
stay, so that columns of figures stand as before. Under the OFL the result has another name: Unknot Plain Zero.

    uv run --with fonttools --with brotli python scripts/plain_zero.py
"""

from __future__ import annotations

from pathlib import Path

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[1] / "src/unknot/web/static/fonts"
FAMILY = "Unknot Plain Zero"

Drawn = tuple[str, tuple[tuple[float, float], ...]]
"""What a pen was told: the name of a stroke, and its points."""


def plain_zero(weight: int) -> None:
    """Writes `plain-zero-WEIGHT.woff2` beside the font it is made from."""
    font = TTFont(FONTS / f"atkinson-latin-{weight}.woff2")
    options = Options(layout_features=["tnum", "pnum"], name_IDs=["*"], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[ord("0")])
    subsetter.subset(font)
    for name in font.getGlyphOrder():
        if name.startswith("zero"):
            _without_slash(font, name)
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            record.string = FAMILY.replace(" ", "") if record.nameID == 6 else FAMILY
    font.flavor = "woff2"
    font.save(FONTS / f"plain-zero-{weight}.woff2")


def _without_slash(font: TTFont, name: str) -> None:
    """The outer contour, and against its direction one counter where the slash left two."""
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(pen)
    outer, counters = _contours(pen.value)[0], _contours(pen.value)[1:]
    points = [point for contour in counters for _, arguments in contour for point in arguments]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    bottom, top = min(y for _, y in points), max(y for _, y in points)
    across, up = (left + right) / 2, (bottom + top) / 2
    ease_x, ease_y = 0.51 * (right - left) / 2, 0.48 * (top - bottom) / 2
    glyph = TTGlyphPen(None)
    for operator, arguments in outer:
        getattr(glyph, operator)(*arguments)
    glyph.moveTo((across, bottom))
    for x, y, to in (
        (right, bottom, (right, up)),
        (right, top, (across, top)),
        (left, top, (left, up)),
        (left, bottom, (across, bottom)),
    ):
        side = ease_x if x == right else -ease_x
        height = ease_y if y == top else -ease_y
        flat, steep = (across + side, y), (x, up + height)
        glyph.qCurveTo(*((flat, steep) if to == (x, up) else (steep, flat)), to)
    glyph.closePath()
    font["glyf"][name] = glyph.glyph()


def _contours(value: list[Drawn]) -> list[list[Drawn]]:
    contours: list[list[Drawn]] = []
    for operator, arguments in value:
        if operator == "moveTo":
            contours.append([])
        contours[-1].append((operator, arguments))
    return contours


if __name__ == "__main__":
    for weight in (400, 700):
        plain_zero(weight)
