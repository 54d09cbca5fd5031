"""A short experiment on oneself: begun, its coin tossed, its days answered, ended.

Every coin comes from the master key and the experiment's own id, so that nobody has to keep it and nobody can choose
it; the journal holds what proves each one (`analysis.coin`).
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from unknot.actions.results import Actor, Saved
from unknot.actions.single import amend, record
from unknot.analysis.coin import MOST_PAIRS, commitment, habit_first, opening, proves
from unknot.journal.blocks import Block, block_on, pair_on
from unknot.journal.entry import Circumstance, Entry, Experiment, ExperimentDay, Standing, Toss
from unknot.journal.ids import new_id
from unknot.journal.journal import Journal
from unknot.journal.span import Moment, moment
from unknot.knowledge.trials import Trial
from unknot.store.entries import DifferentEntry
from unknot.store.keys import MasterKey


class AnotherRuns(Exception):
    """An experiment is running already: two at once would speak for each other."""


class CoinElsewhere(Exception):
    """The coins of this experiment were fixed with the key of another home."""


@dataclass(frozen=True, slots=True)
class Today:
    """A diary day of an experiment: what the coin says of it, once it is tossed, and what was answered."""

    pair: int
    day: date
    block: Block | None
    done: bool | None

    @property
    def number(self) -> int:
        """1 on the first day of the block."""
        return self.block.number(self.day) if self.block else 1


@dataclass(frozen=True, slots=True)
class Proof:
    """Whether the coin of a pair (from 1) is the one that was fixed before the first day."""

    pair: int
    habit_first: bool
    opening: str
    holds: bool


def proofs(journal: Journal, experiment: Entry[Experiment]) -> tuple[Proof, ...]:
    """Every coin that was tossed so far, checked against what was fixed before the first day."""
    tossed = sorted((e.body for e in journal.of(Toss) if e.body.experiment == experiment.id), key=lambda t: t.pair)
    return tuple(_proof(experiment.body.commitment, toss) for toss in tossed)


def _proof(committed: str, toss: Toss) -> Proof:
    holds = proves(committed, toss.opening, toss.pair) and habit_first(toss.opening) is toss.habit_first
    return Proof(toss.pair + 1, toss.habit_first, toss.opening, holds)


def is_over(experiment: Entry[Experiment], day: date) -> bool:
    """Whether its last pair is over: there is no coin left to toss."""
    pair = pair_on(experiment.body, day)
    return pair is not None and pair >= MOST_PAIRS


def asks_first(journal: Journal, trial: Trial, day: date) -> tuple[str, ...]:
    """The person's circumstances for which a clinician is asked before this habit is tried. *Not sure* counts."""
    latest = {entry.body.code: entry.body for entry in journal.of(Circumstance)}
    return trial.asks(
        code
        for code, fact in latest.items()
        if fact.standing is not Standing.NO and (fact.until is None or fact.until >= day)
    )


def running(journal: Journal) -> Entry[Experiment] | None:
    """The experiment that goes on, if there is one."""
    return next((entry for entry in journal.of(Experiment) if entry.body.ended is None), None)


def begin(
    id: UUID, journal: Journal, habit: str, words: str, *, block_days: int, starts: date, key: MasterKey,
    by: Actor, now: datetime, zone: str,
) -> Saved[Experiment]:  # fmt: skip
    """Fix every coin, then keep the experiment. Raises `AnotherRuns`."""
    if running(journal) is not None:
        raise AnotherRuns("An experiment is running already.")
    chosen = new_id(now)
    body = Experiment(
        habit=habit, words=words, block_days=block_days, starts=starts, commitment=commitment(_secret(key, chosen))
    )
    return record(id, body, by=by, happened_at=moment(now, zone), now=now, id=chosen)


def today(journal: Journal, experiment: Entry[Experiment], day: date) -> Today | None:
    """A diary day of an experiment; None before its first day, from its end on, and after the last pair."""
    pair = pair_on(experiment.body, day)
    if pair is None or pair >= MOST_PAIRS:
        return None
    tossed = next((e.body for e in journal.of(Toss) if (e.body.experiment, e.body.pair) == (experiment.id, pair)), None)
    answers = [e.body.done for e in _answers(journal, experiment.id) if e.body.day == day]
    block = block_on(experiment.body, tossed, day) if tossed else None
    return Today(pair, day, block, answers[-1] if answers else None)


def toss(
    id: UUID, experiment: Entry[Experiment], *, key: MasterKey, by: Actor, at: Moment, now: datetime
) -> Toss | None:
    """Toss the coin of this diary day's pair: kept before it is shown, and not before the pair's first day.

    None where there is nothing to toss. Raises `CoinElsewhere`.
    """
    pair = pair_on(experiment.body, at.diary_day)
    if pair is None or pair >= MOST_PAIRS:
        return None
    link = opening(_secret(key, experiment.id), pair)
    if not proves(experiment.body.commitment, link, pair):
        raise CoinElsewhere("The coins of this experiment lie with another key.")
    body = Toss(experiment=experiment.id, pair=pair, habit_first=habit_first(link), opening=link)
    # One id for each pair: two devices that toss at the same moment toss one coin.
    with suppress(DifferentEntry):
        record(id, body, by=by, happened_at=at, now=now, id=uuid5(experiment.id, f"pair {pair}"))
    return body


def answer_day(
    id: UUID, journal: Journal, experiment: Entry[Experiment], done: bool, *, by: Actor, at: Moment, now: datetime
) -> None:
    """Keep whether the habit was done on this diary day; another answer corrects the first."""
    before = next((e for e in _answers(journal, experiment.id) if e.body.day == at.diary_day), None)
    if before is None:
        body = ExperimentDay(experiment=experiment.id, day=at.diary_day, done=done)
        record(id, body, by=by, happened_at=at, now=now)
    else:
        amend(id, before.id, {"done": done}, by=by, now=now)


def end(id: UUID, experiment: Entry[Experiment], *, by: Actor, on: date, now: datetime) -> None:
    """From this diary day on it is over. What was logged stays."""
    amend(id, experiment.id, {"ended": on.isoformat()}, by=by, now=now)


def _answers(journal: Journal, experiment: UUID) -> list[Entry[ExperimentDay]]:
    return [entry for entry in journal.of(ExperimentDay) if entry.body.experiment == experiment]


def _secret(key: MasterKey, experiment: UUID) -> bytes:
    return key.derive(f"experiment {experiment}")
