"""Closed testing against its definition: every one of the 2^m sets gone through."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from unknot.analysis.closure import closed_claims, closed_e_bh
from unknot.analysis.evidence import e_bh

ALPHA = 0.1
LISTS = st.lists(st.tuples(st.floats(-5, 9), st.sampled_from([1.0, 1.0, 3.0])), min_size=1, max_size=7)


def split(values: list[tuple[float, float]]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([v for v, _ in values]), np.array([w for _, w in values])


def sets(members: range | list[int]) -> Iterator[tuple[int, ...]]:
    for size in range(1, len(members) + 1):
        yield from itertools.combinations(members, size)


def mean(evidence: np.ndarray, weights: np.ndarray, chosen: tuple[int, ...]) -> float:
    some = list(chosen)
    return float((weights[some] * np.exp(evidence[some])).sum() / weights[some].sum())


@given(LISTS)
def test_a_claim_is_one_that_every_set_with_it_bears_out(values: list[tuple[float, float]]):
    evidence, weights = split(values)
    m = len(values)
    refused = {s for s in sets(range(m)) if mean(evidence, weights, s) >= 1 / ALPHA}
    by_hand = [all(s in refused for s in sets(range(m)) if i in s) for i in range(m)]
    assert closed_claims(evidence, weights, ALPHA, np.zeros(m, dtype=bool)).tolist() == by_hand


@given(LISTS, LISTS)
def test_what_was_claimed_before_need_not_be_carried_again(
    earlier: list[tuple[float, float]], later: list[tuple[float, float]]
):
    m = min(len(earlier), len(later))
    first, weights = split(earlier[:m])
    second, _ = split(later[:m])
    refused = {s for s in sets(range(m)) if mean(first, weights, s) >= 1 / ALPHA}
    before = closed_claims(first, weights, ALPHA, np.zeros(m, dtype=bool))
    refused |= {s for s in sets(range(m)) if mean(second, weights, s) >= 1 / ALPHA}
    by_hand = np.array([all(s in refused for s in sets(range(m)) if i in s) for i in range(m)])
    found = closed_claims(second, weights, ALPHA, before)
    assert (found <= by_hand).all()  # never more than all looks together bear out
    assert (found >= closed_claims(second, weights, ALPHA, np.zeros(m, dtype=bool))).all()


@given(LISTS)
def test_never_fewer_claims_than_by_bonferroni(values: list[tuple[float, float]]):
    evidence, weights = split(values)
    bonferroni = np.exp(evidence) >= 1.000001 * weights.sum() / (ALPHA * weights)
    assert (closed_claims(evidence, weights, ALPHA, np.zeros(len(values), dtype=bool)) >= bonferroni).all()


@given(LISTS, st.integers(0, 6), st.floats(0, 3))
def test_more_evidence_for_one_never_costs_a_claim(values: list[tuple[float, float]], which: int, more: float):
    evidence, weights = split(values)
    nothing = np.zeros(len(values), dtype=bool)
    raised = evidence.copy()
    raised[which % len(values)] += more
    before, after = (closed_claims(e, weights, ALPHA, nothing) for e in (evidence, raised))
    assert (after >= before).all()


@given(LISTS)
def test_the_list_is_the_longest_whose_false_share_every_set_bears_out(values: list[tuple[float, float]]):
    evidence, weights = split(values)
    m = len(values)
    order = np.argsort(-weights * np.exp(evidence), kind="stable").tolist()
    lengths = [
        length
        for length in range(1, m + 1)
        if all(
            mean(evidence, weights, s) >= len(set(s) & set(order[:length])) / (length * ALPHA) * (1 - 1e-12)
            for s in sets(range(m))
        )
    ]
    longest = max(lengths, default=0)
    assert np.flatnonzero(closed_e_bh(evidence, weights, ALPHA)).tolist() == sorted(order[:longest])


@given(st.lists(st.floats(-5, 9), max_size=20))
def test_the_list_is_never_shorter_than_that_of_e_bh(values: list[float]):
    evidence = np.array(values)
    assert (closed_e_bh(evidence, np.ones(len(values)), ALPHA) >= e_bh(evidence - 1e-9, ALPHA)).all()


def test_evidence_beyond_every_float_is_still_a_claim():
    evidence = np.array([2000.0, -3.0, 0.0])
    assert closed_claims(evidence, np.ones(3), ALPHA, np.zeros(3, dtype=bool)).tolist() == [True, False, False]
    assert closed_e_bh(evidence, np.ones(3), ALPHA).tolist() == [True, False, False]
