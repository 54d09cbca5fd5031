"""What is claimed at a look: who is in today's list, and who *keeps showing*."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unknot.analysis.associations.look import Look
from unknot.analysis.associations.method import Method
from unknot.analysis.closure import closed_claims, closed_e_bh
from unknot.analysis.columns import Columns

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]

NEVER = -1
LEAST_SHARED_DAYS = 10


@dataclass(frozen=True, slots=True)
class Standing:
    """What is claimed at a look: candidates so far, weighted log evidence (M,), and who is listed or strong.

    `borne_since` and `in_list_since` are the looks since which closed testing and the list have held without a break;
    `claimed` are those ever confirmed by closed testing, also where something else kept them from *strong*.
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
        reaction=seen.reaction,
        reaction_information=seen.reaction_information,
    )


def _since(now: Flags, before: Numbers, day: int) -> Numbers:
    """The day since which something has held at every look; NEVER where it does not now."""
    return np.where(now, np.where(before == NEVER, day, before), NEVER)


def _lasted(since: Numbers, day: int, method: Method) -> Flags:
    return np.asarray((since != NEVER) & (day - since >= method.confirming_days))


def may_be_claimed(columns: Columns, seen: Look, evidence: Floats, method: Method) -> Flags:
    """Whether nothing else may well stand behind a candidate: an answer to spasms, or one that it comes with.

    What is answered once a day has no hour, so that the check for an answer says nothing of it: it carries a caution
    instead. Of two that come on the same days the one with less evidence waits: errors in the log of the other can
    make a companion of it.
    """
    checked = columns.asked_daily | (seen.reaction_information >= method.reaction_information)
    outshone = (companions(columns, seen.day, method.companion) & (evidence > evidence[:, None])).any(axis=1)
    return np.asarray(checked & (seen.reaction < method.reaction_doubt) & ~outshone)


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
