"""Every figure on the page, recomputed from the raw entries by the slow way."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.reference import profile as slow
from unknot.journal.entry import Episode, Prescription, Role
from unknot.journal.journal import settle
from unknot.knowledge.words import as_written
from unknot.madeup.lives import FIRST, LAST, Life, raw_entries
from unknot.report.compose import compose
from unknot.report.profile import Audience, SpasmProfile

LIVES = [
    Life(seed=11, vouched=1.0, recalled=0.0),
    Life(seed=12, vouched=0.95, zone="America/New_York"),  # the clocks go forward on 8 March 2026
    Life(seed=13, vouched=0.95, private=0.2, carer=0.2),
    Life(seed=14, vouched=0.6),
    Life(seed=15, vouched=1.0, recalled=0.6, spasms=8),
    Life(seed=16, vouched=0.0, spasms=1),
    Life(seed=17, vouched=1.0, spasms=0.2, days=20),
    Life(seed=18, days=1, vouched=1),
]


class Page:
    """One page and the raw entries that it was made of, as its audience may see them."""

    def __init__(self, life: Life) -> None:
        raw = raw_entries(life)
        self.zone = life.zone
        self.now = datetime(2026, 3, 24, 9, tzinfo=ZoneInfo(life.zone))
        audience = Audience.SHARED if life.private else Audience.OWNER
        self.entries, hidden = slow.seen_by_others(raw) if life.private else (raw, set())
        self.minutes = slow.vouched_minutes(self.entries, hidden)
        self.profile: SpasmProfile = compose(
            settle(raw), audience=audience, first=FIRST, last=LAST, zone=life.zone, now=self.now, _=as_written
        )

    def spasms(self) -> list[Episode]:
        days = slow.days_between(FIRST, LAST)
        return [e.body for day in days for e in slow.spasms_on(self.entries, day) if isinstance(e.body, Episode)]


@pytest.fixture(params=LIVES, ids=[str(life.seed) for life in LIVES], scope="module")
def page(request: pytest.FixtureRequest) -> Page:
    return Page(request.param)


def numbers(text: str) -> list[float]:
    found = re.findall(r"-?[\d,]*\d(?:\.\d+)?", text.replace("−", "-"))
    return [float(n.replace(",", "")) for n in found]


def rounded(value: float, digits: int = 1) -> str:
    return f"{round(value, digits):g}"


def test_the_strip_and_what_is_recorded(page: Page) -> None:
    expected = slow.day_counts(page.entries, page.minutes, FIRST, LAST, page.zone)
    assert [(day.state.value, day.spasms) for day in page.profile.days] == expected
    shown = [row[1] for row in page.profile.day_by_day.table.rows]
    assert shown == [
        str(n) if state == "vouched" else f"at least {n}" if n else "not known" for state, n in expected
    ]  # fmt: skip
    vouched = sum(state == "vouched" for state, _ in expected)
    assert page.profile.recorded.parts[0] == f"Recorded {vouched} of 28 days ({100 * vouched // 28} %)"
    partly = sum(state == "partly" for state, _ in expected)
    assert page.profile.recorded.partly == partly
    assert page.profile.recorded.enough == (vouched >= 19.6)


def test_days_from_memory_and_who_saw_them(page: Page) -> None:
    first_hand = slow.vouched_minutes(page.entries, set(), recalled=False)
    recalled = 0
    for day in slow.days_between(FIRST, LAST):
        start, end = slow.local(day, 4, page.zone), slow.local(day + slow.DAY, 4, page.zone)
        hours = slow.hours_vouched(page.minutes, start, end)
        recalled += hours >= 20 and slow.hours_vouched(first_hand & page.minutes, start, end) < 20
    assert page.profile.recorded.recalled == recalled
    days = slow.days_between(FIRST, LAST)
    carers = [e for d in days for e in slow.spasms_on(page.entries, d) if e.provenance.role is Role.CARER]
    assert page.profile.recorded.by_carer == len(carers)


def test_the_key_numbers(page: Page) -> None:
    counts = [
        n for state, n in slow.day_counts(page.entries, page.minutes, FIRST, LAST, page.zone) if state == "vouched"
    ]
    tiles = {tile.label: tile for tile in page.profile.tiles}
    rated = [s.bother for s in page.spasms() if s.bother is not None]
    assert tiles["Worst bother"].figure == (str(max(rated)) if rated else "–")
    as_needed = slow.as_needed_days(page.entries, FIRST, LAST)
    assert numbers(tiles["As-needed doses"].figure) == ([as_needed] if as_needed else [])
    if not page.profile.recorded.enough:
        assert set(tiles) == {"Spasms logged", "Worst bother", "As-needed doses"}
        assert numbers(tiles["Spasms logged"].figure) == ([len(page.spasms())] if page.spasms() else [])
        return
    with_spasms = sum(n > 0 for n in counts)
    assert numbers(tiles["Spasms on"].figure) == [with_spasms, len(counts)]
    assert numbers(tiles["Spasms on"].note) == [round(7 * with_spasms / len(counts), 1), 7]
    assert tiles["Spasms a day"].figure == rounded(slow.quartile(counts, 0.5))
    low, high = slow.quartile(counts, 0.25), slow.quartile(counts, 0.75)
    assert tiles["Spasms a day"].note == f"middle half {rounded(low)} to {rounded(high)}"
    woken, recorded = slow.nights(page.entries, page.minutes, FIRST, LAST, page.zone)
    assert numbers(tiles["Nights woken"].figure + " " + tiles["Nights woken"].note) == [woken, recorded]
    bothers = slow.bothers(page.entries, FIRST, LAST)
    assert tiles["Bother, 0 to 10"].figure == rounded(slow.average(bothers) or 0)
    assert numbers(tiles["Bother, 0 to 10"].note) == [len(bothers), 7, sum(b > 7 for b in bothers)]


def test_the_day_by_hours(page: Page) -> None:
    expected = slow.hour_bins(page.entries, page.minutes, FIRST, LAST, page.zone)
    spread = slow.by_day_of_hours(page.entries, page.minutes, FIRST, LAST, page.zone)
    shown = page.profile.through_day.table.rows
    for row, (n, days, low, high), by_day in zip(shown, expected, spread, strict=True):
        assert (row[1], row[2]) == (str(n), rounded(days))
        if days < 5:
            assert row[3:5] == ("too little recorded", "")
        else:
            assert row[3] == rounded(n / days, 2)
            assert numbers(row[4]) == pytest.approx([low / days, high / days], abs=0.0051)
            if by_day is not None:
                assert row[5] == f"{rounded(by_day[0])} ({rounded(by_day[1])}–{rounded(by_day[2])})"


def test_where_it_was_and_what_it_stopped(page: Page) -> None:
    lines = {line.name: line.text for line in page.profile.places.lines}
    named = Counter((site.region, site.side) for spasm in page.spasms() for site in spasm.sites)
    top = sorted(named.values(), reverse=True)[:4]
    if named:
        shown = re.findall(r"(\d+) \((\d+) %\)", lines["Where"])
        assert [int(n) for n, _ in shown][: len(top)] == top
        assert sum(int(n) for n, _ in shown) == sum(named.values())
        assert sum(int(percent) for _, percent in shown) == 100
        assert all(abs(int(percent) - 100 * int(n) / sum(named.values())) < 1 for n, percent in shown)
    without = sum(not spasm.sites for spasm in page.spasms())
    assert (f"no place given {without}" in lines.get("Where", "")) == (without > 0)
    said = [spasm for spasm in page.spasms() if spasm.impact]
    counts = Counter(code for spasm in said for code in spasm.impact)
    if said:
        assert numbers(lines["What it stopped"]) == [
            *sorted(counts.values(), reverse=True),
            len(said),
            len(page.spasms()),
        ]


def test_doses_recorded_missed_and_not_known(page: Page) -> None:
    plans = [e for e in page.entries if isinstance(e.body, Prescription)]
    assert plans
    for plan in plans:
        planned, taken, skipped = slow.doses(page.entries, plan, FIRST, LAST, page.zone, page.now)
        line = next(line for line in page.profile.medicines.lines if line.name.startswith("Baclofen"))
        if planned:
            assert line.note.endswith(
                f"; doses: {taken} of {planned} taken, {skipped} missed, {planned - taken - skipped} not known"
            )


def test_side_effects_before_and_since_the_change(page: Page) -> None:
    lines = {line.name: line.text for line in page.profile.messages.lines}
    turn = next((d for n, d in _changes(page) if "dose" in n), None)
    for code, name in (("sleepy", "sleepy"), ("dizzy", "dizzy"), ("constipation", "constipation")):
        days = slow.symptom_days(page.entries, code, FIRST, LAST)
        assert (name in lines) == bool(days)
        if days and turn:
            before, since = sum(d < turn for d in days), sum(d >= turn for d in days)
            shown = numbers(lines[name].split(";")[0])
            assert (shown[0], shown[-1]) == (before, since)


def _changes(page: Page) -> list[tuple[str, date]]:
    days = {row[0]: n for n, row in enumerate(page.profile.day_by_day.table.rows)}
    found = [(row[3], FIRST + timedelta(days=days[row[0]])) for row in page.profile.day_by_day.table.rows if row[3]]
    return found[::-1]


def test_before_and_after_holds_numbers_back_unless_both_sides_are_recorded(page: Page) -> None:
    comparison = page.profile.comparison
    if not comparison.title.startswith("Before and after "):
        return
    turn = datetime.strptime(comparison.title.removeprefix("Before and after ") + " 2026", "%d %B %Y").date()  # noqa: DTZ007
    sides = [(turn - timedelta(days=28), turn - slow.DAY), (max(turn, LAST - timedelta(days=27)), LAST)]
    recorded = []
    for first, last in sides:
        counts = slow.day_counts(page.entries, page.minutes, first, last, page.zone)
        recorded.append((sum(state == "vouched" for state, _ in counts), len(counts)))
    enough = all(n >= 14 and n >= 0.7 * days for n, days in recorded)
    assert (comparison.table is not None) == enough
    if comparison.table is None:
        for (n, days), word in zip(recorded, ("Before", "After"), strict=True):
            short = max(14, -(-7 * days // 10)) - n
            said = f"{word}: {n} of {days} recorded, {short} more needed."
            assert (said in " ".join(comparison.sentences)) == (short > 0)


def test_the_numbers_before_and_after() -> None:
    page = Page(Life(seed=21, vouched=1.0, recalled=0.0, changed=20))
    turn = LAST - timedelta(days=20)
    table = page.profile.comparison.table
    assert table is not None
    rows = {row[0]: row[1:] for row in table.rows}
    sides = [(turn - timedelta(days=28), turn - slow.DAY), (turn, LAST)]
    per_seven, medians, bothers = [], [], []
    for side, (first, last) in enumerate(sides):
        days = slow.day_counts(page.entries, page.minutes, first, last, page.zone)
        counts = [n for state, n in days if state == "vouched"]
        assert numbers(rows["Recorded days"][side]) == [len(counts), len(days)]
        per_seven.append(7 * sum(n > 0 for n in counts) / len(counts))
        medians.append(slow.quartile(counts, 0.5))
        spread = [round(slow.quartile(counts, share), 1) for share in (0.25, 0.75)]
        assert numbers(rows["Median a day"][side]) == [medians[-1], *spread]
        woken = slow.nights(page.entries, page.minutes, first, last, page.zone)
        assert numbers(rows["Nights woken"][side]) == list(woken)
        said = slow.bothers(page.entries, first, last)
        bothers.append(slow.average(said) or 0)
        assert numbers(rows["Bother, 0 to 10"][side]) == [round(bothers[-1], 1), len(said)]
    for name, pair in (
        ("Spasm days in 7", per_seven),
        ("Median a day", medians),
        ("Bother, 0 to 10", bothers),
    ):
        difference = numbers(rows[name][2])
        assert difference == pytest.approx([round(pair[1], 1) - round(pair[0], 1)], abs=1e-6)
