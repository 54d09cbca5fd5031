"""Page 1 holds the Spasm Profile for any journal, in letters of at least 9 points."""

from __future__ import annotations

import random
import re
from datetime import timedelta

import pytest

from tests.pdf.reading import letter_sizes, page_texts
from unknot.journal.journal import settle
from unknot.knowledge.words import as_written
from unknot.madeup.lives import LAST, NOW, SCRIPTS, Life, five_hundred, raw_entries
from unknot.pdf import Paper, render
from unknot.report.compose import compose
from unknot.report.profile import Audience, Finding, Interval, Message, SpasmProfile, Verdict

PAPERS: tuple[Paper, ...] = ("a4", "letter")
HEADINGS = (
    "Spasm Profile", "My questions", "Medicines and treatments", "Scores, stiffness", "Through the day", "Day by day",
    "Falls and side effects", "Looked for: bladder, bowel, skin, infection", "Where, and what it stopped",
    "What this log shows so far",
)  # fmt: skip


def findings(n: int, name: str) -> list[Finding]:
    ratio = Interval(1.9, 1.2, 3.0)
    effect = "1.9 times as many (1.2 to 3.0)"
    return [
        Finding(list(Verdict)[k % 4], f"{name} {k}"[:200], effect, "64 logged days", k % 2 == 0, ratio)
        for k in range(n)
    ]


def profile_of(life: Life, days: int = 28, language: str = "en", found: int = 3, said: int = 1) -> SpasmProfile:
    words = life.said or SCRIPTS[life.script]
    return compose(
        settle(raw_entries(life)),
        audience=Audience.SHARED if life.private else Audience.OWNER,
        first=LAST - timedelta(days=days - 1),
        last=LAST,
        zone=life.zone,
        now=NOW,
        _=as_written,
        language=language,
        found=findings(found, words[1]),
        said=[Message(LAST - timedelta(days=n % 20), words[0], words[1]) for n in range(said)],
    )


def words(text: str) -> set[str]:
    """The words alone: a line that mixes directions is read back in another order."""
    return set(re.findall(r"[A-Za-z]+", text))


def assert_page_one_holds(profile: SpasmProfile, pdf: bytes) -> None:
    pages = page_texts(pdf)
    first = words(pages[0])
    wanted = [*HEADINGS, profile.comparison.title, *profile.footer, *(tile.label for tile in profile.tiles)]
    missing = [text for text in wanted if not words(text) <= first]
    assert not missing, missing
    assert all("noon" not in words(page) for page in pages[1:]), "the foot of page 1 runs over"
    readable = not re.search("[\u0600-\u06ff]", pages[0])  # beside Arabic letters the "…" is not read back
    cut = "page 2" in pages[0] or "…" in pages[0]
    assert not readable or (len(pages) > 1) <= cut, "a second page without a word of it on the first"


def page_one_holds(n: int, life: Life) -> None:
    """The n-th journal with a period, a language and findings of its own."""
    rng = random.Random(n)
    profile = profile_of(
        life,
        days=rng.choice((1, 14, 28, 28, 28, 61, 92)),
        language=rng.choice(("en", "en-US", "ar", "de")),
        found=rng.choice((0, 3, 40)),
        said=rng.choice((0, 1, 60)),
    )
    assert_page_one_holds(profile, render(profile, _=as_written, paper=PAPERS[n % 2]))


@pytest.mark.slow
@pytest.mark.parametrize("part", range(5))
def test_page_one_holds_a_fifth_of_five_hundred_journals(part: int) -> None:
    """The first two are the emptiest, the third the fullest; `python -m benchmarks.page_one` looks at all 500."""
    fifth = [(n, life) for n, life in enumerate(five_hundred()) if n < 3 or n % 5 == 3]
    for n, life in fifth[part::5]:
        page_one_holds(n, life)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(
    "life",
    [
        Life(days=0, rich=False),
        Life(seed=2, vouched=1, medicines=2),
        Life(seed=3, spasms=200, days=92, vouched=1, medicines=40, script="long"),
        Life(seed=3, vouched=1, medicines=8, script="hostile"),
        Life(seed=3, vouched=1, medicines=8, script="arabic"),
    ],
    ids=["empty", "usual", "dense", "hostile", "arabic"],
)
def test_page_one_holds_and_no_letter_is_under_nine_points(life: Life, paper: Paper) -> None:
    profile = profile_of(life, days=92)
    pdf = render(profile, _=as_written, paper=paper)
    assert_page_one_holds(profile, pdf)
    assert min(letter_sizes(pdf)) >= 9


def test_a_usual_journal_needs_one_page() -> None:
    profile = profile_of(Life(seed=2, days=60, vouched=1, medicines=1), said=0)
    assert len(page_texts(render(profile, _=as_written))) == 1


def test_what_is_cut_from_page_one_is_whole_on_page_two() -> None:
    profile = profile_of(Life(seed=3, medicines=40), said=30)
    first, *rest = page_texts(render(profile, _=as_written))
    assert "more on page 2" in first
    text = " ".join(rest)
    for line in profile.medicines.lines:
        assert line.name in text
    assert text.count("answered: Łódź café naïve") == 30
