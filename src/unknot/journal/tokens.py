"""The fields of an entry as words on a line of notation, both ways, from the types.

`6/10` is bother, `left-calf` a site, `10mg` an amount, `woke` and `not-woke` yes and no, `"..."` the note; all else
is `field:value`, repeated for a list.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from unknot.journal.codec import body_hints
from unknot.journal.codes import codes
from unknot.journal.entry import (
    AfterEffect,
    Asked,
    Body,
    Dose,
    Exposure,
    Json,
    Level,
    Note,
    Sensation,
    Side,
    Site,
    Symptom,
    Treatment,
)
from unknot.journal.quantity import UNITS, Quantity

Fields = dict[str, Any]
Read = Callable[[str], Any]


class BadToken(ValueError):
    """A word on a line that no field takes."""


_TOKEN = re.compile(r'(?:(?P<key>[a-z][a-z\-]*):)?(?:(?P<quoted>"(?:[^"\\]|\\.)*")|(?P<bare>[^\s"]+))')
_PLAIN = re.compile(r"[^\s\"#{}][^\s\"]*")
_SIDES = tuple(f"{side.value}-" for side in Side)


def read_fields(kind: type[Body], text: str) -> tuple[Fields, dict[str, Any]]:
    """The body's document from the words of a line, and what the words say of the entry (`by`, `private`)."""
    fields: Fields = {}
    extra: dict[str, Any] = {}
    position = 0
    text = text.strip()
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None or (match.end() < len(text) and not text[match.end()].isspace()):
            raise BadToken(f"This was not understood: {text[position : position + 40]!r}.")
        position = match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip())
        value = json.loads(match["quoted"], strict=False) if match["quoted"] else match["bare"]
        if match["key"] == "by":
            extra["by"] = value
        elif not match["key"] and value == "private" and not match["quoted"]:
            extra["private"] = True
        else:
            _read_token(kind, fields, match["key"], value, quoted=bool(match["quoted"]))
    return _finish(kind, fields), extra


def _read_token(kind: type[Body], fields: Fields, key: str | None, value: str, *, quoted: bool) -> None:
    hints = body_hints(kind)
    if key:
        name = key.replace("-", "_")
        if name == "bother" and not value.isdigit():
            name = "bother_band"
        if kind is Dose and name in {"code", "strength", "form"}:
            fields.setdefault("medicine", {})[name] = _read_quantity(value) if name == "strength" else value
            return
        if name not in hints:
            raise BadToken(f"There is no field {key!r} here.")
        _put(fields, name, hints[name], value)
    elif quoted and kind is not Dose:
        fields["text" if kind is Note else "note"] = value
    elif quoted:
        fields.setdefault("medicine", {})["name"] = value
    else:
        _read_bare(kind, fields, value)


def _read_bare(kind: type[Body], fields: Fields, word: str) -> None:
    hints = body_hints(kind)
    name = word.removeprefix("not-").replace("-", "_")
    if scale := re.fullmatch(r"(\d+)/10", word):
        fields["bother"] = int(scale[1])
    elif name in hints and bool in _options(hints[name]):
        fields[name] = not word.startswith("not-")
    elif "sites" in hints and _site(word)["region"] in codes("site"):
        fields.setdefault("sites", []).append(_site(word))
    elif kind in (Exposure, Treatment, Symptom) and "code" not in fields:
        fields["code"] = word
    elif kind is Exposure and word in set(Level):
        fields["level"] = word
    elif kind is Dose:
        _read_dose_word(fields, word)
    else:
        raise BadToken(f"This was not understood: {word[:40]!r}.")


def _read_dose_word(fields: Fields, word: str) -> None:
    if word in {"taken", "skipped", "extra"}:
        fields["status"] = word
    elif re.match(r"\d", word):
        fields["amount"] = _read_quantity(word)
    elif "name" not in fields.setdefault("medicine", {}):
        fields["medicine"]["name"] = word
    else:
        raise BadToken(f"This was not understood: {word[:40]!r}.")


def _finish(kind: type[Body], fields: Fields) -> Fields:
    if kind is Dose and "medicine" in fields:
        medicine = fields["medicine"]
        known = medicine.get("name", "").lower()
        medicine["code"] = medicine.get("code") or (known if known in codes("medicine") else "")
        if medicine["code"] == "-":
            medicine["code"] = ""
    return fields


def write_fields(kind: type[Body], fields: Fields) -> list[str]:
    """The words of a body's document, in the order of its fields."""
    words: list[str] = []
    hints = body_hints(kind)
    for name, value in fields.items():
        words += _write_field(kind, name, value, hints[name])
    return words


def _write_field(kind: type[Body], name: str, value: Any, hint: Any) -> list[str]:
    match name, value:
        case "bother", int():
            return [f"{value}/10"]
        case "bother_band", _:
            return [pair("bother", value)]
        case "sites", _:
            return [_write_site(site) for site in value]
        case "medicine", _:
            return _write_medicine(value)
        case "amount", _ if kind is Dose:
            return [_write_quantity(value)]
        case "code" | "status", str() if kind in (Exposure, Treatment, Symptom, Dose):
            return [value]
        case "level", str() if kind is Exposure:
            return [value]
        case (("note" | "text"), str()) if kind is not Dose:
            return [_quote(value)]
        case _, bool():
            word = name.replace("_", "-")
            return [word if value else f"not-{word}"]
    values = value if isinstance(value, list) else [value]
    return [pair(name.replace("_", "-"), _WRITERS.get(_item(hint), str)(v)) for v in values]


def pair(key: str, value: str) -> str:
    """`key:value`, quoted where it must be."""
    return f"{key}:{value if _PLAIN.fullmatch(value) else _quote(value)}"


def _quote(text: str) -> str:
    """A JSON string on one line: line separators that end a line for Python are escaped too."""
    quoted = json.dumps(text, ensure_ascii=False)
    return re.sub("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", lambda c: f"\\u{ord(c[0]):04x}", quoted)


# ---------------------------------------------------------------- shapes of values


def _options(hint: Any) -> tuple[Any, ...]:
    return getattr(hint, "__args__", (hint,))


def _item(hint: Any) -> Any:
    """The type of a field's value, or of the values in its list."""
    return next((option for option in _options(hint) if option not in (type(None), Ellipsis)), hint)


def _put(fields: Fields, name: str, hint: Any, value: str) -> None:
    read = _READERS.get(_item(hint), str)
    if getattr(hint, "__origin__", None) is tuple:
        fields.setdefault(name, []).append(read(value))
    else:
        fields[name] = read(value)


def _number(convert: Callable[[str], int | float]) -> Read:
    def read(text: str) -> int | float:
        try:
            return convert(text)
        except ValueError as error:
            raise BadToken(f"{text[:40]!r} is not a number.") from error

    return read


def _site(word: str) -> dict[str, Json]:
    side = next((s for s in _SIDES if word.startswith(s) and word[len(s) :] in codes("site")), "")
    return {"region": word[len(side) :], **({"side": side[:-1]} if side else {})}


def _write_site(site: dict[str, str]) -> str:
    return f"{site['side']}-{site['region']}" if "side" in site else site["region"]


_AMOUNT = re.compile(r"(?P<value>-?\d+(?:\.\d+)?(?:E[+\-]?\d+)?)(?P<unit>.*)")


def _read_quantity(word: str) -> dict[str, Json]:
    match = _AMOUNT.fullmatch(word)
    unit = match["unit"] or "1" if match else ""
    if match is None or unit not in UNITS:
        raise BadToken(f"{word[:40]!r} is not an amount with a unit, such as 10mg.")
    return {"value": match["value"], "unit": unit}


def _write_quantity(quantity: dict[str, str]) -> str:
    return quantity["value"] + ("" if quantity["unit"] == "1" else quantity["unit"])


def _write_medicine(medicine: dict[str, Any]) -> list[str]:
    name = medicine["name"]
    plain = re.fullmatch(r"[A-Za-z][\w\-]*", name) and name not in {"taken", "skipped", "extra", "private"}
    bare = plain and name.removeprefix("not-").replace("-", "_") not in body_hints(Dose) and ":" not in name
    words = [name if bare else _quote(name)]
    code, known = medicine.get("code", ""), name.lower() if name.lower() in codes("medicine") else ""
    if code != known:
        words.append(pair("code", code or "-"))
    if "strength" in medicine:
        words.append(pair("strength", _write_quantity(medicine["strength"])))
    if "form" in medicine:
        words.append(pair("form", medicine["form"]))
    return words


_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_DURATION = re.compile(r"(?P<number>\d+(?:\.\d+)?)(?P<unit>[smhd])")


def read_duration(word: str) -> float:
    """Seconds of `30s`, `4m`, `1.5h`, `2d`."""
    match = _DURATION.fullmatch(word)
    if match is None:
        raise BadToken(f"{word[:40]!r} is not a length of time, such as 4m.")
    return float(match["number"]) * _UNITS[match["unit"]]


def write_duration(seconds: float) -> str:
    """The largest unit that divides it, in whole numbers where that is exact."""
    unit = next((u for u in "dhm" if seconds % _UNITS[u] == 0), "s")
    return f"{seconds / _UNITS[unit]:.6f}".rstrip("0").rstrip(".") + unit


def _read_after(word: str) -> dict[str, Json]:
    code, _, lasted = word.partition("/")
    return {"code": code, **({"lasted": read_duration(lasted)} if lasted else {})}


def _write_after(after: dict[str, Any]) -> str:
    return str(after["code"]) + (f"/{write_duration(after['lasted'])}" if "lasted" in after else "")


def _read_sensation(word: str) -> dict[str, Json]:
    code, _, phase = word.partition("/")
    return {"code": code, **({"phase": phase} if phase else {})}


def _read_asked(word: str) -> dict[str, Json]:
    """cold, cold=yes, cold=yes@14:30:00."""
    said, _, hour = word.partition("@")
    code, _, level = said.partition("=")
    return {"code": code, **({"level": level} if level else {}), **({"at": hour} if hour else {})}


def _write_asked(asked: dict[str, str]) -> str:
    level = f"={asked['level']}" if "level" in asked else ""
    return asked["code"] + level + (f"@{asked['at']}" if "at" in asked else "")


_READERS: dict[Any, Read] = {
    int: _number(int),
    float: _number(float),
    Quantity: _read_quantity,
    Site: _site,
    AfterEffect: _read_after,
    Sensation: _read_sensation,
    Asked: _read_asked,
    timedelta: read_duration,
}
_WRITERS: dict[Any, Callable[[Any], str]] = {
    float: repr,
    timedelta: write_duration,
    Quantity: _write_quantity,
    AfterEffect: _write_after,
    Sensation: lambda s: s["code"] + (f"/{s['phase']}" if "phase" in s else ""),
    Asked: _write_asked,
}
