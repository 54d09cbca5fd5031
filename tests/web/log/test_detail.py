"""Detail: everything optional; a form that changes nothing writes nothing."""

from __future__ import annotations

from datetime import timedelta

from tests.web.person import CALF, Person
from unknot.journal.entry import AfterEffect, Band, Episode, EpisodeKind, Phase, Sensation

FULL = Episode(
    label="Left calf",
    sites=(CALF,),
    kind=EpisodeKind.CRAMP,
    duration=timedelta(seconds=217),
    bother_band=Band.HIGH,
    pain=3,
    sensations=(Sensation("tight", Phase.BEFORE), Sensation("cramp-pain", Phase.DURING)),
    signs=("hard-lump",),
    after=(AfterEffect("soreness", timedelta(hours=5)), AfterEffect("weakness")),
    situations=("asleep",),
    suspected=("cold",),
    helped=("stretching",),
    woke=True,
    useful=False,
    impact=("sleep",),
    run=3,
    note="left foot pulled down",
)


def posted(episode: Episode) -> dict[str, object]:
    """The form as the page shows it for this episode."""
    felt = {phase: [s.code for s in episode.sensations if s.phase is phase] for phase in Phase}
    return {
        "lasted": "", "minutes": "3.62", "kind": "cramp", "woke": "yes", "bother": "", "band": "high", "pain": "3",
        "before": felt[Phase.BEFORE], "during": felt[Phase.DURING], "afterwards": [], "signs": "hard-lump",
        "after-soreness": "14400", "after-weakness": "unsaid", "situations": "asleep", "suspected": "cold",
        "helped": "stretching", "impact": "sleep", "useful": "no", "run": "3", "note": episode.note,
    }  # fmt: skip


def test_a_form_sent_as_it_was_shown_changes_nothing(person: Person):
    spasm = person.logged("2026-03-01T09:00", FULL)
    person.presses(f"/entry/{spasm}/detail", **posted(FULL))
    assert person.spasms()[0].body == FULL
    assert not person.holds().changes


def test_everything_can_be_said(person: Person):
    person.taps()
    spasm = person.spasms()[0].id
    person.presses(f"/entry/{spasm}/detail", **{**posted(FULL), "lasted": "300", "minutes": ""})
    body = person.spasms()[0].body
    assert (body.duration, body.run, body.useful, body.suspected) == (timedelta(minutes=5), 3, False, ("cold",))
    assert body.after == (AfterEffect("soreness", timedelta(hours=4)), AfterEffect("weakness"))


def test_and_taken_back(person: Person):
    spasm = person.logged("2026-03-01T09:00", FULL)
    person.presses(f"/entry/{spasm}/detail", kind="spasm")
    assert person.spasms()[0].body == Episode(label="Left calf", sites=(CALF,))


def test_a_number_and_a_word_at_once_are_refused_in_words(person: Person):
    person.taps()
    html = person.presses(f"/entry/{person.spasms()[0].id}/detail", kind="spasm", bother="3", band="low")
    assert "A number or a word" in html


def test_nothing_is_chosen_before_it_is_said(person: Person):
    person.taps()
    html = person.opens(f"/entry/{person.spasms()[0].id}/detail")
    chosen = [line for line in html.split("<input") if " checked" in line and 'value=""' not in line]
    assert len(chosen) == 1  # the kind: a spasm, as the tile says
