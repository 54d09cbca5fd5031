"""How the speaker puts things in German. Every function gives words and what they say."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from benchmarks.words import german as w
from benchmarks.words.english_talk import WIDER, Phrase, number, sites, stamp
from benchmarks.words.truth import Event, Values, some

CODE = "de"
WORDS = w
_DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")


def place(rng: Random) -> tuple[str, str, str, str]:
    """A place in the nominative and after "in", its code and its side."""
    if rng.random() < 0.15:
        code = rng.choice(sorted(w.MIDDLE))
        return w.MIDDLE[code].replace("unteren", "unterer"), f"im {w.MIDDLE[code]}", code, ""
    if rng.random() < 0.2:
        code = rng.choice(sorted(w.PLURALS))
        plural = w.PLURALS[code]
        dative = plural if plural.endswith("n") else plural + ("n" if plural.endswith(("e", "l")) else "")
        return f"beide {plural}", f"in beiden {dative}", code, "both"
    code, side = rng.choice(sorted(w.PLACES)), rng.choice(("left", "right"))
    noun, gender = w.PLACES[code]
    stem = w.SIDES[side]
    return f"{stem}{w.ENDINGS[gender]} {noun}", f"{w.IN[gender].format(s=stem)} {noun}", code, side


def spasm(rng: Random) -> Phrase:
    plain, dative, code, side = place(rng)
    slots = sites(code, side)
    if rng.random() < 0.7 or side in {"", "both"}:
        kind = rng.choice(sorted(w.NOUNS))
        noun = w.NOUNS[kind]
        text = rng.choice((f"{noun} {dative}", f"{plain} {noun}", f"hatte einen {noun} {dative}"))
        return text, {**slots, "kind": some(kind)}
    kind = rng.choice(sorted(w.VERBS))
    return f"{plain} {w.VERBS[kind]}", {**slots, "kind": some(kind) if kind else some("cramp", "spasm", "stiffness")}


def shared(rng: Random) -> Phrase:
    side = rng.choice(("left", "right"))
    (one, a), (two, b) = rng.sample((("calf", "Wade"), ("hand", "Hand"), ("sole", "Fußsohle"), ("hip", "Hüfte")), 2)
    wider = (WIDER.get(one, one), WIDER.get(two, two))
    places = some(",".join(sorted((one, two))), ",".join(sorted(wider)))
    slots = {"place": places, "side": some(f"{side},{side}"), "kind": some("cramp")}
    return f"Krampf in der {w.SIDES[side]}en {a} und {b}", slots


def bother(rng: Random) -> Phrase:
    n = rng.randint(1, 10)
    return rng.choice((f"{n}/10", f"{n} von 10", f"{w.NUMBERS[n]} von zehn", f"Stärke {n}")), {"bother": some(n)}


def band(rng: Random) -> Phrase:
    code = rng.choice(sorted(w.BANDS))
    return rng.choice(w.BANDS[code]), {"band": some(code)}


def pain(rng: Random) -> Phrase:
    n = rng.randint(0, 10)
    return rng.choice((f"Schmerz {n}", f"Schmerzen {n} von 10")), {"pain": some(n)}


def seconds(rng: Random) -> tuple[str, int]:
    n, small = rng.choice((2, 3, 4, 5, 8, 10, 15, 20)), rng.randint(2, 12)
    return rng.choice(
        (
            (f"{n} Minuten", n * 60),
            (f"{n} Min", n * 60),
            (f"{w.NUMBERS[small]} Minuten", small * 60),
            (f"{n * 5} Sekunden", n * 5),
            (f"1 Min {n} Sek", 60 + n),
            ("eine halbe Stunde", 1800),
            ("anderthalb Minuten", 90),
            ("zweieinhalb Minuten", 150),
            ("eine Stunde", 3600),
        )
    )


def length(rng: Random) -> Phrase:
    said, n = seconds(rng)
    return rng.choice((said, f"{said} lang", f"hat {said} gedauert")), {"length": some(n)}


def woke(rng: Random) -> Phrase:
    return rng.choice(("davon aufgewacht", "hat mich geweckt")), {"woke": some("yes")}


def when(rng: Random, now: datetime) -> Phrase:
    room = (now.hour - 5) * 12 - 3
    at = now.replace(hour=5, minute=0) + timedelta(minutes=5 * rng.randint(0, max(room, 1)))
    night = rng.randint(1, 4)
    choices = [(f"um {at:%H:%M}", at), (f"um {at:%H:%M} Uhr", at), (f"um {at:%H.%M} Uhr", at)]
    choices += [
        ("vor einer halben Stunde", now - timedelta(minutes=30)),
        ("vor 20 Minuten", now - timedelta(minutes=20)),
    ]
    choices.append((f"um {night} Uhr nachts", now.replace(hour=night, minute=0)))
    choices.append((f"gestern um {night + 16} Uhr", (now - timedelta(days=1)).replace(hour=night + 16, minute=0)))
    if now.hour >= 12:
        hour = rng.randint(6, 10)
        morning = now.replace(hour=hour, minute=0)
        choices.append((f"heute Morgen um halb {w.NUMBERS[hour + 1]}", morning.replace(minute=30)))
        choices.append((f"heute früh um viertel nach {w.NUMBERS[hour]}", morning.replace(minute=15)))
    back = rng.randint(2, 5)
    day = now - timedelta(days=back)
    choices.append((f"am {_DAYS[day.weekday()]} um {night + 13} Uhr", day.replace(hour=night + 13, minute=0)))
    said, moment = rng.choice(choices)
    return said, {"time": stamp(moment, now)}


def amount(rng: Random, code: str) -> tuple[str, Values]:
    strength, small = rng.choice(w.MEDICINES[code][1]), rng.choice((1, 2, 3))
    return rng.choice(
        (
            (f"{strength} mg", some(f"{strength}mg")),
            (f"{strength}mg", some(f"{strength}mg")),
            ("eine Tablette" if small == 1 else f"{w.NUMBERS[small]} Tabletten", some(f"{small}{{tbl}}")),
            ("eine halbe Tablette", some("0.5{tbl}")),
        )
    )


def dose(rng: Random, now: datetime) -> tuple[str, Event]:
    code = rng.choice(sorted(w.MEDICINES))
    name = rng.choice(w.MEDICINES[code][0])
    said, value = amount(rng, code)
    text = rng.choice((f"{said} {name} genommen", f"{name} {said} genommen", f"habe {said} {name} genommen"))
    slots = {"medicine": some(code), "status": some("taken", "extra"), "amount": value}
    if rng.random() < 0.5:
        more, time = when(rng, now)
        return f"{more} {text}", Event("dose", {**slots, **time})
    return text, Event("dose", slots)


def skipped(rng: Random) -> tuple[str, Event]:
    code = rng.choice(sorted(w.MEDICINES))
    text = rng.choice(w.SKIPPED).format(m=rng.choice(w.MEDICINES[code][0]), t=rng.choice(w.SKIP_TIMES))
    return text, Event("dose", {"medicine": some(code), "status": some("skipped")}, may=frozenset({"time"}))


def not_taken(rng: Random) -> tuple[str, str]:
    sort = rng.choice(sorted(w.NOT_TAKEN))
    names, strengths = w.MEDICINES[rng.choice(sorted(w.MEDICINES))]
    words = {"m": rng.choice(names), "a": max(strengths), "b": min(strengths), "n": rng.randint(2, 40)}
    return rng.choice(w.NOT_TAKEN[sort]).format(**words), sort


def treatment(rng: Random) -> tuple[str, Event]:
    code = rng.choice(sorted(w.TREATMENTS))
    text = rng.choice(w.TREATMENTS[code])
    if rng.random() < 0.6:
        said, n = seconds(rng)
        return rng.choice((f"{said} {text}", f"{text} {said}")), Event(
            "treatment", {"code": some(code), "length": some(n)}
        )
    return text, Event("treatment", {"code": some(code)})


def exposure(rng: Random) -> tuple[str, Event]:
    code = rng.choice(sorted(w.EXPOSURES))
    return rng.choice(w.EXPOSURES[code]), Event("exposure", {"code": some(code)})


def symptoms(rng: Random) -> tuple[str, list[Event]]:
    codes = rng.sample(sorted(w.SYMPTOMS), rng.choice((1, 2, 2)))
    text = rng.choice((" und ", ", ")).join(rng.choice(w.SYMPTOMS[code]) for code in codes)
    return rng.choice((text, f"{text} heute")), [Event("symptom", {"code": some(c)}) for c in codes]


def measured(rng: Random) -> tuple[str, list[Event]]:
    high, low, pulse = rng.randint(105, 135), rng.randint(62, 84), rng.randint(58, 92)
    sleep, weight = rng.choice((4, 5, 6, 7, 8)), rng.randint(50, 95)
    return rng.choice(
        (
            (f"Blutdruck {high} zu {low}", [number("systolic", high), number("diastolic", low)]),
            (
                f"RR {high}/{low}, Puls {pulse}",
                [number("systolic", high), number("diastolic", low), number("pulse", pulse)],
            ),
            (f"{sleep} Stunden geschlafen", [number("sleep-hours", sleep)]),
            (f"Gewicht {weight} kg", [number("weight", weight)]),
            (f"Puls {pulse}", [number("pulse", pulse)]),
            ("Temperatur 36,8", [number("temperature", 36.8)]),
        )
    )


def counted(rng: Random) -> tuple[str, Event]:
    n, day = rng.randint(6, 40), rng.choice((0, -1))
    today = rng.choice((f"heute {n} Krämpfe", f"{n} Spasmen heute", f"heute ungefähr {n} Spasmen"))
    past = rng.choice((f"gestern {n} Krämpfe", f"gestern hatte ich {n} Spasmen"))
    return (past if day else today), Event("count", {"number": some(n), "day": some(day)})


def none(rng: Random) -> tuple[str, Event]:
    day = rng.choice((0, 0, -1))
    forms = ("keine Krämpfe {d}", "{d} keine Spasmen", "{d} kein einziger Krampf")
    return rng.choice(forms).format(d="gestern" if day else "heute"), Event("none", {"day": some(day)})


def corrected(rng: Random, now: datetime) -> tuple[str, list[Event]]:
    take = rng.choice((", nein, ", ", quatsch, ", " Moment ", ", ich meine ", " - nein - "))
    side, wrong = rng.sample(("left", "right"), 2)
    code, name = rng.choice((("calf", "Wade"), ("hand", "Hand"), ("hip", "Hüfte"), ("sole", "Fußsohle")))
    n, m = rng.sample(range(1, 11), 2)
    cramp = {**sites(code, side), "kind": some("cramp")}
    bad, good = f"{w.SIDES[wrong]}en", f"{w.SIDES[side]}en"
    dose = {"medicine": some("tizanidine"), "status": some("taken"), "amount": some("4mg")}
    return rng.choice(
        (
            (f"Krampf in der {bad}{take}{good} {name}", [Event("episode", cramp)]),
            (f"Krampf in der {good} {name} {n}/10{take}{m}/10", [Event("episode", {**cramp, "bother": some(m)})]),
            (f"2 mg{take}4 mg Tizanidin genommen", [Event("dose", dose)]),
        )
    )


def distracted(rng: Random) -> str:
    return rng.choice(w.DISTRACTORS).format(n=rng.randint(2, 9), m=rng.choice((10, 20, 40))) + ", danach"


def after(rng: Random) -> Phrase:
    code, side = rng.choice(sorted(w.PLACES)), rng.choice(("left", "right"))
    noun, gender = w.PLACES[code]
    return f"Krampf {w.IN[gender].format(s=w.SIDES[side])} {noun}", {**sites(code, side), "kind": some("cramp")}


def at_night(rng: Random, now: datetime) -> tuple[str, Event]:
    hour = rng.randint(1, 4)
    code, name = rng.choice((("calf", "Wade"), ("hand", "Hand"), ("sole", "Fußsohle")))
    side = rng.choice(("left", "right"))
    forms = (
        "um {h} Uhr aufgewacht mit Krampf in der {s}en {p}",
        "nachts um {h} Krampf in der {s}en {p}",
        "Krampf in der {s}en {p} hat mich um {h} Uhr geweckt",
    )
    slots = {**sites(code, side), "kind": some("cramp"), "time": stamp(now.replace(hour=hour, minute=0), now)}
    spoken = rng.choice((hour, w.NUMBERS[hour] if hour > 1 else "eins"))
    text = rng.choice(forms).format(h=spoken, s=w.SIDES[side], p=name).replace("eins Uhr", "ein Uhr")
    return text, Event("episode", slots, may=frozenset({"woke"}))


def times(rng: Random, now: datetime) -> tuple[str, list[Event]]:
    hours = sorted(rng.sample((1, 2, 3, 4, 5), 2))
    side = rng.choice(("left", "right"))
    slots = {**sites("calf", side), "kind": some("cramp")}
    events = [Event("episode", {**slots, "time": stamp(now.replace(hour=h, minute=0), now)}) for h in hours]
    return f"Krampf in der {w.SIDES[side]}en Wade heute Nacht um {hours[0]} und um {hours[1]} Uhr", events


def without(rng: Random) -> str:
    one, two = rng.sample(("Schwellung", "Schwäche", "Taubheit"), 2)
    return rng.choice((f"kein Fieber und keine {one}", f"ohne Fieber und {one}", f"keine {one}, keine {two}"))


def situation(rng: Random) -> str:
    return rng.choice(w.SITUATIONS)


def joined(rng: Random, parts: list[str]) -> str:
    return rng.choice((", ", ". ", " und ", "; ", ", dann ")).join(parts)
