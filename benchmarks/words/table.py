"""The table of docs/words.md."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from benchmarks.words.letter_reading import LetterScore
from benchmarks.words.scoring import Score, merged
from benchmarks.words.truth import SLOTS

PAGE = Path(__file__).parents[2] / "docs" / "words.md"
BEGIN, END = "<!-- begin: made sentences and letters -->", "<!-- end: made sentences and letters -->"

Groups = Mapping[tuple[str, str, str], Score]
Letters = Mapping[tuple[str, str], LetterScore]


def page(groups: Groups, times: Sequence[float], letters: Letters, typos: Score, seed: int) -> str:
    """Everything that is written between the marks."""
    clean = merged(score for (_, _, noise), score in groups.items() if not noise)
    noisy = merged(score for (_, _, noise), score in groups.items() if noise)
    parts = [_sums(clean, noisy, times, seed), _slots(clean, noisy)]
    parts.append(_rows("what is said", groups, lambda key: (key[0], key[1]) if not key[2] else None))
    parts.append(_typos(typos))
    parts.append(_rows("noise", groups, lambda key: (key[2] or "none",)))
    parts.append(_letters(letters))
    return "\n\n".join(parts)


def _share(part: float, whole: float) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "none"


def _per(part: int, whole: int) -> str:
    return f"{part} of {whole}" if whole else "none"


def _sums(clean: Score, noisy: Score, times: Sequence[float], seed: int) -> str:
    ordered = sorted(times)
    p99 = ordered[int(len(ordered) * 0.99)] if ordered else 0.0
    median = statistics.median(ordered) if ordered else 0.0
    lines = [f"Seed {seed}. {clean.sentences} sentences as they were made and {noisy.sentences} with noise.", ""]
    lines += ["| | clean | with noise |", "|---|---|---|"]
    rows: tuple[tuple[str, Callable[[Score], str]], ...] = (
        ("read whole: every fact, no other, no word lost", lambda s: _share(s.whole, s.sentences)),
        ("something is asked back", lambda s: _share(s.asked, s.sentences)),
        ("doses that were not taken", lambda s: str(s.doses)),
        ("dangerous: such a dose, a wrong medicine or amount, an alarm with no message", lambda s: str(s.dangerous)),
        ("alarms with no message", lambda s: _per(s.missed, s.danger)),
        ("alarms with a message less urgent than asked for", lambda s: _per(s.lower, s.danger)),
        ("emergencies told for ordinary words", lambda s: _per(s.false_alarms, s.quiet)),
        ("words lost", lambda s: f"{s.lost} of {s.words}"),
    )
    lines += [f"| {name} | {value(clean)} | {value(noisy)} |" for name, value in rows]
    return "\n".join(
        [*lines, "", f"A sentence takes {median:.2f} ms in the median, {p99:.1f} ms at p99 (processor time)."]
    )


def _slots(clean: Score, noisy: Score) -> str:
    lines = ["| slot | precision | recall | said | precision, noise | recall, noise |", "|---|---|---|---|---|---|"]
    for kind, slots in SLOTS.items():
        for slot in (kind, *(f"{kind}.{name}" for name in slots)):
            if not clean.wanted[slot] and not clean.given[slot]:
                continue
            cells = [f"{100 * one:.2f} %" for s in (clean, noisy) for one in (s.precision(slot), s.recall(slot))]
            lines.append(f"| {slot} | {cells[0]} | {cells[1]} | {clean.wanted[slot]} | {cells[2]} | {cells[3]} |")
    return "\n".join(lines)


def _rows(what: str, groups: Groups, by: Callable[[tuple[str, str, str]], tuple[str, ...] | None]) -> str:
    found: dict[tuple[str, ...], list[Score]] = {}
    for key, score in groups.items():
        name = by(key)
        if name is not None:
            found.setdefault(name, []).append(score)
    lines = [f"| {what} | sentences | read whole | dangerous | words lost |", "|---|---|---|---|---|"]
    for name, scores in sorted(found.items()):
        s = merged(scores)
        lines.append(
            f"| {', '.join(name)} | {s.sentences} | {_share(s.whole, s.sentences)} | {s.dangerous} | {s.lost} |"
        )
    return "\n".join(lines)


def _typos(score: Score) -> str:
    share = _share(score.whole, score.sentences)
    return (
        f"One letter wrong in one word of a sentence that is read whole without it: {share} of {score.sentences} "
        f"are still read whole, {score.dangerous} are dangerous ({score.doses} doses that were not taken)."
    )


def _letters(letters: Letters) -> str:
    lines = ["| letter | made | offered whole | wrong amount | wrong day | wrong medicine | wrong limit | refused |"]
    lines.append("|---|---|---|---|---|---|---|---|")
    everything = list(letters.items())
    for label, s in _grouped(letters):
        refused = _per(s.refused, s.refusable)
        wrong = [str(s.wrong[w]) for w in ("amount", "day", "medicine", "limit")]
        lines.append(
            f"| {label} | {s.letters} | {_share(s.whole, s.letters - s.refusable)} | {' | '.join(wrong)} | {refused} |"
        )
    common = sum(s.common for _, s in everything)
    whole = sum(s.common_whole for _, s in everything)
    plain = [s for (_, noise), s in everything if not noise]
    wrong_all = {w: sum(s.wrong[w] for _, s in everything) for w in ("amount", "day", "medicine", "limit")}
    said = ", ".join(f"{n} with a wrong {w}" for w, n in wrong_all.items())
    share = _share(sum(s.common_whole for s in plain), sum(s.common for s in plain))
    lines += [
        "",
        f"Of {common} letters of common shapes {whole} are offered whole ({share} of those without noise). "
        f"Of all, {said}.",
    ]
    return "\n".join(lines)


def _grouped(letters: Letters) -> Iterable[tuple[str, LetterScore]]:
    """The letters without noise by their shape, then those with noise by the noise."""
    groups: dict[tuple[str, str], LetterScore] = {}
    for (name, noise), one in letters.items():
        key = ("with noise", noise) if noise else ("", name)
        whole = groups.setdefault(key, LetterScore())
        for field in ("letters", "offered", "whole", "common", "common_whole", "refusable", "refused", "wrong"):
            setattr(whole, field, getattr(whole, field) + getattr(one, field))
    return [(": ".join(filter(None, key)), groups[key]) for key in sorted(groups)]


def write(text: str) -> None:
    """The text between the marks of the page; the rest stays."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


def faults(groups: Groups, letters: Letters) -> str:
    """Examples of every kind of fault, by noise, sort and language."""
    lines: list[str] = []
    for key, score in sorted(groups.items(), key=lambda item: (item[0][2], item[0][1], item[0][0])):
        lines += _examples(" / ".join(filter(None, key)), score.examples.items())
    for name, one in sorted(letters.items()):
        lines += _examples("letter / " + " / ".join(filter(None, name)), one.examples.items())
    return "\n".join(lines) + "\n"


def _examples(name: str, examples: Iterable[tuple[str, list[str]]]) -> list[str]:
    return [f"[{name}] {what}: {text}" for what, kept in sorted(examples) for text in kept]
