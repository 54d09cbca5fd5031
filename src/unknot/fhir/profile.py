"""The Spasm Profile as a DiagnosticReport, with coverage as data: days recorded and their share always stand in it."""

from __future__ import annotations

import base64
from html import escape
from uuid import UUID

from unknot.analysis.figures import Figures
from unknot.fhir.terms import HL7, UCUM, Context, Resource, derived_id, reference
from unknot.report.profile import Block, Chart, Comparison, Section, SpasmProfile, Tiles

_PERIOD = "%Y-%m-%d"


def profile_resources(profile: SpasmProfile, context: Context, pdf: bytes | None = None) -> list[Resource]:
    """The report, its summary observation and one observation for each figure that is known.

    A figure that is not known gives no resource; days recorded and the share of days recorded always do.
    """
    figures = [_figure(profile, context, *row) for row in _rows(profile)]
    summary = _observation(profile, context, "summary", "Summary of the Spasm Profile")
    summary["hasMember"] = [reference(UUID(figure["id"])) for figure in figures]
    report: Resource = {
        "resourceType": "DiagnosticReport",
        "id": str(_id(profile, context, "report")),
        "status": "final",
        "category": [{"text": context._("patient-reported diary")}],
        "code": context.own_concept("spasm-profile", "Spasm Profile"),
        "subject": context.subject,
        "effectivePeriod": _period(profile),
        "issued": profile.made.isoformat(timespec="milliseconds"),
        "performer": [context.subject],
        "result": [reference(UUID(summary["id"]))],
        "text": {"status": "generated", "div": _narrative(profile, context)},
    }
    if pdf is not None:
        data = base64.b64encode(pdf).decode()
        report["presentedForm"] = [{"contentType": "application/pdf", "data": data, "title": profile.title}]
    return [report, summary, *figures]


def _narrative(profile: SpasmProfile, context: Context) -> str:
    """Every section of the page in XHTML, in its order; what people wrote is escaped."""
    said = (_section_words(section, context) for section in profile.sections)
    parts = [f"<h2>{escape(title)}</h2>{body}" for title, body in said if body]
    return f'<div xmlns="http://www.w3.org/1999/xhtml">{"".join(parts)}</div>'


def _section_words(section: Section, context: Context) -> tuple[str, str]:
    """The title of a section, and what it says as paragraphs or a list; '' if it says nothing."""
    match section.content:
        case Block(title=title, lines=lines, empty=empty):
            said = [": ".join(part for part in (one.name, one.text, one.note) if part) for one in lines]
            return title, _list(said) if said else f"<p>{escape(empty)}</p>" if empty else ""
        case Tiles(tiles=tiles):
            return context._("Key numbers"), _list([f"{one.label}: {one.figure} {one.note}".strip() for one in tiles])
        case Chart(title=title, sentence=sentence):
            return title, f"<p>{escape(sentence)}</p>"
        case Comparison(title=title, sentences=sentences):
            return title, "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)


def _list(said: list[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(words)}</li>' for words in said)}</ul>"


def _rows(profile: SpasmProfile) -> list[tuple[str, str, float, str]]:
    """Each known figure: its code, its words, its value and its unit in UCUM."""
    recorded, figures = profile.recorded, profile.figures
    always = [
        ("days-recorded", "Days recorded", recorded.vouched, "d"),
        ("days-of-period", "Days of the period", recorded.days, "d"),
        ("percent-recorded", "Share of days recorded", recorded.percent, "%"),
        ("days-from-memory", "Days recorded from memory", recorded.recalled, "d"),
    ]
    return always + (_counted(figures) if recorded.vouched else [])


def _counted(figures: Figures) -> list[tuple[str, str, float, str]]:
    found = [
        ("spasm-days", "Recorded days with spasms", figures.spasm_days, "d"),
        ("spasm-days-per-seven", "Days with spasms in 7 recorded days", figures.per_seven, "d"),
        ("spasms-median", "Spasms on a recorded day, median", figures.median, "{spasms}"),
        ("spasms-lower-quartile", "Spasms on a recorded day, lower quartile", figures.lower, "{spasms}"),
        ("spasms-upper-quartile", "Spasms on a recorded day, upper quartile", figures.upper, "{spasms}"),
        ("nights-woken", "Nights woken by spasms", figures.nights_woken, "d"),
        ("nights-recorded", "Nights recorded", figures.nights_recorded, "d"),
        ("bother-mean", "Average bother at the end of the day, 0 to 10", figures.bother, "{score}"),
        ("bother-days", "Days with a bother score", figures.bother_days, "d"),
    ]
    return [(code, words, value, unit) for code, words, value, unit in found if value is not None]


def _figure(profile: SpasmProfile, context: Context, code: str, words: str, value: float, unit: str) -> Resource:
    resource = _observation(profile, context, code, words)
    shown = {"d": "days", "%": "%"}.get(unit, unit.strip("{}"))
    return resource | {"valueQuantity": {"value": round(value, 3), "unit": shown, "system": UCUM, "code": unit}}


def _observation(profile: SpasmProfile, context: Context, code: str, words: str) -> Resource:
    return {
        "resourceType": "Observation",
        "id": str(_id(profile, context, code)),
        "status": "final",
        "category": [{"coding": [{"system": f"{HL7}/observation-category", "code": "survey"}]}],
        "code": context.own_concept(code, words),
        "subject": context.subject,
        "effectivePeriod": _period(profile),
        "performer": [context.subject],
    }


def _period(profile: SpasmProfile) -> Resource:
    return {"start": profile.first.strftime(_PERIOD), "end": profile.last.strftime(_PERIOD)}


def _id(profile: SpasmProfile, context: Context, part: str) -> UUID:
    return derived_id(context.patient, f"{profile.first}/{profile.last}/{part}")
