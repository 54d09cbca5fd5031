"""A spasm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from unknot.journal.entry.checks import NAME, ImpossibleEntry, bounded, coded, few, lasting, on_scale
from unknot.journal.entry.shared import AfterEffect, Band, Sensation, Site


class EpisodeKind(StrEnum):
    SPASM = "spasm"
    CRAMP = "cramp"
    STIFFNESS = "stiffness"
    TWITCHING = "twitching"


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """A spasm, cramp or stiffness. The entry's `happened_at` is its onset.

    `bother` is what the second tap asks, 0-10, or a band, or not said; it is never exported as severity.
    `running` means started and not yet stopped. A rapid run without a pause is one episode; `run` is how
    many the person counted in it. `suspected` holds opinions about a cause, never exposures.
    """

    kind: EpisodeKind = EpisodeKind.SPASM
    sites: tuple[Site, ...] = ()
    label: str = ""
    duration: timedelta | None = None
    running: bool = False
    run: int | None = None
    bother: int | None = None
    bother_band: Band | None = None
    pain: int | None = None
    sensations: tuple[Sensation, ...] = ()
    signs: tuple[str, ...] = ()
    after: tuple[AfterEffect, ...] = ()
    situations: tuple[str, ...] = ()
    suspected: tuple[str, ...] = ()
    helped: tuple[str, ...] = ()
    woke: bool | None = None
    asleep: bool | None = None
    impact: tuple[str, ...] = ()
    useful: bool | None = None
    note: str = ""

    def __post_init__(self) -> None:
        few("sites", self.sites)
        bounded("label", self.label, NAME)
        lasting("duration", self.duration)
        if self.running and self.duration is not None:
            raise ImpossibleEntry("duration", "A spasm that is still going has no length yet.")
        on_scale("run", self.run, 2, 999)
        on_scale("bother", self.bother)
        if self.bother is not None and self.bother_band is not None:
            raise ImpossibleEntry("bother", "A number or a word for how much it bothers, not both.")
        on_scale("pain", self.pain)
        few("sensations", self.sensations)
        coded("signs", "sign", *self.signs)
        few("after", self.after)
        coded("situations", "situation", *self.situations)
        coded("suspected", "exposure", *self.suspected)
        coded("helped", "treatment", *self.helped)
        coded("impact", "impact", *self.impact)
        bounded("note", self.note)
