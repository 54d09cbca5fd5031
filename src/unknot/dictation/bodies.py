"""A frame as drafts of entries, by what it tells: the other kinds than spasms, doses and results are here."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from unknot.dictation.doses import dose
from unknot.dictation.episodes import episode
from unknot.dictation.frames import Frame
from unknot.dictation.results import measurement
from unknot.dictation.telling import FrameDrafts, Telling
from unknot.dictation.understood import Slot
from unknot.journal.entry import (
    DayCount,
    DayPart,
    DiaryDay,
    EpisodeKind,
    Exposure,
    Level,
    Stage,
    Symptom,
    Treatment,
    Word,
)
from unknot.knowledge.vocabulary import vocabulary

_MOST_A_DAY = 999
_SCORES = ("score", "level", "bare")
_NOT_A_WHOLE_DAY = ("place", "since", "till", "part", "barepart", "clock", "named", "ago", "weekday", "date", "range")


def told_by(telling: Telling, frame: Frame) -> FrameDrafts:
    """What one frame gives."""
    told = FrameDrafts()
    _TELLERS[frame.what](telling, frame, told)
    return told


def _treatment(telling: Telling, frame: Frame, told: FrameDrafts) -> None:
    head = frame.head
    assert head is not None
    slots = [telling.slot(told, "code", head.value, head)]
    sites, site_slots = telling.sites(frame, told)
    duration, duration_slots = telling.lasted(frame, told)
    slots += [*site_slots, *duration_slots]
    stage = frame.one("stage")
    if stage is not None:
        slots.append(telling.slot(told, "stage", stage.value, stage))
    helped = frame.one("helped", "nothelped")
    relief = None
    if helped is not None:
        relief = Level.YES if helped.kind == "helped" else Level.NO
        slots.append(telling.slot(told, "relief", relief.value, helped))
    body = Treatment(
        code=head.value,
        stage=Stage(stage.value) if stage else Stage.DONE,
        sites=sites,
        duration=duration,
        relief=relief,
        note=telling.note(frame),
    )
    telling.each(told, frame, telling.whens(frame, told), body, slots)


def _exposure(telling: Telling, frame: Frame, told: FrameDrafts) -> None:
    head = frame.head
    assert head is not None
    slots = [telling.slot(told, "code", head.value, head)]
    level = Level.NO if head.kind == "exposure-no" else Level.YES
    value, value_slots = telling.scored(frame.of(*_SCORES), told, "value")
    band = next((piece for piece in frame.of("band") if piece.last + 1 == head.first), None)
    if band is not None and band.value == "low" and level is Level.YES:
        level = Level.A_BIT
        told.used.append(band)
    if level is not Level.YES:
        slots.append(Slot("level", level.value, telling.said(head)))
    number = None if value is None else float(value)
    body = Exposure(code=head.value, level=level, value=number, note=telling.note(frame))
    telling.each(told, frame, telling.whens(frame, told), body, [*slots, *value_slots])


def _symptom(telling: Telling, frame: Frame, told: FrameDrafts) -> None:
    head = frame.head
    assert head is not None
    slots = [telling.slot(told, "code", head.value, head)]
    bother, bother_slots = telling.scored(frame.of(*_SCORES, "pain"), told, "bother")
    band, band_slots = telling.band(frame, told) if bother is None else (None, [])
    sites, site_slots = telling.sites(frame, told)
    slots += [*bother_slots, *band_slots, *site_slots]
    blamed, new = frame.one("blamed"), frame.one("new")
    if blamed is not None:
        slots.append(telling.slot(told, "medicine", blamed.value, blamed))
    if new is not None:
        slots.append(telling.slot(told, "new", "yes", new))
    duration, duration_slots = telling.lasted(frame, told)
    body = Symptom(
        code=head.value,
        bother=bother,
        bother_band=band,
        new=True if new else None,
        sites=sites,
        suspected_medicine=vocabulary("medicine")[blamed.value].words if blamed else "",
        duration=duration,
        note=telling.note(frame),
    )
    telling.each(told, frame, telling.whens(frame, told), body, [*slots, *duration_slots])


def _none(telling: Telling, frame: Frame, told: FrameDrafts) -> None:
    """Nothing today. Said of one place, or since some hour, it vouches for nothing."""
    head = frame.head
    assert head is not None
    if frame.has(*_NOT_A_WHOLE_DAY):
        return
    word = Word.NONE_SO_FAR if head.kind == "none-kind" else Word(head.value)
    named = frame.one("day")
    offset = int(named.value) if named else 0
    slots = [telling.slot(told, "word", word.value, head)]
    if named and offset:
        slots.append(Slot("day", str(offset), telling.said(named)))
    told.used += frame.of("day", "sofar")
    day = telling.now.diary_day + timedelta(days=offset)
    telling.draft(told, DiaryDay(day=day, word=word, note=telling.note(frame)), None, slots, frame)


def _count(telling: Telling, frame: Frame, told: FrameDrafts) -> None:
    """So many spasms in a day: a number of the day, not so many entries at one minute."""
    head = frame.head
    assert head is not None
    number = int(Decimal(head.hole("n")))
    if not 1 <= number <= _MOST_A_DAY:
        return
    kind = EpisodeKind(telling.sentence.kind_in(head) or EpisodeKind.SPASM.value)
    sites, site_slots = telling.sites(frame, told)
    bother, bother_slots = telling.scored(frame.of("score", "level"), told, "bother")
    band, band_slots = telling.band(frame, told) if bother is None else (None, [])
    pain, pain_slots = telling.scored(frame.of("pain"), told, "pain")
    slots = [telling.slot(told, "count", str(number), head), *site_slots, *bother_slots, *band_slots, *pain_slots]
    day, day_slots = _counted_on(telling, frame, told)
    body = DayCount(
        day=day,
        count=number,
        kind=kind,
        sites=sites,
        bother=bother,
        bother_band=band,
        pain=pain,
        note=telling.note(frame),
    )
    telling.draft(told, body, None, [*slots, *day_slots], frame)


def _counted_on(telling: Telling, frame: Frame, told: FrameDrafts) -> tuple[date, list[Slot]]:
    """The diary day that a count is of: today, where none is named."""
    head = frame.head
    assert head is not None
    named, back = frame.one("day"), telling.words.sets["daybefore"]
    told.used += frame.of("day", "sofar", "since")
    if named is None and frame.has("part", "barepart", "weekday", "date") and not frame.has("since"):
        times = telling.whens(frame, told)
        day = times[0].at.diary_day if times else telling.now.diary_day
    else:
        earlier = any(token.norm in back for token in telling.sentence.tokens[head.first : head.last + 1])
        day = telling.now.diary_day + timedelta(days=int(named.value) if named else -1 if earlier else 0)
    offset = (day - telling.now.diary_day).days
    return day, [Slot("day", str(offset), telling.said(head))] if offset else []


def _day(telling: Telling, frame: Frame, told: FrameDrafts) -> None:
    """One answer of a check-in; several of one sentence are joined afterwards."""
    head = frame.head
    assert head is not None
    today, note = telling.now.diary_day, telling.note(frame)
    match head.kind:
        case "average":
            value, slots = telling.scored([head], told, "bother")
            if value is None:
                return
            body = DiaryDay(day=today, bother=value, note=note)
        case "sleep":
            slots = [telling.slot(told, "sleep", head.value, head)]
            body = DiaryDay(day=today, sleep_broken=head.value == "broken", note=note)
        case _:
            slots = [telling.slot(told, "worst", head.value, head)]
            body = DiaryDay(day=today, worst=DayPart(head.value), note=note)
    telling.draft(told, body, None, slots, frame)


_TELLERS = {
    "episode": episode,
    "dose": dose,
    "treatment": _treatment,
    "exposure": _exposure,
    "symptom": _symptom,
    "measurement": measurement,
    "count": _count,
    "none": _none,
    "day": _day,
}
