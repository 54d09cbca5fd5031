"""Made sentences: one utterance a number, the same for the same seed, with its truth."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from random import Random
from types import ModuleType

from benchmarks.words import english_talk, german_talk
from benchmarks.words.noise import MODELS
from benchmarks.words.truth import Event, Utterance, Values, changed

NOWS = (
    datetime.fromisoformat("2026-03-12T22:30"),
    datetime.fromisoformat("2026-03-12T08:10"),
    datetime.fromisoformat("2026-03-13T13:05"),
    datetime.fromisoformat("2026-03-14T18:40"),
)
"""Times of day at which people say things, none of them in the small hours, where "today" has two readings."""
PLAN = "baclofen 10 mg at 08:00 14:00 20:00 from 2026-02-01"
NOISY = 0.4
Made = tuple[str, tuple[Event, ...]]
_NONE = frozenset[str]()


def utterances(count: int, seed: int) -> Iterator[Utterance]:
    """So many utterances; the first ones are the same however many are asked for."""
    for number in range(count):
        yield utterance(Random(f"{seed} {number}"))


def utterance(rng: Random) -> Utterance:
    """One utterance, clean or with one kind of noise."""
    talk = rng.choice((english_talk, english_talk, english_talk, german_talk))
    sort = rng.choices(tuple(SORTS), weights=[weight for weight, _ in SORTS.values()])[0]
    made = SORTS[sort][1](talk, rng, rng.choice(NOWS), sort)
    if rng.random() >= NOISY:
        return made
    name = rng.choice(sorted(MODELS))
    return changed(made, MODELS[name](made.text, rng, made.language), name)


def _plain(make: Callable[[ModuleType, Random, datetime], Made]) -> Callable[..., Utterance]:
    def made(talk: ModuleType, rng: Random, now: datetime, sort: str) -> Utterance:
        text, events = make(talk, rng, now)
        return Utterance(text, talk.CODE, now, sort, events)

    return made


def one_spasm(talk: ModuleType, rng: Random, now: datetime) -> Made:
    """A spasm with up to four things said of it, in any order."""
    return _spasm(talk, rng, now, first=rng.random() < 0.8)


def _led_spasm(talk: ModuleType, rng: Random, now: datetime) -> Made:
    """A spasm whose place comes first, so that what is said of it cannot belong to what stands before."""
    return _spasm(talk, rng, now, first=True)


def _spasm(talk: ModuleType, rng: Random, now: datetime, *, first: bool) -> Made:
    head, slots = talk.spasm(rng) if rng.random() < 0.85 else talk.shared(rng)
    more: list[tuple[str, dict[str, Values]]] = []
    if rng.random() < 0.6:
        more.append(rng.choice((talk.bother, talk.bother, talk.band))(rng))
    if rng.random() < 0.4:
        more.append(talk.length(rng))
    if rng.random() < 0.4:
        more.append(talk.when(rng, now))
    if rng.random() < 0.2:
        more.append(talk.pain(rng))
    if rng.random() < 0.15:
        more.append(talk.woke(rng))
    if rng.random() < 0.2:
        more.append((talk.situation(rng), {}))
    rng.shuffle(more)
    pieces = [text for text, _ in more]
    pieces.insert(0 if first else rng.randint(0, len(more)), head)
    for _, said in more:
        slots = {**slots, **said}
    may = frozenset({"time"}) if "time" not in slots and ("woke" in slots) else _NONE
    return rng.choice((", ", " ", ", ")).join(pieces), (Event("episode", slots, may=may),)


def _several(talk: ModuleType, rng: Random, now: datetime) -> Made:
    kinds = (_led_spasm, _dose, _symptoms, _treatment, _measured, _exposure)
    parts: list[Made] = [make(talk, rng, now) for make in rng.sample(kinds, rng.choice((2, 2, 3)))]
    events = tuple(event for _, found in parts for event in found)
    return talk.joined(rng, [text for text, _ in parts]), events


def _dose(talk: ModuleType, rng: Random, now: datetime) -> Made:
    text, event = talk.dose(rng, now)
    return text, (event,)


def _skipped(talk: ModuleType, rng: Random, now: datetime) -> Made:
    text, event = talk.skipped(rng)
    return text, (event,)


def _symptoms(talk: ModuleType, rng: Random, now: datetime) -> Made:
    text, events = talk.symptoms(rng)
    return text, tuple(events)


def _treatment(talk: ModuleType, rng: Random, now: datetime) -> Made:
    text, event = talk.treatment(rng)
    return text, (event,)


def _exposure(talk: ModuleType, rng: Random, now: datetime) -> Made:
    text, event = talk.exposure(rng)
    return text, (event,)


def _measured(talk: ModuleType, rng: Random, now: datetime) -> Made:
    text, events = talk.measured(rng)
    return text, tuple(events)


def _counted(talk: ModuleType, rng: Random, now: datetime) -> Made:
    text, event = talk.counted(rng)
    return text, (event,)


def _none(talk: ModuleType, rng: Random, now: datetime) -> Made:
    text, event = talk.none(rng)
    return text, (event,)


def _corrected(talk: ModuleType, rng: Random, now: datetime) -> Made:
    text, events = talk.corrected(rng, now)
    return text, tuple(events)


def _distracted(talk: ModuleType, rng: Random, now: datetime) -> Made:
    after, slots = talk.after(rng)
    text, more = f"{talk.distracted(rng)} {after}", {}
    if rng.random() < 0.5:
        said, more = talk.bother(rng)
        text = f"{text}, {said}"
    own = (
        Event("exposure", optional=True, may=frozenset({"code"})),
        Event("treatment", optional=True, may=frozenset({"code", "length"})),
    )
    return text, (Event("episode", {**slots, **more}), *own)


def _at_night(talk: ModuleType, rng: Random, now: datetime) -> Made:
    text, event = talk.at_night(rng, now)
    return text, (event,)


def _times(talk: ModuleType, rng: Random, now: datetime) -> Made:
    text, events = talk.times(rng, now)
    return text, tuple(events)


def _without(talk: ModuleType, rng: Random, now: datetime) -> Made:
    """A spasm, and signs that are not there: no fact comes of those, and no message."""
    text, events = _led_spasm(talk, rng, now)
    return rng.choice((f"{text}, {talk.without(rng)}", f"{talk.without(rng)}, {text}")), events


def _no_event(talk: ModuleType, rng: Random, now: datetime) -> Made:
    return rng.choice(talk.WORDS.NO_EVENT), ()


def _no_event_beside(talk: ModuleType, rng: Random, now: datetime) -> Made:
    """Something that is no event, beside one that is."""
    text, events = _led_spasm(talk, rng, now)
    other = talk.not_taken(rng)[0] if rng.random() < 0.5 else rng.choice(talk.WORDS.NO_EVENT)
    parts = [text, other.rstrip("?")]
    rng.shuffle(parts)
    return ". ".join(parts), (*events, _sick_maybe())


def _sick_maybe() -> Event:
    return Event("symptom", optional=True, may=frozenset({"code"}))


def _not_taken(talk: ModuleType, rng: Random, now: datetime, sort: str) -> Utterance:
    text, _ = talk.not_taken(rng)
    return Utterance(text, talk.CODE, now, sort, (_sick_maybe(),), quiet=False)


def _quiet(talk: ModuleType, rng: Random, now: datetime, sort: str) -> Utterance:
    loose = tuple(
        Event(kind, optional=True, may=frozenset({"code"}))
        for kind in ("symptom", "exposure", "treatment", "measurement")
    )
    return Utterance(rng.choice(talk.WORDS.QUIET), talk.CODE, now, sort, loose)


def _danger(talk: ModuleType, rng: Random, now: datetime, sort: str) -> Utterance:
    """Words of alarm, alone or beside something ordinary, which must come in as well."""
    tier, about, templates, words = rng.choice(talk.WORDS.DANGER)
    text = rng.choice(templates).format(**{name: rng.choice(choices) for name, choices in words.items()})
    plan = (PLAN,) if "multiple-sclerosis" in about and "baclofen-pump" not in about else ()
    events: tuple[Event, ...] = ()
    if rng.random() < 0.4:
        other, events = rng.choice((_measured, _treatment, _led_spasm))(talk, rng, now)
        text = rng.choice((f"{other}, {text}", f"{text.strip()}. {other}"))
    loose = tuple(
        Event(kind, optional=True, may=frozenset(slots))
        for kind, slots in (("symptom", {"code"}), ("measurement", {"code", "value"}), ("exposure", {"code"}))
        for _ in range(3)
    )
    skipped = Event(
        "dose",
        {"medicine": frozenset({"baclofen"}), "status": frozenset({"skipped"})},
        True,
        frozenset({"time", "amount"}),
    )
    taken = (_overdose(),) if any("tablet" in t.lower() or "overdose" in t.lower() for t in templates) else ()
    spasm = Event("episode", optional=True, may=frozenset({"kind", "place", "side", "band", "pain", "bother"}))
    told = (*events, *loose, skipped, *taken, spasm)
    return Utterance(" ".join(text.split()), talk.CODE, now, sort, told, tier, False, about, plan)


def _overdose() -> Event:
    return Event(
        "dose",
        {"medicine": frozenset({"baclofen"}), "status": frozenset({"taken", "extra"})},
        True,
        frozenset({"time", "amount"}),
    )


SORTS: dict[str, tuple[int, Callable[..., Utterance]]] = {
    "one spasm": (26, _plain(one_spasm)),
    "several things": (16, _plain(_several)),
    "a dose": (9, _plain(_dose)),
    "a dose left out": (4, _plain(_skipped)),
    "a medicine, not taken": (9, _not_taken),
    "what is felt": (4, _plain(_symptoms)),
    "a treatment": (3, _plain(_treatment)),
    "what may matter": (2, _plain(_exposure)),
    "a measurement": (3, _plain(_measured)),
    "a count of the day": (3, _plain(_counted)),
    "a day of none": (2, _plain(_none)),
    "a correction": (4, _plain(_corrected)),
    "another number": (4, _plain(_distracted)),
    "an hour of the night": (4, _plain(_at_night)),
    "several times": (2, _plain(_times)),
    "signs that are not there": (3, _plain(_without)),
    "nothing that happened": (3, _plain(_no_event)),
    "an event and none": (2, _plain(_no_event_beside)),
    "danger": (8, _danger),
    "harmless": (4, _quiet),
}
"""What is said, how often beside the others, and how it is made."""
