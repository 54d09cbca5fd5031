"""Spasms as they are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from unknot.dictation.clocks import Clock, Unclear, clocks_of, span_of
from unknot.dictation.frames import Frame
from unknot.dictation.pieces import Piece
from unknot.dictation.telling import FrameDrafts, Telling, lasting
from unknot.dictation.times import When
from unknot.dictation.understood import Slot
from unknot.journal.entry import AfterEffect, Episode, EpisodeKind, Sensation
from unknot.journal.span import moment

_MOST_AT_ONCE = 12
_LONGEST_RUNNING = timedelta(hours=24)
_CODED = {
    "feel": "feel",
    "sign": "sign",
    "during": "during",
    "suspected": "suspected",
    "helped": "helped-by",
    "impact": "impact",
}


def episode(telling: Telling, frame: Frame, told: FrameDrafts) -> None:
    """The drafts of a spasm: one, or as many as were counted or as times were said."""
    if frame.has("future"):
        telling.whens(frame, told)
        return
    count, run, slots = _how_many(telling, frame, told)
    body, more = _body(telling, frame, told)
    times = telling.whens(frame, told, night=_in_the_night(telling, frame, body))
    if body.duration is None and not body.running:
        span, times, ends = _until(telling, frame, told, times)
        body, more = replace(body, duration=span), [*more, *ends]
    if body.running and not times:
        times = _begun(telling, frame, told)
    body = replace(body, run=run)
    scores = frame.of("score", "level", "bare")
    for number in range(1 if len(times) > 1 else count):  # "two cramps, at two and at four" are two
        own = _own_score(telling, scores, told, number) if len(scores) == count > 1 else (body.bother, [])
        telling.each(told, frame, times, replace(body, bother=own[0]), [*slots, *more, *own[1]])


def _begun(telling: Telling, frame: Frame, told: FrameDrafts) -> list[When]:
    """When a spasm began that is still going after so many minutes."""
    length = frame.one("duration")
    if length is None:
        return []
    span = span_of(length, telling.words)
    if not timedelta(0) < span <= _LONGEST_RUNNING:
        return []
    told.used.append(length)
    return [When(moment(telling.now.instant - span, telling.now.zone))]


def _in_the_night(telling: Telling, frame: Frame, body: Episode) -> bool:
    """Whether an hour without am or pm is one of the night: it woke someone, was in bed, or kept someone awake."""
    lay = "waking-up" in body.situations
    words = telling.words.sets["innight"]
    told_so = any(telling.sentence.tokens[n].norm in words for n in range(frame.first, frame.last + 1))
    return bool(body.woke or body.asleep or "sleep" in body.impact or lay or told_so)


def _own_score(telling: Telling, scores: list[Piece], told: FrameDrafts, number: int) -> tuple[int | None, list[Slot]]:
    """ "two spasms, 3/10 and 5/10": each has its own."""
    return telling.scored([scores[number]], told, "bother")


def _body(telling: Telling, frame: Frame, told: FrameDrafts) -> tuple[Episode, list[Slot]]:
    """All that was said of the spasm but its times."""
    slots: list[Slot] = []
    kind = EpisodeKind.SPASM
    if frame.head is not None and frame.head.kind == "kind":
        kind = EpisodeKind(frame.head.value)
        slots.append(telling.slot(told, "kind", kind.value, frame.head))
    scores = frame.of("score", "level", "bare")
    bother, bother_slots = telling.scored(scores, told, "bother")
    pain, pain_slots = telling.scored(frame.of("pain"), told, "pain")
    band, band_slots = (None, []) if scores else telling.band(frame, told)
    sites, site_slots = telling.sites(frame, told)
    after, after_slots, spent = _after(telling, frame, told)
    running = frame.one("running")
    running_slots = [telling.slot(told, "running", "yes", running)] if running else []
    duration, duration_slots = (None, []) if spent or running else telling.lasted(frame, told)
    woke, woke_slots = _yes(telling, frame, told, "woke")
    if pain is None and any(piece.value == "no-pain" for piece in frame.of("feel")):
        pain = 0
    asleep, asleep_slots = _yes(telling, frame, told, "asleep")
    useful, useful_slots = _yes(telling, frame, told, "useful")
    slots += [*bother_slots, *pain_slots, *band_slots, *site_slots, *after_slots, *duration_slots, *running_slots]
    coded, coded_slots = _codes(telling, frame, told)
    if woke is None and any("awake" in telling.said(piece).lower().split() for piece in frame.of("impact")):
        woke = True
    slots += coded_slots
    tile = telling.own.tile(frame.head.value) if frame.head and frame.head.kind == "tile" else None
    if tile is not None and frame.head is not None:
        kind, sites = tile.kind, sites or tile.sites
        slots.append(telling.slot(told, "label", tile.label, frame.head))
    return Episode(
        kind=kind,
        sites=sites,
        label=tile.label if tile else "",
        duration=duration,
        running=running is not None,
        bother=bother,
        bother_band=band,
        pain=pain,
        sensations=tuple(Sensation(code) for code in coded["feel"]),
        signs=coded["sign"],
        after=after,
        situations=coded["during"],
        suspected=coded["suspected"],
        helped=coded["helped"],
        woke=woke,
        asleep=asleep,
        impact=coded["impact"],
        useful=useful,
        note=telling.note(frame),
    ), [*slots, *woke_slots, *asleep_slots, *useful_slots]


def _codes(telling: Telling, frame: Frame, told: FrameDrafts) -> tuple[dict[str, tuple[str, ...]], list[Slot]]:
    """The codes that were said, each once, by the name of what they are."""
    coded, slots = {}, []
    for name, kind in _CODED.items():
        found = {piece.value: piece for piece in frame.of(kind)}
        coded[name] = tuple(found)
        slots += [telling.slot(told, name, code, piece) for code, piece in found.items()]
    return coded, slots


def _yes(telling: Telling, frame: Frame, told: FrameDrafts, kind: str) -> tuple[bool | None, list[Slot]]:
    piece = frame.one(kind)
    if piece is None:
        return None, []
    return piece.value == "yes", [telling.slot(told, kind, piece.value, piece)]


def _after(telling: Telling, frame: Frame, told: FrameDrafts) -> tuple[tuple[AfterEffect, ...], list[Slot], bool]:
    """What was left afterwards; a length right beside it is how long that lasted, not the spasm."""
    found, slots, spent = [], [], False
    for piece in frame.of("after"):
        length = frame.one("duration")
        lasted = None
        if length is not None and 0 <= length.first - piece.last <= 2:
            lasted = span_of(length, telling.words)
            lasted = lasted if timedelta(0) < lasted <= timedelta(days=60) else None
            told.used.append(length)
            spent = True
        found.append(AfterEffect(piece.value, lasted))
        value = f"{piece.value}/{lasting(lasted)}" if lasted else piece.value
        slots.append(telling.slot(told, "after", value, piece))
    return tuple(found), slots, spent


def _until(
    telling: Telling, frame: Frame, told: FrameDrafts, times: list[When]
) -> tuple[timedelta | None, list[When], list[Slot]]:
    """A length from a beginning and an end: "7:50 till 9"."""
    end = frame.one("from-to", "till")
    starts = times or ([telling.known] if telling.known else [])
    if end is None or len(starts) != 1:
        return None, times, []
    clock = _clock(telling, end)
    if clock is None:
        return None, times, []
    start = starts[0].at.local
    minutes = clock.hour * 60 + clock.minute - start.hour * 60 - start.minute
    span = timedelta(minutes=minutes % (24 * 60 if clock.sure else 12 * 60))
    too_late = telling.known is None and starts[0].at.instant + span > telling.now.instant
    if not span or too_late:
        return None, times, []
    return span, times, [telling.slot(told, "duration", lasting(span), end)]


def _clock(telling: Telling, end: Piece) -> Clock | None:
    text = end.hole("c2") or end.hole("clear2") or end.hole("c")
    try:
        return clocks_of(replace(end.read_as("clock", ""), holes={"c": text}), telling.words)[0]
    except Unclear:
        return None


def _how_many(telling: Telling, frame: Frame, told: FrameDrafts) -> tuple[int, int | None, list[Slot]]:
    """How many episodes, and how many in a run: a run without a pause is one episode, "two cramps" are two."""
    counted = _counted(telling, frame)
    arow = frame.one("arow")
    if counted is None:
        return 1, None, []
    number, piece = counted
    if arow is not None and 2 <= number <= 999:
        told.used.append(arow)
        return 1, number, [telling.slot(told, "run", str(number), piece)]
    if 2 <= number <= _MOST_AT_ONCE:
        told.used.append(piece)
        return number, None, []
    return 1, None, []


def _counted(telling: Telling, frame: Frame) -> tuple[int, Piece] | None:
    piece = frame.one("count")
    if piece is not None:
        return int(float(piece.hole("n"))), piece
    head, sentence = frame.head, telling.sentence
    if head is None or head.kind != "kind" or head.first == 0:
        return None
    before = sentence.tokens[head.first - 1]
    if before.is_number and before.norm.isdigit() and sentence.said(head) in sentence.words.sets["many"]:
        return int(before.norm), replace(head, first=head.first - 1, last=head.first - 1)
    return None
