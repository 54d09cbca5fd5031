"""How well sentences and letters are read, on made ones whose truth is known.

python -m benchmarks.words [--sentences 50000] [--letters 50000] [--typos 2000] [--seed 1] [--write] [--faults FILE]

Writes the table of docs/words.md with `--write`, and examples of every kind of fault with `--faults`.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from time import process_time

from benchmarks.words import table
from benchmarks.words.letter_reading import LetterScore, compare, offered
from benchmarks.words.letters import TODAY, letters
from benchmarks.words.reading import found, read, texts, tiers
from benchmarks.words.scoring import Score, add
from benchmarks.words.sentences import utterances
from benchmarks.words.typos import measure

Groups = dict[tuple[str, str, str], Score]


def sentences(count: int, seed: int) -> tuple[Groups, list[float]]:
    """Scores by language, sort and noise, and the processor time of every reading in milliseconds."""
    groups: Groups = defaultdict(Score)
    times = []
    for said in utterances(count, seed):
        start = process_time()
        understood = read(said.text, said.now, said.language)
        times.append((process_time() - start) * 1000)
        told = tiers(understood, said.now, said.about, said.plan) if said.tier or said.quiet else []
        score = groups[said.language, said.sort, said.noise]
        add(score, said, found(understood, said.now), told, texts(understood), bool(understood.questions))
    return groups, times


def read_letters(count: int, seed: int) -> dict[tuple[str, str], LetterScore]:
    """Scores by shape and noise."""
    scores: dict[tuple[str, str], LetterScore] = defaultdict(LetterScore)
    for letter in letters(count, seed):
        compare(scores[letter.sort, letter.noise], letter, offered(letter.text, TODAY), TODAY)
    return scores


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=50_000)
    parser.add_argument("--letters", type=int, default=50_000)
    parser.add_argument("--typos", type=int, default=2_000, help="sentences of which each word gets a letter wrong")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true", help="write the table into docs/words.md")
    parser.add_argument("--faults", type=Path, help="a file for examples of every kind of fault")
    asked = parser.parse_args(arguments)
    groups, times = sentences(asked.sentences, asked.seed)
    scores = read_letters(asked.letters, asked.seed)
    text = table.page(groups, times, scores, measure(asked.typos, asked.seed), asked.seed)
    print(text)
    if asked.write:
        table.write(text)
    if asked.faults:
        asked.faults.write_text(table.faults(groups, scores), encoding="utf-8")


if __name__ == "__main__":
    main()
