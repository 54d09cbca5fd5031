"""What is claimed at a look: who is in today's list, and who *keeps showing*."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unknot.analysis.associations.kernels import WITHIN_HOURS
from unknot.analysis.associations.look import Look
from unknot.analysis.associations.method import Method
from unknot.analysis.closure import closed_claims, closed_e_bh
from unknot.analysis.columns import Columns
from unknot.knowledge.vocabulary import answers_to_spasms, first_signs

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]

NEVER = -1
LEAST_SHARED_DAYS = 10
NIGHT_ENDS = 6
"""The hour of the clock."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is claimed at a look: candidates so far, weighted log evidence (M,), and who is listed or strong.

    `borne_since` and `in_list_since` are the looks since which closed testing and the list have held without a break;
    `claimed` are those ever confirmed by closed testing, also where something else kept them from *strong*.
    `seen_until` is the last look at which the evidence was that of a hint.
    """

    day: int
    candidates: int
    alpha: float
    log_evidence: Floats
    highest: Floats
    borne_since: Numbers
    in_list_since: Numbers
    claimed: Flags
    listed: Flags
    strong: Flags
    listed_since: Numbers
    strong_since: Numbers
    seen_until: Numbers
    reaction: Floats
    reaction_information: Floats


def stand(columns: Columns, seen: Look, weights: Floats, before: Standing | None, method: Method) -> Standing:
    """The claims at a look, from it and the claims at the one before.

    Both claims are made once they have held at every look of some days: what one bad day brings goes again. *Strong*
    then stays; *listed* ends when the list no longer has it.
    """
    m = columns.added.size
    here = columns.added <= seen.day
    share = weights / weights[here].mean() if here.any() else weights
    evidence = np.where(here, seen.log_evidence + np.log(share), 0.0)
    free = may_be_claimed(columns, seen, evidence, method)
    claimed = before.claimed if before else np.zeros(m, dtype=bool)
    never = np.full(m, NEVER)
    borne_out, in_list = np.zeros(m, dtype=bool), np.zeros(m, dtype=bool)
    borne_out[here] = closed_claims(seen.log_evidence[here], weights[here], method.strong_alpha, claimed[here])
    in_list[here] = closed_e_bh(seen.log_evidence[here], weights[here], method.list_alpha)
    borne_since = _since(borne_out, before.borne_since if before else never, seen.day)
    in_list_since = _since(in_list & free, before.in_list_since if before else never, seen.day)
    confirmed = _lasted(borne_since, seen.day, method)
    listed = _lasted(in_list_since, seen.day, method)
    strong_since = before.strong_since if before else never
    strong_since = np.where((strong_since == NEVER) & confirmed & free, seen.day, strong_since)
    return Standing(
        day=seen.day,
        candidates=int(here.sum()),
        alpha=method.strong_alpha,
        log_evidence=evidence,
        highest=np.maximum(evidence, before.highest) if before else evidence,
        borne_since=borne_since,
        in_list_since=in_list_since,
        claimed=claimed | confirmed,
        listed=listed,
        strong=strong_since != NEVER,
        listed_since=_since(listed, before.listed_since if before else never, seen.day),
        strong_since=strong_since,
        seen_until=np.where(evidence >= np.log(method.hint), seen.day, before.seen_until if before else never),
        reaction=seen.reaction,
        reaction_information=seen.reaction_information,
    )


def _since(now: Flags, before: Numbers, day: int) -> Numbers:
    """The day since which something has held at every look; NEVER where it does not now."""
    return np.where(now, np.where(before == NEVER, day, before), NEVER)


def _lasted(since: Numbers, day: int, method: Method) -> Flags:
    return np.asarray((since != NEVER) & (day - since >= method.confirming_days))


def may_be_claimed(columns: Columns, seen: Look, evidence: Floats, method: Method) -> Flags:
    """Whether nothing else may well stand behind a candidate: an answer to spasms, their first sign, or one that it
    comes with.

    What has an hour is checked for spasms in the hours before it; what was answered after the day's spasms has to be
    borne out by the hours after the answer; and what has no evidence within the weeks may come in the same weeks as
    spasms for a reason that nobody logs. Of two that come on the same days the one with less evidence waits: errors
    in the log of the other can make a companion of it.
    """
    checked = columns.asked_daily | (seen.reaction_information >= method.reaction_information)
    checked &= borne_out_afterwards(columns, seen, method)
    checked &= (seen.within_weeks >= method.weeks_doubt) | (seen.log_evidence < np.log(method.hint))
    outshone = (companions(columns, seen.day, method.companion) & (evidence > evidence[:, None])).any(axis=1)
    first_sign = may_be_first_sign(columns, seen, method)
    return np.asarray(checked & ~first_sign & (seen.reaction < method.reaction_doubt) & ~outshone)


def borne_out_afterwards(columns: Columns, seen: Look, method: Method) -> Flags:
    """(M,) whether the hours after the answers have evidence enough: more of it for what can be an answer to spasms by
    its meaning. So is whatever was written down as it happened.
    """
    answers = np.array([code in answers_to_spasms() for code in columns.codes], dtype=bool)
    needed = np.where(answers, method.afterwards_answer, method.afterwards)
    return np.asarray(~answered_later(columns, seen.day) | (seen.afterwards >= needed))


def answered_later(columns: Columns, days: int) -> Flags:
    """(M,) whether anything was said of a candidate when its day was partly over."""
    return np.asarray((columns.answered[:, :days] > 0).any(axis=1))


def may_be_first_sign(columns: Columns, seen: Look, method: Method) -> Flags:
    """(M,) whether what follows looks like a spell that the candidate is the first sign of.

    A bout that is on its way shows itself first, and then multiplies the rate at once and many times over. Terms that
    people feel before a bout are marked in the vocabulary: for them it is enough that the spasms follow within hours,
    or that no hour is known. A person's own word may mean anything. What comes at any hour is felt rather than done.
    """
    within = np.array(WITHIN_HOURS)
    best = within[seen.state.shapes[:, within].argmax(axis=1)]
    each = np.arange(best.size)
    estimate = seen.score[each, best] / np.maximum(seen.information[each, best], 1e-9)
    likely = seen.state.shapes[:, within].sum(axis=1) >= method.within_hours
    soon = likely & ~columns.asked_daily & ~columns.graded
    marked = np.array([code in first_signs() for code in columns.codes], dtype=bool)
    own = np.array([code.startswith("own-") for code in columns.codes], dtype=bool)
    steep = estimate >= np.where(_at_any_hour(columns, seen.day, method), method.felt_ratio, method.first_sign)
    return np.asarray((soon & (steep | marked | own)) | (marked & columns.asked_daily))


def _at_any_hour(columns: Columns, days: int, method: Method) -> Flags:
    """(M,) whether it comes by night as by day: what is done has its hours, what is felt before a bout has not."""
    happened = columns.exposures[:, : days * 24] > 0
    night = happened[:, columns.hour[: happened.shape[1]] < NIGHT_ENDS].sum(axis=1)
    return np.asarray(night + 1 >= method.felt_at_night * (happened.sum(axis=1) + 2))  # one of each, before any is seen


def companions(columns: Columns, days: int, least: float) -> Flags:
    """(M, M) which candidates come on the same days: correlation over the days on which both are known above `least`.

    None with itself, and none while fewer than ten days are shared.
    """
    m = len(columns.codes)
    daily = columns.exposures[:, : days * 24].reshape(m, -1, 24).sum(axis=2)
    known = columns.known[:, : daily.shape[1]].astype(np.float64)
    shown = np.where(known > 0, daily, 0.0)
    shared = known @ known.T
    count = np.maximum(shared, 1)
    mean = (shown @ known.T) / count  # of each row's candidate over the days shared with each column's
    square = (shown**2 @ known.T) / count - mean**2
    together = (shown @ shown.T) / count - mean * mean.T
    spread = np.sqrt(np.maximum(square * square.T, 0))
    correlation = np.where(spread > 1e-12, together / np.maximum(spread, 1e-12), 0.0)
    found = (correlation > least) & (shared >= LEAST_SHARED_DAYS)
    np.fill_diagonal(found, False)
    return np.asarray(found)
