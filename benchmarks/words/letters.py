"""Made letters and labels: one a number, the same for the same seed, with the plans that they say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random

from benchmarks.words.truth import DoseTruth, LetterTruth, PlanTruth, StepTruth

TODAY = date(2026, 11, 30)
TABLETS = {
    "baclofen": ("Baclofen", (5, 10, 20)),
    "tizanidine": ("Tizanidine", (2, 4)),
    "dantrolene": ("Dantrolene", (25, 50)),
    "diazepam": ("Diazepam", (2, 5)),
    "gabapentin": ("Gabapentin", (100, 300)),
    "pregabalin": ("Pregabalin", (25, 75)),
}
GERMAN = {"baclofen": "Baclofen", "tizanidine": "Tizanidin", "gabapentin": "Gabapentin", "pregabalin": "Pregabalin"}
OFTEN = {
    1: ("once a day", "at night", "nocte", "od", "every morning"),
    2: ("twice a day", "twice daily", "bd", "BD", "two times a day", "morning and night"),
    3: ("three times a day", "three times daily", "tds", "TDS", "tid"),
    4: ("four times a day", "qds", "QDS", "four times daily"),
}
OFTEN_DE = {
    1: ("einmal täglich", "abends", "zur Nacht"),
    2: ("zweimal täglich", "2x täglich"),
    3: ("dreimal täglich", "3 x täglich"),
}
COUNT = {1: ("one", "ONE", "1"), 2: ("two", "TWO", "2")}
MONTHS = "January February March April May June July August September October November December".split()
FRAMES = (
    "{}",
    "Dear Dr Patel,\nThank you for seeing this pleasant lady with multiple sclerosis.\n{}\nWith kind regards",
    "Plan:\n{}",
    "{}\nI will see her again in the spring.",
    "Medication\n{}\nReview at the next visit.",
)
FRAMES_DE = ("{}", "Sehr geehrte Frau Kollegin,\n{}\nMit freundlichen Grüßen", "Empfehlung:\n{}")
WARNING = " Warning: may make you sleepy. Do not drink alcohol."
REFUSED = (
    "Increase {m} slowly as tolerated.",
    "{m} {a} mg tds, increase by {a} mg every three days until spasms settle.",
    "{m} {a}-{b} mg three times a day.",
    "{m} {a} mg or {b} mg twice a day.",
    "{m} {b} mg daily in divided doses.",
    "Titrate {m} to effect.",
    "If she is drowsy, reduce {m} to {a} mg twice a day.",
    "He used to take {m} {b} mg three times a day.",
    "Her mother takes {m} {a} mg at night.",
    "We might consider {m} {a} mg at night in future.",
    "Please do not give {m} {a} mg three times a day.",
    "She declined {m} {a} mg at night.",
    "Reduce {m} by {a} mg every week.",
    "{m} about {a} mg now and then.",
)
REFUSED_DE = (
    "{m} langsam nach Wirkung steigern.",
    "{m} alle drei Tage um {a} mg steigern.",
    "{m} {a} bis {b} mg dreimal täglich.",
    "Früher nahm sie {m} {b} mg dreimal täglich.",
    "Bei Müdigkeit {m} auf {a} mg reduzieren.",
    "{m} {a} mg vorerst nicht geben.",
)
STRANGE = ("brindled", "otherwise", "perhaps", "hardly", "forsooth", "versuchsweise")

Made = tuple[str, tuple[PlanTruth, ...]]


def letters(count: int, seed: int) -> Iterator[LetterTruth]:
    """So many letters; the first ones are the same however many are asked for."""
    for number in range(count):
        yield letter(Random(f"letter {seed} {number}"))


def letter(rng: Random) -> LetterTruth:
    """One letter or label, clean or with one kind of noise."""
    sort = rng.choices(tuple(SORTS), weights=[weight for weight, _, _, _ in SORTS.values()])[0]
    _, language, common, make = SORTS[sort]
    text, plans = make(rng)
    noise = ""
    if rng.random() < 0.3:
        noise, text, plans = _noisy(rng, text, plans)
    frame = rng.choice(FRAMES if language == "en" else FRAMES_DE)
    return LetterTruth(frame.format(text), language, sort, plans, common and bool(plans), noise)


def _noisy(rng: Random, text: str, plans: tuple[PlanTruth, ...]) -> tuple[str, str, tuple[PlanTruth, ...]]:
    """Capitals and missing stops keep what is said; a strange word within a dose does not: nothing may be offered."""
    name = rng.choice(("capitals", "no full stop", "spaces", "a strange word"))
    match name:
        case "capitals":
            return name, text.upper(), plans
        case "no full stop":
            return name, text.removesuffix("."), plans
        case "spaces":
            return name, text.replace(" mg", "mg").replace(", ", "  ,  "), plans
        case _ if plans and len(plans) == 1 and " mg" in text:
            at = text.index(" mg") + 3
            return name, f"{text[:at]} {rng.choice(STRANGE)}{text[at:]}", ()
        case _:
            return "", text, plans


def _pick(rng: Random) -> tuple[str, str, int]:
    code = rng.choice(sorted(TABLETS))
    name, strengths = TABLETS[code]
    return code, name, rng.choice(strengths)


def _each(amount: str, n: int) -> tuple[DoseTruth, ...]:
    return tuple(DoseTruth(amount) for _ in range(n))


def _milligrams(a: int, n: int) -> tuple[DoseTruth, ...]:
    return _each(f"{a}mg", n)


def _tablets(n: int, strength: int, often: int) -> tuple[DoseTruth, ...]:
    return _each(f"1{{tbl}}|{strength}mg" if n == 1 else f"{n}{{tbl}}", often)


def label(rng: Random) -> Made:
    """A chemist's label."""
    code, name, a = _pick(rng)
    n, often = rng.choice((1, 1, 2)), rng.choice((1, 2, 3, 4))
    tablets = "tablet" if n == 1 else "tablets"
    text = f"{name} {a} mg tablets. Take {rng.choice(COUNT[n])} {tablets} {rng.choice(OFTEN[often])}."
    text += rng.choice(("", "", WARNING))
    return text, (PlanTruth(code, (StepTruth(_tablets(n, a, often)),), f"{a}mg"),)


def line(rng: Random) -> Made:
    """One line of a letter."""
    code, name, a = _pick(rng)
    often = rng.choice((1, 2, 3, 4))
    start = rng.choice(("", "Continue ", "Please take ", "Start "))
    text = f"{start}{name if not start else name.lower()} {a} mg {rng.choice(OFTEN[often])}."
    return text, (PlanTruth(code, (StepTruth(_milligrams(a, often)),)),)


def daily(rng: Random) -> Made:
    """An amount a day: once, or a sum to be divided. As written it is one; asking is as right."""
    code, name, a = _pick(rng)
    return f"{name} {a} mg daily.", (PlanTruth(code, (StepTruth(_milligrams(a, 1)),)),)


def clocked(rng: Random) -> Made:
    """Amounts with their times."""
    code, name, a = _pick(rng)
    b = rng.choice(TABLETS[code][1])
    hours = sorted(rng.sample((7, 8, 13, 14, 18, 21, 22), rng.choice((2, 3))))
    said = [f"{a if h < 20 else b} mg at {h % 12 or 12} {'am' if h < 12 else 'pm'}" for h in hours]
    doses = tuple(DoseTruth(f"{a if h < 20 else b}mg", f"{h:02d}:00") for h in hours)
    return f"{name} {', '.join(said[:-1])} and {said[-1]}.", (PlanTruth(code, (StepTruth(doses),)),)


def dashes(rng: Random) -> Made:
    """Morning, noon and night."""
    code = rng.choice(sorted(GERMAN))
    a = rng.choice(TABLETS[code][1])
    parts = rng.choice(((1, 0, 1), (1, 1, 1), (1, 1, 2), (0, 0, 1), (1, 0, 2)))
    doses = tuple(dose for n in parts if n for dose in _tablets(n, a, 1))
    text = f"{GERMAN[code]} {a} mg {'-'.join(map(str, parts))}"
    return text, (PlanTruth(code, (StepTruth(doses),), f"{a}mg"),)


def titration(rng: Random) -> Made:
    """Up by weeks."""
    code, name, a = _pick(rng)
    days, said = rng.choice(((7, "one week"), (7, "1 week"), (3, "3 days"), (14, "two weeks"), (7, "7 days")))
    often = rng.choice(([1, 2, 3], [2, 3], [1, 2]))
    parts = [f"{a} mg {rng.choice(OFTEN[n])}" for n in often]
    text = f"Start {name.lower()} " + ", then ".join(f"{p} for {said}" for p in parts[:-1]) + f", then {parts[-1]}."
    steps = tuple(StepTruth(_milligrams(a, n), f"+{days * at}" if at else "") for at, n in enumerate(often))
    return text, (PlanTruth(code, steps),)


def taper(rng: Random) -> Made:
    """Down by dates, with its end."""
    code, name, a = _pick(rng)
    often = rng.choice((3, 2))
    first = TODAY + timedelta(days=rng.randint(2, 30))
    days = [first + timedelta(days=7 * n) for n in range(3)]
    words = [f"{d.day} {MONTHS[d.month - 1]} {d.year}" for d in days]
    one, two = rng.choice(OFTEN[often]), rng.choice(OFTEN[1])
    text = f"{name} {a} mg {one} from {words[0]}, {a} mg {two} from {words[1]}, then stop on {words[2]}."
    steps = (
        StepTruth(_milligrams(a, often), days[0].isoformat()),
        StepTruth(_milligrams(a, 1), days[1].isoformat()),
    )
    return text, (PlanTruth(code, steps, ends=f"{days[2] - timedelta(days=1)}|{days[2]}"),)


def two(rng: Random) -> Made:
    """Two medicines."""
    (one, a), (other, b) = ((c, rng.choice(TABLETS[c][1])) for c in rng.sample(sorted(TABLETS), 2))
    n, m = rng.choice((1, 2, 3)), rng.choice((1, 2, 3))
    first = f"{TABLETS[one][0]} {a} mg {rng.choice(OFTEN[n])}"
    second = f"{TABLETS[other][0]} {b} mg {rng.choice(OFTEN[m])}"
    text = first + rng.choice((". ", "\n", ", ", "; ")) + second + "."
    return text, (
        PlanTruth(one, (StepTruth(_milligrams(a, n)),)),
        PlanTruth(other, (StepTruth(_milligrams(b, m)),)),
    )


def switch(rng: Random) -> Made:
    """One ends, another begins."""
    one, other = rng.sample(sorted(TABLETS), 2)
    b, m = rng.choice(TABLETS[other][1]), rng.choice((1, 2, 3))
    text = f"Stop {TABLETS[one][0].lower()}. Start {TABLETS[other][0].lower()} {b} mg {rng.choice(OFTEN[m])}."
    return text, (PlanTruth(one), PlanTruth(other, (StepTruth(_milligrams(b, m)),)))


def limited(rng: Random) -> Made:
    """A limit is no dose."""
    code, name, a = _pick(rng)
    often, most = rng.choice((2, 3)), a * rng.choice((5, 6, 8))
    said = rng.choice(
        (f"Maximum {most} mg a day.", f"Do not take more than {most} mg in 24 hours.", f"Max {most} mg/day.")
    )
    plan = PlanTruth(code, (StepTruth(_milligrams(a, often)),), limits=(f"{most}mg",))
    return f"{name} {a} mg {rng.choice(OFTEN[often])}. {said}", (plan,)


def needed(rng: Random) -> Made:
    """Only when it is needed."""
    code, name, a = _pick(rng)
    most = rng.choice((2, 3, 4))
    said = rng.choice(
        (
            f"{name} {a} mg when required, no more than {most} times a day.",
            f"{name} {a} mg as needed, up to {OFTEN[most][0]}.",
            f"{name} {a} mg PRN, max {most} times a day.",
        )
    )
    return said, (PlanTruth(code, needed=f"{a}mg", most_a_day=most),)


def german_line(rng: Random) -> Made:
    code = rng.choice(sorted(GERMAN))
    a, often = rng.choice(TABLETS[code][1]), rng.choice((1, 2, 3))
    text = f"{GERMAN[code]} {a} mg {rng.choice(OFTEN_DE[often])}."
    return text, (PlanTruth(code, (StepTruth(_milligrams(a, often)),)),)


def german_steps(rng: Random) -> Made:
    code = rng.choice(sorted(GERMAN))
    a = rng.choice(TABLETS[code][1])
    text = f"{GERMAN[code]} {a} mg zur Nacht für eine Woche, dann {a} mg {rng.choice(OFTEN_DE[2])}."
    return text, (PlanTruth(code, (StepTruth(_milligrams(a, 1)), StepTruth(_milligrams(a, 2), "+7"))),)


def german_two(rng: Random) -> Made:
    one, other = rng.sample(sorted(GERMAN), 2)
    a, b = rng.choice(TABLETS[one][1]), rng.choice(TABLETS[other][1])
    text = f"{GERMAN[one]} {a} mg dreimal täglich, {GERMAN[other]} {b} mg abends."
    return text, (
        PlanTruth(one, (StepTruth(_milligrams(a, 3)),)),
        PlanTruth(other, (StepTruth(_milligrams(b, 1)),)),
    )


def refused(rng: Random) -> Made:
    _, name, _ = _pick(rng)
    return rng.choice(REFUSED).format(m=name, a=rng.choice((5, 10)), b=rng.choice((20, 30))), ()


def german_refused(rng: Random) -> Made:
    name = GERMAN[rng.choice(sorted(GERMAN))]
    return rng.choice(REFUSED_DE).format(m=name, a=rng.choice((5, 10)), b=rng.choice((20, 30))), ()


SORTS: dict[str, tuple[int, str, bool, Callable[[Random], Made]]] = {
    "a label": (12, "en", True, label),
    "one line": (14, "en", True, line),
    "amounts with times": (8, "en", True, clocked),
    "morning-noon-night": (7, "de", True, dashes),
    "up by weeks": (9, "en", True, titration),
    "down by dates": (8, "en", True, taper),
    "two medicines": (9, "en", True, two),
    "an amount a day": (2, "en", False, daily),
    "one ends, another begins": (5, "en", False, switch),
    "a limit": (6, "en", True, limited),
    "when needed": (6, "en", True, needed),
    "German, one line": (4, "de", True, german_line),
    "German, steps": (2, "de", True, german_steps),
    "German, two medicines": (2, "de", True, german_two),
    "to be refused": (6, "en", False, refused),
    "German, to be refused": (2, "de", False, german_refused),
}
"""The shapes of letters: how often of a hundred, in which language, whether common, and how made."""
