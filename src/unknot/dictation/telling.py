"""What the frames of one sentence have in common when they become entries: their words, their times, their slots."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from unknot.dictation.clocks import Unclear, span_of
from unknot.dictation.frames import Frame
from unknot.dictation.own import Own
from unknot.dictation.pieces import Piece
from unknot.dictation.sentence import Sentence
from unknot.dictation.times import TIMES, When, named_day, whens
from unknot.dictation.understood import Doubt, Draft, Slot
from unknot.journal.entry import LONGEST_EPISODE, Band, Body, Precision, Side, Site
from unknot.journal.quantity import Quantity, plain
from unknot.journal.span import Moment, moment

_WITHIN = {"toes": "foot"}
"""Places of which the wider one, said with its side, says enough: "toes curling, both feet"."""
_WHEN = TIMES - {"late", "till"}


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A doubt about one frame, before the drafts are numbered. `if_yes` is the body with the value as said.

    `when` is its time, where there is no draft yet.
    """

    doubt: Doubt
    said: str
    if_yes: Body | None = None
    when: When | None = None


@dataclass
class FrameDrafts:
    """What one frame gives: drafts, what is in doubt, and the pieces that were read."""

    drafts: list[Draft] = field(default_factory=list)
    doubts: list[Doubtful] = field(default_factory=list)
    used: list[Piece] = field(default_factory=list)


class Telling:
    """One sentence, said at one moment by one person. `base` is the day that was named last."""

    def __init__(self, sentence: Sentence, text: str, now: Moment, own: Own, at: When | None = None) -> None:
        self.sentence = sentence
        self.words = sentence.words
        self.text = text
        self.now = now
        self.own = own
        self.known = at
        self.base: date | None = at.at.clock_date if at else None

    # ------------------------------------------------------------ words

    def said(self, piece: Piece) -> str:
        """The words of a piece, as they were said."""
        tokens = self.sentence.tokens
        return self.text[tokens[piece.first].start : tokens[piece.last].end]

    def note(self, frame: Frame) -> str:
        """The raw words of a frame."""
        tokens = self.sentence.tokens
        words = self.text[tokens[frame.first].start : tokens[frame.last].end].strip(" \n,;.:")
        return words if words.count("(") == words.count(")") else words.strip(" ()")

    def slot(self, told: FrameDrafts, name: str, value: str, piece: Piece) -> Slot:
        """A slot, and the mark that its words were read."""
        told.used.append(piece)
        return Slot(name, value, self.said(piece))

    def doubt(self, told: FrameDrafts, doubt: Doubt, piece: Piece) -> None:
        """Ask back what a piece said. Its words count as read: the question repeats them."""
        told.doubts.append(Doubtful(doubt, self.said(piece)))
        told.used.append(piece)

    # ------------------------------------------------------------ times

    def whens(self, frame: Frame, told: FrameDrafts, *, night: bool = False, after: Moment | None = None) -> list[When]:
        """The times of a frame; what is unclear becomes a doubt. Empty: no time was said.

        `after` is a time that this one followed: "the 8 am one late, at 9:30".
        """
        times = frame.of(*_WHEN)
        try:
            found = whens(times, self.now, self.sentence.tokens, self.words, night=night, base=self.base, after=after)
            if frame.what not in ("exposure", "measurement"):  # wine of yesterday evening names no day for the rest
                self.base = named_day(times, self.now, self.words) or self.base
        except Unclear as unclear:
            self.doubt(told, Doubt.TIME, unclear.said)
            told.used += times
            if unclear.day is None:
                return []
            return [When(moment(datetime.combine(unclear.day, time(12)), self.now.zone), Precision.DAY)]
        if found:
            told.used += times
        return found

    def draft(self, told: FrameDrafts, body: Body, when: When | None, slots: Iterable[Slot], frame: Frame) -> None:
        """A draft at a time; without one it is at the time known beforehand, else now."""
        slots = list(slots)
        if when is not None and when is not self.known:
            words = " ".join(self.said(piece) for piece in frame.of(*_WHEN))
            slots.append(Slot("at", when.at.at.isoformat(timespec="minutes"), words))
        when = when or self.known or When(self.now)
        told.drafts.append(Draft(body, when.at, when.precision, tuple(slots)))

    def each(self, told: FrameDrafts, frame: Frame, times: Sequence[When], body: Body, slots: Sequence[Slot]) -> None:
        """A draft for each time; one if none was said."""
        several: Sequence[When | None] = times or [None]
        for when in several:
            self.draft(told, body, when, slots, frame)

    # ------------------------------------------------------------ slots that several kinds have

    def sites(self, frame: Frame, told: FrameDrafts) -> tuple[tuple[Site, ...], list[Slot]]:
        sites: dict[Site, Piece] = {}
        for piece in frame.of("place"):
            region, _, side = piece.value.partition("|")
            sites.setdefault(Site(region, Side(side) if side else None), piece)
        wider = {s.region: _WITHIN.get(s.region) for s in sites}
        found = [
            s for s in sites if s.side or not any(o.side and o.region in (s.region, wider[s.region]) for o in sites)
        ]
        names = [f"{site.side.value}-{site.region}" if site.side else site.region for site in found]
        return tuple(found), [self.slot(told, "site", n, sites[s]) for n, s in zip(names, found, strict=True)]

    def scored(self, pieces: Sequence[Piece], told: FrameDrafts, name: str) -> tuple[int | None, list[Slot]]:
        """A number from 0 to 10. What is none is asked back; several that differ are ambiguous and left out."""
        if not pieces or len({piece.hole("n") for piece in pieces}) > 1:
            return None, []
        value = Decimal(pieces[0].hole("n"))
        if value != value.to_integral() or not 0 <= value <= 10:
            self.doubt(told, Doubt.BOTHER, pieces[0])
            return None, []
        return int(value), [self.slot(told, name, str(int(value)), pieces[0])]

    def lasted(self, frame: Frame, told: FrameDrafts) -> tuple[timedelta | None, list[Slot]]:
        piece = frame.one("duration")
        if piece is None:
            return None, []
        span = span_of(piece, self.words)
        if not timedelta(0) < span <= LONGEST_EPISODE:
            self.doubt(told, Doubt.DURATION, piece)
            return None, []
        return span, [self.slot(told, "duration", lasting(span), piece)]

    def band(self, frame: Frame, told: FrameDrafts) -> tuple[Band | None, list[Slot]]:
        bands = frame.of("band")
        if not bands or len({piece.value for piece in bands}) > 1:
            return None, []
        return Band(bands[0].value), [self.slot(told, "band", bands[0].value, bands[0])]


def lasting(span: timedelta) -> str:
    """A length as it is written in slots: 1h30m."""
    seconds = int(span.total_seconds())
    parts = ((seconds // 3600, "h"), (seconds % 3600 // 60, "m"), (seconds % 60, "s"))
    return "".join(f"{number}{unit}" for number, unit in parts if number)


def quantity(of: Quantity) -> str:
    """A quantity as it is written in slots: 10mg."""
    return f"{plain(of.value)}{of.unit}"
