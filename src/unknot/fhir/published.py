"""What is published in docs/fhir/: our code system, and a Questionnaire for each scale and the check-in."""

from __future__ import annotations

from collections.abc import Iterator

from unknot.fhir.observations import CHECK_IN
from unknot.fhir.terms import OWN, Resource
from unknot.journal.document import KINDS
from unknot.journal.entry import DayPart, Level, Word
from unknot.knowledge.instruments import Instrument, Item, Use, instruments
from unknot.knowledge.vocabulary import vocabularies

QUESTIONNAIRE = "urn:x-unknot:questionnaire"
FIELDS = {
    "kind-spasm": "Spasm",
    "kind-cramp": "Cramp",
    "kind-stiffness": "Stiffness",
    "kind-twitching": "Twitching",
    "site": "Place on the body",
    "bother": "How much it bothers, 0 to 10",
    "bother-band": "How much it bothers: low, medium or high",
    "duration": "How long it lasted",
    "run": "How many in a rapid run",
    "felt-before": "Felt before",
    "felt-during": "Felt during",
    "felt-after": "Felt after",
    "sign": "Seen or felt from outside",
    "after": "Left afterwards",
    "situation": "What was going on",
    "suspected": "Suspected by the person: an opinion",
    "done": "What was done",
    "impact": "What it stopped",
    "woke": "Woke the person",
    "asleep": "Seen while asleep",
    "useful": "It was useful",
    "spasms-a-day": "Spasms on this day so far",
    "new": "New for the person",
    "sudden": "Came suddenly",
    "still": "Still there",
    "suspected-medicine": "Medicine the person suspects",
    "value": "Graded on the person's own scale",
    "question": "A question of the person",
    "note": "A note",
    "spasm-profile": "Spasm Profile",
    "summary": "Summary of the Spasm Profile",
    "days-recorded": "Days recorded",
    "days-of-period": "Days of the period",
    "percent-recorded": "Share of days recorded",
    "days-from-memory": "Days recorded from memory",
    "spasm-days": "Recorded days with spasms",
    "spasm-days-per-seven": "Days with spasms in 7 recorded days",
    "spasms-median": "Spasms on a recorded day, median",
    "spasms-lower-quartile": "Spasms on a recorded day, lower quartile",
    "spasms-upper-quartile": "Spasms on a recorded day, upper quartile",
    "nights-woken": "Nights woken by spasms",
    "nights-recorded": "Nights recorded",
    "bother-mean": "Average bother at the end of the day, 0 to 10",
    "bother-days": "Days with a bother score",
}
"""The codes `field.…` of parts of an observation and of figures, with what each means."""


def published() -> dict[str, Resource]:
    """Every file of docs/fhir/ by its name."""
    found = {"CodeSystem-vocabulary.json": code_system(), "Questionnaire-check-in.json": check_in()}
    scales = (scale for scale in instruments().values() if scale.use is Use.FILL)
    return found | {f"Questionnaire-{scale.id}.json": questionnaire(scale) for scale in scales}


def code_system() -> Resource:
    """Our own codes, `vocabulary.code`, each with its English words; retired ones stay."""
    concepts = [{"code": code, "display": words} for code, words in _concepts()]
    return {
        "resourceType": "CodeSystem",
        "id": "vocabulary",
        "url": OWN,
        "name": "UnknotVocabulary",
        "title": "The vocabularies of Unknot",
        "status": "active",
        "experimental": False,
        "description": "Codes of a private diary of muscle spasms. A person's own codes (own-...) are not listed.",
        "caseSensitive": True,
        "content": "complete",
        "count": len(concepts),
        "concept": concepts,
    }


def _concepts() -> Iterator[tuple[str, str]]:
    for vocabulary in vocabularies():
        yield from ((f"{vocabulary.name}.{code}", term.words) for code, term in sorted(vocabulary.terms.items()))
    yield from ((f"field.{code}", words) for code, words in FIELDS.items())
    yield from ((f"kind.{kind}", f"An entry of the kind {kind}") for kind in sorted(KINDS))


def check_in() -> Resource:
    """The end-of-day check-in. Every question may be left out; what was not asked has no answer."""
    exposures = next(v for v in vocabularies() if v.name == "exposure")
    items = [
        _choice("word", "What the day holds", [word.value for word in Word]),
        {"linkId": "bother", "text": "Average bother, 0 to 10", "type": "integer"},
        _choice("worst", "Worst part of the day", [part.value for part in DayPart]),
        {"linkId": "sleep-broken", "text": "Sleep broken by spasms", "type": "boolean"},
        *(_choice(term.code, term.words, [level.value for level in Level]) for term in exposures.terms.values()),
        {"linkId": "note", "text": "Note", "type": "text"},
    ]
    return _questionnaire("check-in", CHECK_IN, "End-of-day check-in", items)


def _choice(link: str, text: str, values: list[str]) -> Resource:
    return {"linkId": link, "text": text, "type": "string", "answerOption": [{"valueString": v} for v in values]}


def questionnaire(scale: Instrument) -> Resource:
    """A scale that is filled in here, with its source's terms as the copyright."""
    made = _questionnaire(scale.id, f"{QUESTIONNAIRE}:{scale.id}", scale.title, [_item(item) for item in scale.items])
    coded = {"code": [_loinc(scale)]} if scale.coding else {}
    return made | {"version": str(scale.version), "description": scale.about, "copyright": scale.licence} | coded


def _loinc(scale: Instrument) -> Resource:
    assert scale.coding is not None
    return {"system": scale.coding.system.uri, "code": scale.coding.code, "display": scale.coding.display}


def _item(item: Item) -> Resource:
    asked: Resource = {"linkId": item.code, "text": item.ask, "type": "integer"}
    if item.options:
        asked["answerOption"] = [{"valueInteger": option.value} for option in item.options]
    if item.skip_if:
        question, value = item.skip_if
        asked["enableWhen"] = [{"question": question, "operator": "!=", "answerInteger": value}]
    return asked


def _questionnaire(id: str, url: str, title: str, items: list[Resource]) -> Resource:
    return {
        "resourceType": "Questionnaire",
        "id": id,
        "url": url,
        "title": title,
        "status": "active",
        "subjectType": ["Patient"],
        "item": items,
    }
