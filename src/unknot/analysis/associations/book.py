"""Looks kept for the next time: derived values that can always be made again from the journal.

Each kept look carries a digest of all it saw. If the log up to it is still the same, and the method too, the replay
goes on from there; a correction of an older day makes every later look again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from hashlib import blake2b
from typing import TypeVar

import numpy as np

from unknot.analysis.associations.claims import Standing
from unknot.analysis.associations.look import Look, State
from unknot.analysis.associations.method import Method
from unknot.analysis.associations.replay import Point, hours_until
from unknot.analysis.columns import DAY, Columns
from unknot.journal.entry import Json

EVERY = 28
"""Days between the looks that are kept, besides the last; enough of them to outlast back-filling and the bin."""
KEPT = 6

T = TypeVar("T", Look, Standing, State)


def digest(columns: Columns, day: int, zone: str, method: Method) -> str:
    """A fingerprint of everything that a look after `day` days can see."""
    cells = hours_until(columns, day, zone)
    made = blake2b(repr((method, zone, columns.start, columns.codes, day)).encode(), digest_size=16)
    for array in (columns.spasms, columns.observed, columns.hour, columns.weekday):
        made.update(np.ascontiguousarray(array[:cells]).tobytes())
    made.update(np.ascontiguousarray(columns.exposures[:, :cells]).tobytes())
    made.update(np.ascontiguousarray(columns.known[:, : -(-cells // DAY)]).tobytes())
    made.update(np.ascontiguousarray(columns.answered[:, : -(-cells // DAY)]).tobytes())
    for array in (columns.graded, columns.suspected, columns.asked_daily, columns.guess, columns.added):
        made.update(array.tobytes())
    for dose in columns.doses:
        made.update(dose.medicine.encode())
        made.update(dose.planned[:cells].tobytes())
    return made.hexdigest()


def kept(
    points: Sequence[Point], earlier: Mapping[str, Json], columns: Columns, zone: str, method: Method
) -> dict[str, Json]:
    """The book after these looks: the last one, and every 28th day's of late. `earlier` is the book before."""
    old = earlier.get("looks")
    looks: dict[str, Json] = dict(old) if isinstance(old, dict) else {}
    chosen = [p for p in points[:-1] if p.seen.day % EVERY == 0][-KEPT:] + list(points[-1:])
    looks |= {str(p.seen.day): _written(p, digest(columns, p.seen.day, zone, method)) for p in chosen}
    days = sorted((int(day) for day in looks), reverse=True)
    stay = days[:1] + [day for day in days[1:] if day % EVERY == 0][:KEPT]
    return {"method": method.version, "looks": {str(day): looks[str(day)] for day in sorted(stay)}}


def resume(book: Mapping[str, Json], columns: Columns, zone: str, method: Method) -> Point | None:
    """The latest kept look that the log still bears out, if there is one."""
    looks = book.get("looks")
    if book.get("method") != method.version or not isinstance(looks, dict):
        return None
    for day in sorted((int(d) for d in looks), reverse=True):
        found = looks[str(day)]
        if day <= columns.days and isinstance(found, dict) and found["digest"] == digest(columns, day, zone, method):
            return _read(found)
    return None


def _written(point: Point, seen: str) -> Json:
    return {"digest": seen, "seen": _plain(point.seen), "standing": _plain(point.standing)}


def _plain(value: Look | Standing | State) -> Json:
    plain: dict[str, Json] = {}
    for field in fields(value):
        found = getattr(value, field.name)
        match found:
            case State():
                plain[field.name] = _plain(found)
            case np.ndarray():
                plain[field.name] = found.tolist()
            case _:
                plain[field.name] = found
    return plain


def _read(found: Mapping[str, Json]) -> Point:
    seen = dict(_object(found["seen"]))
    state = _made(State, _object(seen.pop("state")))
    return Point(_made(Look, seen, state=state), _made(Standing, _object(found["standing"])))


def _object(value: Json) -> Mapping[str, Json]:
    assert isinstance(value, dict)
    return value


def _made(kind: type[T], plain: Mapping[str, Json], **more: State) -> T:
    arrays = {name: np.array(value) if isinstance(value, list) else value for name, value in plain.items()}
    return kind(**arrays, **more)  # type: ignore[arg-type]
