"""How the speaker puts things in English. Every function gives words and what they say."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from benchmarks.words import english as w
from benchmarks.words.truth import Event, Values, some

Phrase = tuple[str, dict[str, Values]]
CODE = "en"
WORDS = w
WIDER = {"sole": "foot", "big-toe": "toes", "leg": "whole-leg", "arm": "whole-arm"}


def place(rng: Random) -> tuple[str, str, str]:
    """A place as said, its code and its side."""
    if rng.random() < 0.15:
        code = rng.choice(sorted(w.MIDDLE))
        return rng.choice(w.MIDDLE[code]), code, ""
    if rng.random() < 0.2:
        code = rng.choice(sorted(w.PLURALS))
        return f"both {w.PLURALS[code]}", code, "both"
    code, side = rng.choice(sorted(w.PLACES)), rng.choice(("left", "right"))
    return f"{rng.choice(w.SIDES[side])} {rng.choice(w.PLACES[code])}", code, side


def sites(code: str, side: str) -> dict[str, Values]:
    """The slots of one place, as it was said or as the wider place that holds it."""
    return {"place": some(code, WIDER.get(code, code)), **({"side": some(side)} if side else {})}


def spasm(rng: Random) -> Phrase:
    """A spasm with its place."""
    said, code, side = place(rng)
    slots = sites(code, side)
    if rng.random() < 0.6:
        kind = rng.choice(sorted(w.NOUNS))
        noun = rng.choice(w.NOUNS[kind])
        text = rng.choice((f"{said} {noun}", f"{noun} in my {said}", f"{noun} {said}", f"had a {noun} in the {said}"))
        if side == "both" or said.split()[0] in {"l", "lt", "r", "rt"}:
            text = f"{said} {noun}" if side != "both" else f"{noun} in {said}"
        return text, {**slots, "kind": some(kind)}
    kind = rng.choice(sorted(w.VERBS))
    text = f"my {said} {rng.choice(w.VERBS[kind])}"
    if side == "both":
        text = text.replace("my both", "both my")
    return text, {**slots, "kind": some(kind) if kind else some("cramp", "spasm", "stiffness")}


def shared(rng: Random) -> Phrase:
    """Two places of one side."""
    side = rng.choice(("left", "right", "both"))
    one, two = rng.sample(("calf", "foot", "thigh", "hand", "forearm", "hamstring"), 2)
    names = (w.PLURALS[one], w.PLURALS[two]) if side == "both" else (w.PLACES[one][0], w.PLACES[two][0])
    pair = sorted((one, two))
    slots = {"place": some(",".join(pair)), "side": some(f"{side},{side}"), "kind": some("cramp")}
    return f"cramp in {'' if side == 'both' else 'my '}{side} {names[0]} and {names[1]}", slots


def bother(rng: Random) -> Phrase:
    number = rng.randint(1, 10)
    forms = (f"{number}/10", f"{number} out of 10", f"{w.NUMBERS[number]} out of ten", f"a {number}", f"{number} of 10")
    return rng.choice(forms), {"bother": some(number)}


def band(rng: Random) -> Phrase:
    code = rng.choice(sorted(w.BANDS))
    return rng.choice(w.BANDS[code]), {"band": some(code)}


def pain(rng: Random) -> Phrase:
    number = rng.randint(0, 10)
    return rng.choice((f"pain {number}", f"pain was {number} out of 10", f"pain {number}/10")), {"pain": some(number)}


def seconds(rng: Random) -> tuple[str, int]:
    """A length, as said."""
    n = rng.choice((2, 3, 4, 5, 8, 10, 15, 20))
    small = rng.randint(2, 12)
    return rng.choice(
        (
            (f"{n} min", n * 60),
            (f"{n} minutes", n * 60),
            (f"{w.NUMBERS[small]} minutes", small * 60),
            (f"{n * 5} seconds", n * 5),
            (f"{n * 5} sec", n * 5),
            (f"1 min {n} sec", 60 + n),
            ("half an hour", 1800),
            ("an hour and a half", 5400),
            (f"1 hour {n} minutes", 3600 + n * 60),
            ("a minute and a half", 90),
            ("two and a half minutes", 150),
        )
    )


def length(rng: Random) -> Phrase:
    said, n = seconds(rng)
    return rng.choice((said, f"lasted {said}", f"for {said}", f"for about {said}")), {"length": some(n)}


def woke(rng: Random) -> Phrase:
    return rng.choice(("woke me up", "woke me", "it woke me")), {"woke": some("yes")}


def clock(at: datetime, rng: Random) -> str:
    """A clock time that can only be one."""
    half = f"{at.hour % 12 or 12}:{at.minute:02d}"
    mark = "am" if at.hour < 12 else "pm"
    forms = [f"{half} {mark}", f"{half}{mark}"]
    if not 10 <= at.hour <= 12:
        forms.append(f"{at.hour:02d}:{at.minute:02d}")
    if at.minute == 0:
        forms += [f"{at.hour % 12 or 12} {mark}", f"{at.hour % 12 or 12}{mark}"]
    return rng.choice(forms)


def when(rng: Random, now: datetime) -> Phrase:
    """A time that is past, said so that it can only be one."""
    start = now.replace(hour=5, minute=0)
    room = int((now - start).total_seconds() // 300) - 5
    at = start + timedelta(minutes=5 * rng.randint(0, max(room, 1)))
    choices = [(f"at {clock(at, rng)}", at)] * 4
    ago = rng.choice((10, 20, 30, 45))
    choices.append((f"{ago} minutes ago", now - timedelta(minutes=ago)))
    choices.append(("half an hour ago", now - timedelta(minutes=30)))
    if now.hour >= 9:
        choices.append(("two hours ago", now - timedelta(hours=2)))
    if now.hour >= 12:
        hour = rng.randint(6, 10)
        morning = now.replace(hour=hour, minute=0)
        choices.append((f"at {hour} this morning", morning))
        choices.append((f"this morning at quarter past {w.NUMBERS[hour]}", morning.replace(minute=15)))
    if now.hour >= 18:
        choices.append(("at half past two this afternoon", now.replace(hour=14, minute=30)))
    night = rng.randint(1, 4)
    choices.append((f"at {night} am", now.replace(hour=night, minute=0)))
    choices.append((f"yesterday at {night + 4} pm", (now - timedelta(days=1)).replace(hour=night + 16, minute=0)))
    back = rng.randint(2, 5)
    day = now - timedelta(days=back)
    choices.append((f"on {day:%A} at {night + 1} pm", day.replace(hour=night + 13, minute=0)))
    said, moment = rng.choice(choices)
    return said, {"time": stamp(moment, now)}


def stamp(at: datetime, now: datetime) -> Values:
    """A time as the truth writes it: days from today, and the clock."""
    return some(f"{(at.date() - now.date()).days} {at:%H:%M}")


def amount(rng: Random, code: str) -> tuple[str, Values, str]:
    """An amount before a medicine's name, its value, and the form of words after the name."""
    strength = rng.choice(w.MEDICINES[code][1])
    small = rng.choice((1, 2, 3))
    return rng.choice(
        (
            (f"{strength} mg", some(f"{strength}mg"), ""),
            (f"{strength}mg", some(f"{strength}mg"), ""),
            (f"{strength} milligrams of", some(f"{strength}mg"), ""),
            (f"{w.NUMBERS[small]}", some(f"{small}{{tbl}}"), " tablet" if small == 1 else " tablets"),
            ("half a", some("0.5{tbl}"), ""),
            (f"2 x {strength} mg", some("2{tbl}", f"{2 * strength}mg"), ""),
        )
    )


def dose(rng: Random, now: datetime) -> tuple[str, Event]:
    """A dose taken by this person."""
    code = rng.choice(sorted(w.MEDICINES))
    name = rng.choice(w.MEDICINES[code][0])
    said, value, form = amount(rng, code)
    slots = {"medicine": some(code), "status": some("taken", "extra"), "amount": value}
    text = rng.choice((f"took {said} {name}{form}", f"had {said} {name}{form}", f"I've taken {said} {name}{form}"))
    strength = rng.choice(w.MEDICINES[code][1])
    if rng.random() < 0.3:
        text, slots["amount"] = f"{name} {strength} mg", some(f"{strength}mg")
        if rng.random() < 0.5:
            text = f"took {text}"
    if rng.random() < 0.5:
        more, time = when(rng, now)
        return f"{text} {more}", Event("dose", {**slots, **time})
    return text, Event("dose", slots)


def skipped(rng: Random) -> tuple[str, Event]:
    """A dose that was left out."""
    code = rng.choice(sorted(w.MEDICINES))
    text = rng.choice(w.SKIPPED).format(m=rng.choice(w.MEDICINES[code][0]), t=rng.choice(w.SKIP_TIMES))
    return text, Event("dose", {"medicine": some(code), "status": some("skipped")}, may=frozenset({"time"}))


def not_taken(rng: Random) -> tuple[str, str]:
    """A medicine is named, and none of it was taken: the words, and of which sort."""
    sort = rng.choice(sorted(w.NOT_TAKEN))
    code = rng.choice(sorted(w.MEDICINES))
    names, strengths = w.MEDICINES[code]
    low, high = min(strengths), max(strengths)
    words = {"m": rng.choice(names), "a": high, "b": low, "n": rng.randint(2, 40)}
    return rng.choice(w.NOT_TAKEN[sort]).format(**words), sort


def treatment(rng: Random) -> tuple[str, Event]:
    code = rng.choice(sorted(w.TREATMENTS))
    text = rng.choice(w.TREATMENTS[code])
    if rng.random() < 0.6:
        said, n = seconds(rng)
        return f"{text} for {said}", Event("treatment", {"code": some(code), "length": some(n)})
    return text, Event("treatment", {"code": some(code)})


def exposure(rng: Random) -> tuple[str, Event]:
    code = rng.choice(sorted(w.EXPOSURES))
    return rng.choice(w.EXPOSURES[code]), Event("exposure", {"code": some(code)})


def symptoms(rng: Random) -> tuple[str, list[Event]]:
    """One or two things felt, in one breath."""
    codes = rng.sample(sorted(w.SYMPTOMS), rng.choice((1, 2, 2)))
    text = rng.choice((" and ", ", ")).join(rng.choice(w.SYMPTOMS[code]) for code in codes)
    return rng.choice((text, f"I feel {text}", f"{text} today")), [Event("symptom", {"code": some(c)}) for c in codes]


def measured(rng: Random) -> tuple[str, list[Event]]:
    high, low, pulse = rng.randint(105, 135), rng.randint(62, 84), rng.randint(58, 92)
    sleep = rng.choice((4, 5, 6, 6.5, 7, 8))
    weight, warm = rng.randint(50, 95), rng.choice(("36.4", "36.8", "37.0"))
    return rng.choice(
        (
            (f"blood pressure {high} over {low}", [number("systolic", high), number("diastolic", low)]),
            (
                f"bp {high}/{low} pulse {pulse}",
                [number("systolic", high), number("diastolic", low), number("pulse", pulse)],
            ),
            (f"slept {sleep} hours", [number("sleep-hours", sleep)]),
            (f"weight {weight} kg", [number("weight", weight)]),
            (f"temperature {warm}", [number("temperature", float(warm))]),
            (f"pulse {pulse}", [number("pulse", pulse)]),
        )
    )


def number(code: str, value: float) -> Event:
    """A measurement."""
    return Event("measurement", {"code": some(code), "value": some(f"{value:g}")})


def counted(rng: Random) -> tuple[str, Event]:
    """The number of spasms of a day."""
    n = rng.randint(6, 40)
    today = rng.choice((f"{n} spasms today", f"about {n} spasms today", f"had {n} cramps today", f"spasms today: {n}"))
    past = rng.choice((f"{n} spasms yesterday", f"yesterday I had {n} cramps", f"counted {n} spasms yesterday"))
    day = rng.choice((0, -1))
    return (past if day else today), Event("count", {"number": some(n), "day": some(day)})


def none(rng: Random) -> tuple[str, Event]:
    day = rng.choice((0, 0, -1))
    forms = ("no spasms {d}", "not a single spasm {d}", "no cramps at all {d}", "didn't have any spasms {d}")
    return rng.choice(forms).format(d="yesterday" if day else "today"), Event("none", {"day": some(day)})


def corrected(rng: Random, now: datetime) -> tuple[str, list[Event]]:
    """Something said, and put right in the same breath."""
    take = rng.choice((", no, ", ", sorry, ", " no wait ", ", I mean ", " - no - "))
    side, wrong = rng.sample(("left", "right"), 2)
    code = rng.choice(sorted(w.PLACES))
    name = w.PLACES[code][0]
    n, m = rng.sample(range(1, 11), 2)
    cramp = {**sites(code, side), "kind": some("cramp")}
    low, high = rng.sample(w.MEDICINES["tizanidine"][1] + (6,), 2)
    return rng.choice(
        (
            (f"cramp in my {wrong} {name}{take}{side} {name}", [Event("episode", cramp)]),
            (f"{side} {name} cramp {n}/10{take}{m}/10", [Event("episode", {**cramp, "bother": some(m)})]),
            (f"{side} {name} cramp lasted {n}{take}{m} minutes", [Event("episode", {**cramp, "length": some(m * 60)})]),
            (
                f"took {low} mg{take}{high} mg of tizanidine",
                [Event("dose", {"medicine": some("tizanidine"), "status": some("taken"), "amount": some(f"{high}mg")})],
            ),
        )
    )


def distracted(rng: Random) -> str:
    """Something with a number of its own, before a spasm."""
    text = rng.choice(w.DISTRACTORS).format(n=rng.randint(2, 9), m=rng.choice((10, 20, 40)))
    return text + rng.choice((" and then my", ", afterwards my"))


def after(rng: Random) -> Phrase:
    """A spasm that follows "my"."""
    code, side = rng.choice(sorted(w.PLACES)), rng.choice(("left", "right"))
    kind = rng.choice(("cramp", "spasm"))
    return f"{side} {w.PLACES[code][0]} {w.VERBS[kind][0]}", {**sites(code, side), "kind": some(kind)}


def at_night(rng: Random, now: datetime) -> tuple[str, Event]:
    """An hour without am or pm, in words that can only mean the night."""
    hour = rng.randint(1, 4)
    code, side = rng.choice(sorted(w.PLACES)), rng.choice(("left", "right"))
    name = f"{side} {w.PLACES[code][0]}"
    forms = (
        "woke at {h} with a cramp in my {p}",
        "{p} cramp at {h} in the night",
        "lying in bed at {h} my {p} cramped",
        "cramp in my {p} woke me at {h}",
        "couldn't get back to sleep after a {p} cramp at {h}",
    )
    slots = {**sites(code, side), "kind": some("cramp"), "time": stamp(now.replace(hour=hour, minute=0), now)}
    text = rng.choice(forms).format(h=rng.choice((hour, w.NUMBERS[hour])), p=name)
    return text, Event("episode", slots, may=frozenset({"woke"}))


def times(rng: Random, now: datetime) -> tuple[str, list[Event]]:
    """One thing at several times."""
    hours = sorted(rng.sample((1, 2, 3, 4, 5), rng.choice((2, 3))))
    said = ", ".join(map(str, hours[:-1])) + f" and {hours[-1]} this morning"
    code, side = rng.choice(sorted(w.PLACES)), rng.choice(("left", "right"))
    slots = {**sites(code, side), "kind": some("cramp")}
    moments = [now.replace(hour=hour, minute=0) for hour in hours]
    events = [Event("episode", {**slots, "time": stamp(at, now)}) for at in moments]
    return f"{side} {w.PLACES[code][0]} cramp at {said}", events


def without(rng: Random) -> str:
    """Signs that are not there."""
    signs = rng.sample(("fever", "numbness", "weakness", "swelling", "chest pain", "headache"), 2)
    return rng.choice(("no {} and no {}", "no {} or {}", "without {} or {}")).format(*signs)


def situation(rng: Random) -> str:
    return rng.choice(w.SITUATIONS)


def joined(rng: Random, parts: list[str]) -> str:
    """Several things in one utterance."""
    return rng.choice((", ", ". ", " and ", "; ", ", then ")).join(parts)
