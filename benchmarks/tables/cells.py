"""What people write under a heading, in each language, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as typed. `says` is the slot's value if a careful reader has no doubt.

    Without `says` the words must be kept or remarked on. A `free` cell says nothing ("-"): it may vanish. `none` is a
    cell that says that there was none: no event may come of it.
    """

    text: str
    says: str = ""
    free: bool = False
    none: bool = False


Make = Callable[[Random], Cell]
EMPTY = Cell("", free=True)

HEADINGS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "date": {"en": ("Date", "Day", "When"), "de": ("Datum", "Tag", "Wann"), "fr": ("Date", "Jour")},
    "time": {"en": ("Time", "Start time"), "de": ("Uhrzeit", "Zeit"), "fr": ("Heure",)},
    "place": {
        "en": ("Where", "Body part", "Location", "Which muscle?"),
        "de": ("Wo", "Körperstelle", "Stelle", "Ort"),
        "fr": ("Où", "Endroit"),
    },
    "bother": {
        "en": ("How bad (0-10)", "Severity", "Severity (0-10)", "Intensity"),
        "de": ("Stärke", "Stärke (0-10)", "Wie schlimm", "Intensität"),
        "fr": ("Intensité (0-10)", "Intensité"),
    },
    "five": {"en": ("Severity (1-5)",), "de": ("Stärke (1-5)",), "fr": ("Intensité (1-5)",)},
    "minutes": {
        "en": ("Duration (min)", "Length (minutes)"),
        "de": ("Dauer (Min)", "Dauer (min)"),
        "fr": ("Durée (min)",),
    },
    "length": {"en": ("How long", "Duration", "Lasted"), "de": ("Dauer", "Wie lange"), "fr": ("Durée",)},
    "count": {
        "en": ("Number of spasms", "Spasms", "How many cramps?"),
        "de": ("Anzahl Krämpfe", "Anzahl Spasmen"),
        "fr": ("Nombre de crampes",),
    },
    "medicine": {"en": ("Medication", "Tablets taken"), "de": ("Medikament", "Tabletten"), "fr": ("Médicament",)},
    "stretching": {"en": ("Stretching", "Stretched?"), "de": ("Dehnen", "Gedehnt"), "fr": ("Étirements",)},
    "heat": {"en": ("Heat pad",), "de": ("Wärme",), "fr": ("Chaleur",)},
    "alcohol": {"en": ("Alcohol", "Alcohol?"), "de": ("Alkohol",), "fr": ("Alcool",)},
    "sleep": {"en": ("Sleep (h)", "Hours slept"), "de": ("Schlaf (h)", "Schlafdauer (h)"), "fr": ("Sommeil (h)",)},
    "steps": {"en": ("Steps",), "de": ("Schritte",), "fr": ("Pas",)},
    "mood": {"en": ("Mood", "Weather", "Who was there"), "de": ("Stimmung", "Wetter", "Wer war da"), "fr": ("Humeur",)},
    "words": {"en": ("Notes", "Comments", "Anything else?"), "de": ("Bemerkung", "Notizen"), "fr": ("Remarques",)},
}

PLACES = {
    "en": (
        ("left calf", "left-calf"),
        ("L calf", "left-calf"),
        ("calf (L)", "left-calf"),
        ("right foot", "right-foot"),
        ("Right thigh", "right-thigh"),
        ("both legs", "both-leg"),
        ("R hand", "right-hand"),
        ("neck", "neck"),
        ("lower back", "lower-back"),
        ("left hip", "left-hip"),
        ("behind the ear", ""),
        ("that spot again", ""),
        ("armpit", ""),
    ),
    "de": (
        ("linke Wade", "left-calf"),
        ("Wade li.", "left-calf"),
        ("Wade links", "left-calf"),
        ("rechter Fuß", "right-foot"),
        ("re Oberschenkel", "right-thigh"),
        ("beide Beine", "both-leg"),
        ("Nacken", "neck"),
        ("rechte Hand", "right-hand"),
        ("linke Hüfte", "left-hip"),
        ("wieder dort", ""),
        ("Achsel", ""),
    ),
    "fr": (("mollet gauche", ""), ("pied droit", ""), ("cuisse", "")),
}
SCORES = (
    ("7", "7"),
    ("3", "3"),
    ("10", "10"),
    ("5/10", "5"),
    ("6 ", "6"),
    ("4 (moderate)", "4"),
    ("8!", "8"),
    ("7,5", ""),
    ("6.5", ""),
    ("3-4", ""),
    ("4 to 5", ""),
    ("11", ""),
    ("-3", ""),
    ("10+", "10"),
    ("worse", ""),
    ("ok", ""),
)
BANDS = {
    "en": (("mild", "low"), ("moderate", "medium"), ("severe", "high")),
    "de": (("leicht", "low"), ("mittel", "medium"), ("stark", "high")),
    "fr": (),
}
LENGTHS = (
    ("5 min", "300"),
    ("30 sec", "30"),
    ("1 min 30 sec", "90"),
    ("00:05:30", "330"),
    ("1 h 20 min", "4800"),
    ("2 min", "120"),
    ("90 s", "90"),
    ("1h", "3600"),
    ("<1 min", ""),
    ("5-10 min", ""),
    ("ages", ""),
    ("on and off", ""),
)
TIMES = (
    ("06:50", "06:50"),
    ("22:15", "22:15"),
    ("03:05", "03:05"),
    ("14:30", "14:30"),
    ("18.45", "18:45"),
    ("6:50 am", "06:50"),
    ("10:15 pm", "22:15"),
    ("3 am", "03:00"),
    ("25:10", ""),
    ("12:75", ""),
    ("about dusk", ""),
)
COUNTS = (("3", "3"), ("12", "12"), ("1", "1"), ("25", "25"), ("~20", ""), ("5-6", ""), ("lots", ""), ("3+", ""))
ZEROS = {"en": ("0", "none", "None", "0"), "de": ("0", "keine", "Keine", "0"), "fr": ("0", "0")}
TICKS = {"en": ("x", "X", "yes", "✓", "1"), "de": ("x", "X", "ja", "✓", "1"), "fr": ("x", "oui", "1")}
CROSSES = {"en": ("no", "0", "No"), "de": ("nein", "0", "Nein"), "fr": ("non", "0")}
BLANKS = ("-", "–", "n/a", "/")
MEDICINES = {
    "en": (
        ("Baclofen 10 mg", "baclofen 10mg"),
        ("Tizanidine 2mg", "tizanidine 2mg"),
        ("Gabapentin 300 mg", "gabapentin 300mg"),
    ),
    "de": (
        ("Baclofen 10 mg", "baclofen 10mg"),
        ("Sirdalud 2 mg", "tizanidine 2mg"),
        ("Gabapentin 300 mg", "gabapentin 300mg"),
    ),
    "fr": (("Baclofène 10 mg", ""),),
}
UNTAKEN = {
    "en": ("forgot baclofen", "no baclofen today", "stopped baclofen", "baclofen?", "ran out of baclofen"),
    "de": ("Baclofen vergessen", "kein Baclofen", "Baclofen abgesetzt", "Baclofen?"),
    "fr": ("oublié",),
}
MOODS = ("bad", "awful", "😀", "rainy", "cold and wet", "Sonne", "mum", "7", "good 8/10", "heiß", "tired", "3 left")
NOTES = {
    "en": (
        "cold night",
        "stress at work",
        "took baclofen 10 mg at 7",
        "stopped baclofen",
        "mum had a cramp in her right foot too",
        "after a walk, 3 km",
        "no more after that",
        "drank alcohol",
        "numb between my legs",
        "cleaned the kitchen, bad situation",
        "👩🏽‍🦽 transfer went badly",
        'he said "wait; no, now"',
        "two lines\nof text",
        "=SUM(A1)",
        "no spasms before that for a week",
        "12 minutes on the bus",
    ),
    "de": (
        "kalte Nacht",
        "Stress bei der Arbeit",
        "Baclofen 10 mg um 7 genommen",
        "Termin beim Neurologen",
        "Mutter hatte auch einen Krampf rechts",
        "nach 3 km Spaziergang",
        "danach keine mehr",
        "Füße taub",
        'er sagte "warte; jetzt"',
        "zwei Zeilen\nText",
    ),
    "fr": ("nuit froide", "après 3 km de marche", "réveillé"),
}


def _of(choices: tuple[tuple[str, str], ...], rng: Random) -> Cell:
    text, says = rng.choice(choices)
    return Cell(text, says)


def _blank(rng: Random, share: float) -> Cell | None:
    """A cell that is empty, or says nothing, now and then."""
    if rng.random() >= share:
        return None
    return EMPTY if rng.random() < 0.8 else Cell(rng.choice(BLANKS), free=True)


def cell(role: str, language: str, rng: Random) -> Cell:
    """A cell of a role; empty now and then, but for a place, which makes the row a spasm."""
    if role == "place":
        return _of(PLACES[language], rng)
    blank = _blank(rng, 0.5 if role in {"words", "mood", "medicine"} else 0.2)
    return blank or _FILLED[role](language, rng)


def _score(language: str, rng: Random) -> Cell:
    bands = BANDS[language]
    if bands and rng.random() < 0.15:
        text, band = rng.choice(bands)
        return Cell(text, f"band {band}")
    return _of(SCORES, rng)


def _minutes(language: str, rng: Random) -> Cell:
    number = rng.choice((1, 2, 5, 10, 15, 45))
    if rng.random() < 0.15:
        return Cell("0,5" if language != "en" else "0.5", "30")
    return Cell(f"{number}", f"{number * 60}") if rng.random() < 0.7 else _of(LENGTHS, rng)


def _count(language: str, rng: Random) -> Cell:
    return Cell(rng.choice(ZEROS[language]), none=True) if rng.random() < 0.25 else _of(COUNTS, rng)


def _tick(code: str) -> Callable[[str, Random], Cell]:
    def made(language: str, rng: Random) -> Cell:
        if rng.random() < 0.4:
            return Cell(rng.choice(CROSSES[language]), none=True, free=True)
        return Cell(rng.choice(TICKS[language]), code) if rng.random() < 0.85 else Cell("a little while", "")

    return made


def _medicine(language: str, rng: Random) -> Cell:
    if rng.random() < 0.3:
        return Cell(rng.choice(UNTAKEN[language]), none=True)
    return _of(MEDICINES[language], rng)


def _sleep(language: str, rng: Random) -> Cell:
    return _of((("7", "7"), ("6.5" if language == "en" else "6,5", "6.5"), ("8", "8"), ("4-5", ""), ("badly", "")), rng)


_FILLED: Mapping[str, Callable[[str, Random], Cell]] = {
    "bother": _score,
    "five": lambda language, rng: Cell(str(rng.randint(1, 5))),
    "minutes": _minutes,
    "length": lambda language, rng: _of(LENGTHS, rng),
    "time": lambda language, rng: _of(TIMES, rng),
    "count": _count,
    "medicine": _medicine,
    "stretching": _tick("stretching"),
    "heat": _tick("heat"),
    "alcohol": _tick("alcohol"),
    "sleep": _sleep,
    "steps": lambda language, rng: Cell(n := str(rng.randint(100, 12000)), says=n),
    "mood": lambda language, rng: Cell(rng.choice(MOODS)),
    "words": lambda language, rng: Cell(rng.choice(NOTES[language])),
}
