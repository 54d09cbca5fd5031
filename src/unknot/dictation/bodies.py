"""A frame as the body of an entry, with a slot for each thing that was understood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from unknot.dictation.context import Sentence
from unknot.dictation.frames import Frame
from unknot.dictation.own import Own
from unknot.dictation.pieces import Piece
from unknot.dictation.times import Clock, Unclear, When, clocks_of, named_day, span_of, whens
from unknot.dictation.understood import Doubt, Draft, Slot
from unknot.journal.entry import (
    LONGEST_EPISODE,
    AfterEffect,
    Band,
    Body,
    DayPart,
    DiaryDay,
    Dose,
    DoseStatus,
    Episode,
    EpisodeKind,
    Exposure,
    Level,
    Measurement,
    MeasurementKind,
    Medicine,
    Precision,
    Sensation,
    Side,
    Site,
    Stage,
    Symptom,
    Treatment,
    Word,
)
from unknot.journal.quantity import Quantity, plain
from unknot.journal.span import Moment, moment
from unknot.knowledge.vocabulary import vocabulary

_MOST_AT_ONCE = 12
_MOST_TABLETS = Decimal(4)
_LEAST_BARE_MILLIGRAMS = Decimal(5)


@dataclass
class Doubtful:
    """A doubt about one frame, before the drafts are numbered. `if_yes` gives the body with the value as said."""

    doubt: Doubt
    said: str
    if_yes: Body | None = None


@dataclass
class Told:
    """What one frame gives: bodies with their times and slots, and what is in doubt."""

    drafts: list[Draft] = field(default_factory=list)
    doubts: list[Doubtful] = field(default_factory=list)
    used: list[Piece] = field(default_factory=list)


class Teller:
    """Makes drafts of frames, one sentence at one moment."""

    def __init__(self, sentence: Sentence, text: str, now: Moment, own: Own, at: When | None = None) -> None:
        self.sentence = sentence
        self.words = sentence.words
        self.text = text
        self.now = now
        self.own = own
        self.known = at
        self.base: date | None = at.at.clock_date if at else None

    def tell(self, frame: Frame) -> Told:
        """The drafts of one frame."""
        told = Told()
        match frame.what:
            case "episode":
                self._episode(frame, told)
            case "dose":
                self._dose(frame, told)
            case "treatment":
                self._treatment(frame, told)
            case "exposure":
                self._exposure(frame, told)
            case "symptom":
                self._symptom(frame, told)
            case "measurement":
                self._measurement(frame, told)
            case "none":
                self._none(frame, told)
            case _:
                self._day(frame, told)
        return told

    # ------------------------------------------------------------ shared

    def said(self, piece: Piece) -> str:
        """The words of a piece, as they were said."""
        tokens = self.sentence.tokens
        return self.text[tokens[piece.first].start : tokens[piece.last].end]

    def note(self, frame: Frame) -> str:
        """The raw words of a frame."""
        tokens = self.sentence.tokens
        words = self.text[tokens[frame.first].start : tokens[frame.last].end].strip(" \n,;.:")
        return words if words.count("(") == words.count(")") else words.strip(" ()")

    def slot(self, told: Told, name: str, value: str, piece: Piece) -> Slot:
        told.used.append(piece)
        return Slot(name, value, self.said(piece))

    def whens(self, frame: Frame, told: Told, *, night: bool = False) -> list[When]:
        """The times of a frame; what is unclear becomes a doubt. Empty: no time was said."""
        times = [p for p in frame.members if p.kind in _WHEN]
        try:
            found = whens(times, self.now, self.sentence.tokens, self.words, night=night, base=self.base)
            self.base = named_day(times, self.now, self.words) or self.base
        except Unclear as unclear:
            told.doubts.append(Doubtful(Doubt.TIME, self.said(unclear.said)))
            told.used += times
            if unclear.day is None:
                return []
            noon = self.now.local.replace(hour=12, minute=0, second=0, microsecond=0)
            return [When(moment(noon.combine(unclear.day, noon.time()), self.now.zone), Precision.DAY)]
        if found:
            told.used += times
        return found

    def draft(self, told: Told, body: Body, when: When | None, slots: Iterable[Slot], frame: Frame) -> None:
        slots = list(slots)
        if when is not None and when is not self.known:
            words = " ".join(self.said(p) for p in frame.members if p.kind in _WHEN)
            slots.append(Slot("at", when.at.at.isoformat(timespec="minutes"), words))
        when = when or self.known
        at = when.at if when else self.now
        told.drafts.append(Draft(body, at, when.precision if when else Precision.MINUTE, tuple(slots)))

    def each(self, told: Told, frame: Frame, times: Sequence[When], body: Body, slots: Sequence[Slot]) -> None:
        several: Sequence[When | None] = times or [None]
        for when in several:
            self.draft(told, body, when, slots, frame)

    def sites(self, frame: Frame, told: Told) -> tuple[tuple[Site, ...], list[Slot]]:
        sites: dict[Site, Piece] = {}
        for piece in frame.of("place"):
            region, _, side = piece.value.partition("|")
            sites.setdefault(Site(region, Side(side) if side else None), piece)
        found = [s for s in sites if not (s.side is None and any(o.region == s.region and o.side for o in sites))]
        names = [f"{site.side.value}-{site.region}" if site.side else site.region for site in found]
        return tuple(found), [self.slot(told, "site", n, sites[s]) for n, s in zip(names, found, strict=True)]

    def scored(self, frame: Frame, told: Told, kinds: Sequence[str]) -> tuple[int | None, list[Slot]]:
        """A number from 0 to 10; anything else is asked back."""
        piece = frame.one(*kinds)
        if piece is None:
            return None, []
        value = Decimal(piece.hole("n"))
        if value != value.to_integral() or not 0 <= value <= 10:
            told.doubts.append(Doubtful(Doubt.BOTHER, self.said(piece)))
            told.used.append(piece)
            return None, []
        return int(value), [self.slot(told, "pain" if piece.kind == "pain" else "bother", str(int(value)), piece)]

    def lasted(self, frame: Frame, told: Told) -> tuple[timedelta | None, list[Slot]]:
        piece = frame.one("duration")
        if piece is None:
            return None, []
        span = span_of(piece.hole("n"), piece.hole("duration"), self.words)
        if not timedelta(0) < span <= LONGEST_EPISODE:
            told.doubts.append(Doubtful(Doubt.DURATION, self.said(piece)))
            told.used.append(piece)
            return None, []
        return span, [self.slot(told, "duration", lasting(span), piece)]

    def band(self, frame: Frame, told: Told) -> tuple[Band | None, list[Slot]]:
        bands = frame.of("band")
        if not bands or len({piece.value for piece in bands}) > 1:
            return None, []
        return Band(bands[0].value), [self.slot(told, "band", bands[0].value, bands[0])]

    def coded(self, frame: Frame, told: Told, kind: str, slot: str) -> tuple[tuple[str, ...], list[Slot]]:
        found = {piece.value: piece for piece in frame.of(kind)}
        return tuple(found), [self.slot(told, slot, code, piece) for code, piece in found.items()]

    def yes(self, frame: Frame, told: Told, kind: str) -> tuple[bool | None, list[Slot]]:
        piece = frame.one(kind)
        if piece is None:
            return None, []
        return piece.value == "yes", [self.slot(told, kind, piece.value, piece)]

    # ------------------------------------------------------------ kinds

    def _episode(self, frame: Frame, told: Told) -> None:
        slots: list[Slot] = []

        def take(found: tuple[object, list[Slot]]) -> object:
            slots.extend(found[1])
            return found[0]

        kind = EpisodeKind.SPASM
        if frame.head is not None and frame.head.kind == "kind":
            kind = EpisodeKind(frame.head.value)
            slots.append(self.slot(told, "kind", kind.value, frame.head))
        future = frame.one("future")
        bother, bother_slots = self.scored(frame, told, ("score", "level", "bare"))
        slots += bother_slots
        pain, pain_slots = self.scored(frame, told, ("pain",))
        slots += pain_slots
        band = None
        if bother is None and not frame.has("score"):
            band, band_slots = self.band(frame, told)
            slots += band_slots
        sites, site_slots = self.sites(frame, told)
        slots += site_slots
        after, after_slots, spent = self._after(frame, told)
        slots += after_slots
        duration, duration_slots = (None, []) if spent else self.lasted(frame, told)
        slots += duration_slots
        running = frame.one("running")
        if running is not None:
            duration, slots = None, [s for s in slots if s.name != "duration"]
            slots.append(self.slot(told, "running", "yes", running))
        feelings = {piece.value: piece for piece in frame.of("feel")}
        slots += [self.slot(told, "feel", code, piece) for code, piece in feelings.items()]
        woke, asleep, useful = (self.yes(frame, told, name) for name in ("woke", "asleep", "useful"))
        coded = {name: self.coded(frame, told, kind_, name) for name, kind_ in _CODED.items()}
        for _, more in (woke, asleep, useful, *coded.values()):
            slots += more
        times = self.whens(frame, told, night=bool(woke[0] or asleep[0]))
        if duration is None and running is None:
            duration, times, more = self._until(frame, told, times)
            slots += more
        if future is not None:
            return
        run, copies, more = self._how_many(frame, told)
        slots += more
        body = Episode(
            kind=kind,
            sites=sites,
            duration=duration,
            running=running is not None,
            run=run,
            bother=bother,
            bother_band=band,
            pain=pain,
            sensations=tuple(Sensation(code) for code in feelings),
            signs=coded["sign"][0],
            after=after,
            situations=coded["during"][0],
            suspected=coded["suspected"][0],
            helped=coded["helped"][0],
            woke=woke[0],
            asleep=asleep[0],
            impact=coded["impact"][0],
            useful=useful[0],
            note=self.note(frame),
        )
        for _ in range(copies):
            self.each(told, frame, times, body, slots)

    def _after(self, frame: Frame, told: Told) -> tuple[tuple[AfterEffect, ...], list[Slot], bool]:
        """What was left afterwards; a length right beside it is how long that lasted, not the spasm."""
        found, slots, spent = [], [], False
        for piece in frame.of("after"):
            length = frame.one("duration")
            lasted = None
            if length is not None and 0 <= length.first - piece.last <= 2:
                lasted = span_of(length.hole("n"), length.hole("duration"), self.words)
                told.used.append(length)
                spent = True
            found.append(AfterEffect(piece.value, lasted))
            value = f"{piece.value}/{lasting(lasted)}" if lasted else piece.value
            slots.append(self.slot(told, "after", value, piece))
        return tuple(found), slots, spent

    def _until(self, frame: Frame, told: Told, times: list[When]) -> tuple[timedelta | None, list[When], list[Slot]]:
        """A length from a beginning and an end: "7:50 till 9"."""
        end = frame.one("from-to", "till")
        times = times or ([self.known] if self.known else [])
        if end is None or len(times) != 1:
            return None, times, []
        clock = _clock(end.hole("c2") if end.kind == "from-to" else end.hole("c"), end, self)
        if clock is None:
            return None, times, []
        start = times[0].at.local
        minutes = (clock.hour * 60 + clock.minute - start.hour * 60 - start.minute) % (
            24 * 60 if clock.sure else 12 * 60
        )
        span = timedelta(minutes=minutes)
        if not span or (self.known is None and times[0].at.instant + span > self.now.instant):
            return None, times, []
        return span, times, [self.slot(told, "duration", lasting(span), end)]

    def _how_many(self, frame: Frame, told: Told) -> tuple[int | None, int, list[Slot]]:
        """A run without a pause is one episode; "two cramps" are two."""
        count = _counted(frame, self.sentence)
        arow = frame.one("arow")
        if count is None:
            return None, 1, []
        number, piece = count
        if arow is not None and number >= 2:
            told.used.append(arow)
            return number, 1, [self.slot(told, "run", str(number), piece)]
        if 2 <= number <= _MOST_AT_ONCE:
            told.used.append(piece)
            return None, number, []
        return None, 1, []

    def _dose(self, frame: Frame, told: Told) -> None:
        head = frame.head
        assert head is not None
        if head.kind == "tablets":
            if frame.has("taken", "missed", "amount"):
                told.doubts.append(Doubtful(Doubt.MEDICINE, self.said(head)))
            return
        code = head.value
        slots = [self.slot(told, "medicine", code, head)]
        medicine = Medicine(name=vocabulary("medicine")[code].words, code=code)
        amount, amount_slots = self._amount(frame, told, code)
        status = DoseStatus.TAKEN
        for name, word in (("missed", DoseStatus.SKIPPED), ("extra", DoseStatus.EXTRA)):
            piece = frame.one(name)
            if piece is not None:
                status = word
                slots.append(self.slot(told, "status", word.value, piece))
        frame, planned_piece = self._planned(frame, status)
        times = self.whens(frame, told)
        if frame.one("barepart") and status is DoseStatus.SKIPPED and not times:
            times = self._skipped_part(frame, told)
        planned = self._planned_for(frame, told, times, planned_piece)
        if planned is not None:
            slots.append(Slot("planned", planned.at.isoformat(timespec="minutes"), ""))
        body = Dose(medicine=medicine, amount=amount, status=status, planned_for=planned, note=self.note(frame))
        if amount is not None and self.own.is_unlike(code, amount):
            told.doubts.append(Doubtful(Doubt.AMOUNT, f"{plain(amount.value)} {amount.unit}", body))
            body = replace(body, amount=None)
        else:
            slots += amount_slots
        self.each(told, frame, times, body, slots)

    def _amount(self, frame: Frame, told: Told, code: str) -> tuple[Quantity | None, list[Slot]]:
        piece = frame.one("amount")
        if piece is not None:
            amount = Quantity(Decimal(piece.hole("n")), self.words.amounts[piece.hole("amount")])
            if amount.value <= 0:
                return None, []
            return amount, [self.slot(told, "amount", quantity(amount), piece)]
        return self._bare_amount(frame, told, code)

    def _bare_amount(self, frame: Frame, told: Told, code: str) -> tuple[Quantity | None, list[Slot]]:
        head = frame.head
        assert head is not None
        tokens = self.sentence.tokens
        before = tokens[head.first - 1] if head.first else None
        after = tokens[head.last + 1] if head.last + 1 < len(tokens) else None
        amount: Quantity | None = None
        spot = head
        if before is not None and (before.is_number or before.norm in self.words.sets["one"]):
            value = Decimal(before.norm) if before.is_number else Decimal(1)
            if Decimal(0) < value <= _MOST_TABLETS:
                amount, spot = Quantity(value, "{tbl}"), replace(head, first=head.first - 1, last=head.first - 1)
        elif after is not None and after.is_number and not self._belongs_elsewhere(head.last + 1):
            value = Decimal(after.norm)
            own = {q.value for q in self.own.amounts.get(code, ()) if q.unit == "mg"}
            milligrams = code in self.words.sets["milligrams"] and value >= _LEAST_BARE_MILLIGRAMS
            if milligrams or value in own:
                amount, spot = Quantity(value, "mg"), replace(head, first=head.last + 1, last=head.last + 1)
        return (amount, [self.slot(told, "amount", quantity(amount), spot)]) if amount else (None, [])

    def _belongs_elsewhere(self, token: int) -> bool:
        return any(p.first <= token <= p.last and p.kind not in ("bare",) for p in self.sentence.pieces)

    def _planned(self, frame: Frame, status: DoseStatus) -> tuple[Frame, Piece | None]:
        """ "the eight o'clock baclofen at nine": the clock right before the name is the planned one."""
        head = frame.head
        clocks = frame.of("clock", "half-past", "past")
        if head is None or status is DoseStatus.SKIPPED or not clocks:
            return frame, None
        first = clocks[0]
        before = self.sentence.tokens[first.first - 1].norm if first.first else ""
        if first.last + 1 != head.first or before not in {*self.words.sets["the"], *self.words.sets["mine"]}:
            return frame, None
        rest = [p for p in frame.members if p is not first]
        return Frame(frame.what, head, frame.first, frame.last, rest), first

    def _planned_for(self, frame: Frame, told: Told, times: Sequence[When], piece: Piece | None) -> Moment | None:
        if piece is not None:
            told.used.append(piece)
            try:
                return whens([piece], self.now, self.sentence.tokens, self.words)[0].at
            except Unclear:
                return None
        late = frame.one("late")
        if late is None:
            return None
        told.used.append(late)
        taken = times[0].at if times else self.now
        return moment(taken.instant - span_of(late.hole("n"), late.hole("duration"), self.words), self.now.zone)

    def _skipped_part(self, frame: Frame, told: Told) -> list[When]:
        part = frame.one("barepart")
        assert part is not None
        try:
            found = whens([part], self.now, self.sentence.tokens, self.words, night=False, base=self.now.clock_date)
        except Unclear:
            return []
        told.used.append(part)
        return found

    def _treatment(self, frame: Frame, told: Told) -> None:
        head = frame.head
        assert head is not None
        slots = [self.slot(told, "code", head.value, head)]
        sites, more = self.sites(frame, told)
        duration, lasted = self.lasted(frame, told)
        stage = frame.one("stage")
        if stage is not None:
            slots.append(self.slot(told, "stage", stage.value, stage))
        body = Treatment(
            code=head.value,
            stage=Stage(stage.value) if stage else Stage.DONE,
            sites=sites,
            duration=duration,
            note=self.note(frame),
        )
        self.each(told, frame, self.whens(frame, told), body, [*slots, *more, *lasted])

    def _exposure(self, frame: Frame, told: Told) -> None:
        head = frame.head
        assert head is not None
        slots = [self.slot(told, "code", head.value, head)]
        level = Level.NO if head.kind == "exposure-no" else Level.YES
        value, more = self.scored(frame, told, ("score", "level", "bare"))
        slots += [Slot("value", slot.value, slot.words) for slot in more]
        band = frame.one("band")
        if band is not None and band.value == "low" and level is Level.YES:
            level = Level.A_BIT
            told.used.append(band)
        if level is not Level.YES:
            slots.append(Slot("level", level.value, self.said(head)))
        body = Exposure(
            code=head.value, level=level, value=None if value is None else float(value), note=self.note(frame)
        )
        self.each(told, frame, self.whens(frame, told), body, slots)

    def _symptom(self, frame: Frame, told: Told) -> None:
        head = frame.head
        assert head is not None
        slots = [self.slot(told, "code", head.value, head)]
        bother, more = self.scored(frame, told, ("score", "level", "bare", "pain"))
        slots += [Slot("bother", slot.value, slot.words) for slot in more]
        band = None
        if bother is None:
            band, more = self.band(frame, told)
            slots += more
        sites, more = self.sites(frame, told)
        slots += more
        blamed = frame.one("blamed")
        if blamed is not None:
            slots.append(self.slot(told, "medicine", blamed.value, blamed))
        new = frame.one("new")
        if new is not None:
            slots.append(self.slot(told, "new", "yes", new))
        duration, more = self.lasted(frame, told)
        slots += more
        body = Symptom(
            code=head.value,
            bother=bother,
            bother_band=band,
            new=True if new else None,
            sites=sites,
            suspected_medicine=vocabulary("medicine")[blamed.value].words if blamed else "",
            duration=duration,
            note=self.note(frame),
        )
        self.each(told, frame, self.whens(frame, told), body, slots)

    def _measurement(self, frame: Frame, told: Told) -> None:
        head = frame.head
        assert head is not None
        times = self.whens(frame, told)
        for code, kind, value, text in _results(head, self):
            told.used.append(head)
            name = vocabulary("measurement")[code].words
            body = Measurement(kind=kind, name=name, code=code, value=value, text=text)
            slots = [Slot("code", code, self.said(head))]
            if value is not None:
                slots.append(Slot("value", quantity(value), self.said(head)))
            self.each(told, frame, times, body, slots)

    def _none(self, frame: Frame, told: Told) -> None:
        """Nothing today. Said of one place, or since some hour, it vouches for nothing."""
        head = frame.head
        assert head is not None
        if frame.has("place", "since", "part", "barepart", "clock", "named", "ago", "weekday", "date", "range"):
            return
        word = Word.NONE_SO_FAR if head.kind == "none-kind" else Word(head.value)
        day_piece = frame.one("day")
        offset = int(day_piece.value) if day_piece else 0
        today = self.now.diary_day
        slots = [self.slot(told, "word", word.value, head)]
        if offset:
            slots.append(Slot("day", str(offset), self.said(day_piece) if day_piece else ""))
        told.used += frame.of("day", "sofar")
        body = DiaryDay(day=today + timedelta(days=offset), word=word, note=self.note(frame))
        self.draft(told, body, None, slots, frame)

    def _day(self, frame: Frame, told: Told) -> None:
        head = frame.head
        assert head is not None
        today = self.now.diary_day
        if head.kind == "average":
            value, slots = self.scored(Frame("day", None, frame.first, frame.last, [head]), told, ("average",))
            if value is None:
                return
            body = DiaryDay(day=today, bother=value, note=self.note(frame))
        elif head.kind == "sleep":
            slots = [self.slot(told, "sleep", head.value, head)]
            body = DiaryDay(day=today, sleep_broken=head.value == "broken", note=self.note(frame))
        else:
            slots = [self.slot(told, "worst", head.value, head)]
            body = DiaryDay(day=today, worst=DayPart(head.value), note=self.note(frame))
        self.draft(told, body, None, slots, frame)


_WHEN = frozenset(
    """clock clocks ago started past before half-past half-to from-to date weekday part barepart named day now
    future""".split()
)
_CODED = {"sign": "sign", "during": "during", "suspected": "suspected", "helped": "helped-by", "impact": "impact"}


def lasting(span: timedelta) -> str:
    """A length as it is written in slots: 1h30m."""
    seconds = int(span.total_seconds())
    parts = ((seconds // 3600, "h"), (seconds % 3600 // 60, "m"), (seconds % 60, "s"))
    return "".join(f"{number}{unit}" for number, unit in parts if number)


def quantity(of: Quantity) -> str:
    """A quantity as it is written in slots: 10mg."""
    return f"{plain(of.value)}{of.unit}"


def _clock(text: str, piece: Piece, teller: Teller) -> Clock | None:
    try:
        return clocks_of(replace(piece.read_as("clock", ""), holes={"c": text}), teller.words)[0]
    except Unclear:
        return None


def _counted(frame: Frame, sentence: Sentence) -> tuple[int, Piece] | None:
    piece = frame.one("count")
    if piece is not None:
        return int(float(piece.hole("n"))), piece
    head = frame.head
    if head is None or head.kind != "kind" or head.first == 0:
        return None
    before = sentence.tokens[head.first - 1]
    if before.is_number and before.norm.isdigit() and sentence.said(head) in sentence.words.sets["many"]:
        return int(before.norm), replace(head, first=head.first - 1, last=head.first - 1)
    return None


def _results(head: Piece, teller: Teller) -> list[tuple[str, MeasurementKind, Quantity | None, str]]:
    vital = MeasurementKind.VITAL

    def of(name: str, unit: str) -> Quantity:
        return Quantity(Decimal(head.hole(name)), unit)

    match head.kind:
        case "pressure":
            return [
                ("systolic", vital, of("n", "mm[Hg]"), ""),
                ("diastolic", vital, of("n2", "mm[Hg]"), ""),
            ]
        case "fever":
            warm = Decimal(30) < Decimal(head.hole("n")) < Decimal(45)
            return [("temperature", vital, of("n", "Cel"), "")] if warm else []
        case "pulse":
            return [("pulse", vital, of("n", "/min"), "")]
        case "weight":
            return [("weight", vital, of("n", "kg"), "")]
        case "slept":
            return [("sleep-hours", MeasurementKind.SCORE, of("n", "h"), "")]
        case _:
            return _lab(head, teller)


def _lab(head: Piece, teller: Teller) -> list[tuple[str, MeasurementKind, Quantity | None, str]]:
    """A lab value; without its unit it stays as the words it was said in."""
    tokens = teller.sentence.tokens
    at = head.last + 1
    while at < len(tokens) and tokens[at].norm in {"is", "was", "of", ":", "=", "ist", "war"}:
        at += 1
    if at >= len(tokens) or not tokens[at].is_number:
        return []
    try:
        value = Decimal(tokens[at].norm)
    except ArithmeticError:
        return []
    for size in (5, 4, 3, 2, 1):
        unit = teller.words.results.get(" ".join(t.norm for t in tokens[at + 1 : at + 1 + size]))
        if unit:
            return [(head.value, MeasurementKind.LAB, Quantity(value, unit), "")]
    return [(head.value, MeasurementKind.LAB, None, plain(value))]
