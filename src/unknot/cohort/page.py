"""The summary of a cohort as one HTML page that needs nothing else, in the look of the app."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from math import exp
from string import Template

from babel.numbers import format_decimal

from unknot.cohort.plots import coverage_plot, pooled_plot
from unknot.cohort.summary import RATE, Line, Summary
from unknot.journal.entry import Stage
from unknot.report.chart.svg import PAPER_INK, SCREEN_INK, Ink
from unknot.report.wording import Voice, counted

WIDTH, NARROW, SIZE = 760, 330, 15
"""The widths of a plot on a desk and on a phone, and the size of its words on both."""
VOCABULARIES = {"exposure": "exposure", "treatment": "treatment", "dose": "medicine"}


def plots(summary: Summary, voice: Voice, ink: Ink = PAPER_INK, width: int = WIDTH) -> dict[str, str]:
    """Each plot as an SVG, by its name."""
    _ = voice._
    drawn = {
        "coverage": coverage_plot(
            summary.coverage, _("How much of their time people vouched for"), _coverage(summary, voice),
            ink=ink, name=f"coverage-{width}", width=width, size=SIZE,
        )
    }  # fmt: skip
    for kind, title in _kinds(voice):
        rows = [(_name(line, voice), line.found) for line in summary.lines if line.kind == kind]
        if rows:
            drawn[kind] = pooled_plot(
                rows, title, _how_to_read(voice), ink=ink, name=f"{kind}-{width}", width=width, size=SIZE
            )  # fmt: skip
    return drawn


def page(summary: Summary, voice: Voice, *, colours: str, made_up: bool) -> str:
    """The page. `colours` is the style sheet of the app's colours."""
    _ = voice._
    broad, narrow = (plots(summary, voice, SCREEN_INK, width) for width in (WIDTH, NARROW))
    drawn = {name: f"<div class='broad'>{broad[name]}</div><div class='narrow'>{narrow[name]}</div>" for name in broad}
    parts = [_lead(summary, voice, made_up)]
    for kind, title in _kinds(voice):
        lines = [line for line in summary.lines if line.kind == kind]
        if lines:
            parts.append(_section(title, drawn[kind], _how_to_read(voice), _table(lines, voice)))
    parts.append(_section(_("How much was logged"), drawn["coverage"], _coverage(summary, voice), ""))
    parts.append(_single(summary, voice))
    parts.append(_method(summary, voice))
    return _PAGE.substitute(
        language=escape(voice.language, quote=True),
        title=escape(_("Cohort summary")),
        colours=colours,
        body="\n".join(part for part in parts if part),
    )


def _kinds(voice: Voice) -> tuple[tuple[str, str], ...]:
    _ = voice._
    return (
        ("exposure", _("Spasms in the 24 hours after")),
        ("treatment", _("Spasms after a treatment or plan was begun, changed or stopped")),
        ("dose", _("The 5th and 6th hour after a dose against the 2nd and 3rd")),
    )


def _name(line: Line, voice: Voice) -> str:
    """The thing, and for a treatment what happened to it and how slow change was taken into account."""
    _ = voice._
    name = voice.coded(VOCABULARIES[line.kind], line.code)
    if line.kind == "treatment" and line.code == name:
        name = voice.coded("medicine", line.code)
    stage, _space, trend = line.about.partition(" ")
    words = {
        Stage.STARTED.value: _("begun"),
        Stage.CHANGED.value: _("changed"),
        Stage.STOPPED.value: _("stopped"),
        "none": _("no trend"),
        "linear": _("with a trend"),
    }
    said = [words[word] for word in (stage, trend) if word in words]
    return f"{name}, {', '.join(said)}" if said else name


def _lead(summary: Summary, voice: Voice, made_up: bool) -> str:
    _ = voice._
    listed = sum(line.listed for line in summary.lines)
    words = (
        _("{n} spasm in the hours they vouched for.")
        if summary.spasms == 1
        else _("{n} spasms in the hours they vouched for.")
    )
    spasms = words.format(n=voice.number(summary.spasms))
    sentences = [
        f"{_people(voice, summary.people)}, {spasms}",
        counted(
            listed,
            _("{n} of the questions below is on the list of differences."),
            _("{n} of the questions below are on the list of differences."),
        ),
    ]
    if summary.problems:
        sentences.append(
            counted(
                summary.problems,
                _("The data of {n} person could not be read: see problems.parquet."),
                _("The data of {n} people could not be read: see problems.parquet."),
            )
        )
    note = f'<p class="made-up">{escape(_("Made-up people. None of this happened."))}</p>' if made_up else ""
    lead = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)
    return f"<header><h1>{escape(_('Cohort summary'))}</h1>{note}{lead}</header>"


def _section(title: str, drawing: str, hint: str, table: str) -> str:
    return f"<section><h2>{escape(title)}</h2><p class='hint'>{escape(hint)}</p>{drawing}{table}</section>"


def _how_to_read(voice: Voice) -> str:
    return voice._(
        "Dot: the mean rate ratio of people; bar: its 95 % interval; band: where a further person's own ratio is "
        "expected. 1 is no difference."
    )


def _coverage(summary: Summary, voice: Voice) -> str:
    return voice._(
        "People by the share of the hours between their first and last day that they vouched for; {n} with none."
    ).format(n=summary.no_hours)


def _table(lines: Sequence[Line], voice: Voice) -> str:
    _ = voice._
    head = (
        "", _("people"), _("ratio"), _("95 % interval"), _("a further person"), _("how much people differ (I²)"),
        _("people above 1"), _("on the list"),
    )  # fmt: skip
    cells = "".join(f"<th scope='col'>{escape(one)}</th>" for one in head)
    rows = "".join(_row(line, voice) for line in lines)
    return f"<div class='wide'><table><thead><tr>{cells}</tr></thead><tbody>{rows}</tbody></table></div>"


def _row(line: Line, voice: Voice) -> str:
    _, found = voice._, line.found

    def ratio(value: float) -> str:
        return format_decimal(exp(value), "0.00", voice.locale)

    above = "–" if found.share_above is None else f"{voice.number(100 * found.share_above)} %"
    cells = (
        voice.number(found.people), ratio(found.mean), f"{ratio(found.low)}–{ratio(found.high)}",
        f"{ratio(found.predicted_low)}–{ratio(found.predicted_high)}", f"{voice.number(100 * found.inconsistency)} %",
        above, _("yes") if line.listed else _("no"),
    )  # fmt: skip
    name = f"<th scope='row'>{escape(_name(line, voice))}</th>"
    return f"<tr>{name}{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"


def _single(summary: Summary, voice: Voice) -> str:
    _ = voice._
    title = f"<h2>{escape(_('Single people'))}</h2>"
    about = _(
        "Of {tested} pairs of a person and an exposure, these stand on a list of which at most {share} % is expected "
        "to be false."
    ).format(tested=voice.number(summary.tested), share=voice.number(100 * RATE))
    if not summary.single:
        nothing = _("No single pair of a person and an exposure stands out so far.")
        return f"<section>{title}<p>{escape(nothing)}</p></section>"
    items = "".join(
        f"<li>{escape(_people(voice, n))}: {escape(voice.coded('exposure', code))}</li>" for code, n in summary.single
    )
    return f"<section>{title}<p>{escape(about)}</p><ul>{items}</ul></section>"


def _people(voice: Voice, n: int) -> str:
    return (voice._("{n} person") if n == 1 else voice._("{n} people")).format(n=voice.number(n))


def _method(summary: Summary, voice: Voice) -> str:
    _ = voice._
    words: Iterable[str] = (
        _("Each person was analysed as in their own app; then their log ratios were put together with random effects "
          "(Paule-Mandel, Hartung-Knapp). The list holds what passes a false discovery rate of 5 % over all questions "
          "of this page (Benjamini-Hochberg)."),
        _("These are associations in people's own logs, not causes. People who log are not all people, and what "
          "nobody logged is not in here."),
        _("A treatment is compared with the weeks before it, with and without a straight trend: people begin one when "
          "they are at their worst, so some of the difference would have come anyway."),
        *((_("Too few people for: {codes}.").format(codes=", ".join(sorted(set(summary.too_few)))),)
          if summary.too_few else ()),
    )  # fmt: skip
    said = "".join(f"<p>{escape(one)}</p>" for one in words)
    return f"<section><h2>{escape(_('How this was made'))}</h2>{said}</section>"


_PAGE = Template("""<!doctype html>
<html lang="$language" data-theme="auto">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<style>
$colours
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.125rem/1.5 "Atkinson Hyperlegible", Verdana,
  sans-serif; }
main { max-width: 56rem; margin: 0 auto; padding: 1.5rem clamp(0.6rem, 4vw, 2rem) 4rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 0.5rem; }
h2 { font-size: 1.35rem; margin: 0 0 0.3rem; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 1rem; padding: 1.2rem;
  margin: 1.2rem 0; }
p { margin: 0 0 0.6rem; max-width: 42rem; }
.hint { color: var(--quiet); }
.made-up { border-left: 4px solid var(--mark); padding-left: 0.8rem; }
.chart { display: block; width: 100%; height: auto; margin: 0.6rem 0; }
.chart text { font-family: inherit; }
.chart .axis { stroke: var(--edge); }
.chart .grid { stroke: var(--line); }
.chart .label { fill: var(--quiet); }
.chart .mark { fill: var(--accent); }
.chart .line { stroke: var(--accent); stroke-width: 2.5; }
.chart .band { fill: var(--tone-1); }
.narrow { display: none; }
@media screen and (max-width: 34rem) { .broad { display: none; } .narrow { display: block; } }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: 1rem; }
th, td { padding: 0.35rem 0.5rem; border-bottom: 1px solid var(--line); text-align: right; vertical-align: top; }
th:first-child { text-align: left; }
thead th { color: var(--quiet); font-weight: 400; vertical-align: bottom; min-width: 3.2rem; }
thead th:nth-child(6) { min-width: 8rem; }
td { white-space: nowrap; }
@media print { body { background: none; } section { break-inside: avoid; } }
</style>
<main>
$body
</main>
</html>
""")
