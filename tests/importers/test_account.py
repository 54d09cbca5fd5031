"""Nothing in a table vanishes or changes its kind: tables of every role, with odd cells, in three languages."""

from __future__ import annotations

import csv
import io
import random
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.importers.bringing import brought
from unknot.importers.imported import Fate, Imported
from unknot.journal.entry import Body, Dose, Entry, Episode, Exposure

HEADINGS = {
    "when": ("Date", "Datum", "Fecha"),
    "time": ("Time", "Uhrzeit", "Hora"),
    "what": ("What happened", "Was", "Síntoma"),
    "where": ("Where", "Wo", "Dónde"),
    "side": ("Side", "Seite", "Lado"),
    "bother": ("How bad (0-10)", "Stärke", "Intensidad"),
    "pain": ("Pain", "Schmerz", "Dolor"),
    "duration": ("How long (min)", "Dauer (Min)", "Duración"),
    "woke": ("Woke me", "Geweckt", "Despertó"),
    "cause": ("Trigger", "Auslöser", "Causa"),
    "medicine": ("Medication", "Medikament", "Medicamento"),
    "number": ("Steps", "Schritte", "Pasos"),
    "exposure": ("Stress", "Stress", "Alcohol"),
    "treatment": ("Treatment", "Behandlung", "Tratamiento"),
    "labelled": ("Mood", "Stimmung", "Ánimo"),
    "words": ("Notes", "Bemerkung", "Notas"),
}
ODD = (
    "7", "7,5", "4 (moderate)", "severe", "stark", "0", "none", "keine", "n/a", "-", "?", "11", "3/5", "70%",
    "4-5", "00:05:30", "5:30", "1 1/2 min", "1 hour 20 minutes", "<1 min", "8h30", "20h", "14:30", "25:10",
    "20:00-20:05", "left calf", "Wade li", "both legs", "calf", "somewhere", "L", "re", "yes", "ja", "no",
    "a few", "x3", "12", "1,234", "baclofen 10 mg", "10", "5/5/5", "forgot it", "clean", "cold night",
    "bad situation at work", "stretching", "heat", "Walking", "=1+1", "é😀", "tomorrow", "2026-05-01", "71.2",
    "99999999", "spasm x2", "cramp", "woke me up", "1e3",
)  # fmt: skip
_SIGNS = re.compile(r"\W+")


def told(found: Imported) -> str:
    """All that a person reads of an import: its entries, its remarks, its problems."""
    remarks = (remark.cell for row in found.rows for remark in row.remarks)
    return " ".join([*map(repr, (e.body for e in found.entries)), *remarks, *(p.about for p in found.problems)])


def spread(rows: list[dict[str, str]], language: int) -> bytes:
    out = io.StringIO()
    roles = list(dict.fromkeys(role for row in rows for role in row))
    write = csv.writer(out).writerow
    write(["Date" if role == "when" else HEADINGS[role][language] for role in roles])
    for row in rows:
        write([row.get(role, "") for role in roles])
    return out.getvalue().encode()


def lost(found: Imported, rows: int) -> list[str]:
    """Cells without a fate, or whose words are nowhere though they were not read into a slot."""
    said, missing, kept = told(found), [], []
    for report in found.rows:
        for one in report.account:
            kept.append(one)
            if one.fate is Fate.NOTE and one.cell not in said and repr(one.cell)[1:-1] not in said:
                missing.append(f"{report.number}: {one.cell}")
            if one.fate is Fate.REMARK and not report.remarks:
                missing.append(f"{report.number}: {one.cell} has no remark")
    return missing


def changed_kind(entries: tuple[Entry[Body], ...], rows: list[dict[str, str]]) -> list[str]:
    """Facts that came from a column whose role does not allow them."""
    medicines = any(row.get("medicine") for row in rows)
    return [repr(e.body) for e in entries if isinstance(e.body, Dose) and not medicines]


cell = st.sampled_from(ODD) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=9)
some_rows = st.lists(
    st.dictionaries(st.sampled_from([role for role in HEADINGS if role != "when"]), cell, min_size=1, max_size=6),
    min_size=1,
    max_size=4,
)


@settings(max_examples=150, deadline=None)
@given(some_rows, st.integers(0, 2))
def test_each_cell_ends_in_a_slot_a_labelled_note_or_a_named_remark(rows: list[dict[str, str]], language: int) -> None:
    dated = [{"when": f"2026-05-{n + 1:02}", **row} for n, row in enumerate(rows)]
    found = brought(spread(dated, language))
    assert lost(found, len(dated)) == []
    assert changed_kind(found.entries, rows) == []
    for report in found.rows[1:]:
        assert report.entries or report.remarks or any(f"{report.number}:" in p.about for p in found.problems)


def test_a_place_a_score_or_a_length_is_a_spasm_whatever_the_notes_say() -> None:
    for notes in ODD:
        for role, value in (("where", "left calf"), ("bother", "7"), ("duration", "5")):
            row = {"when": "2026-05-01", "time": "14:30", "what": "", role: value, "words": notes}
            found = brought(spread([row, {**row, "when": "2026-05-02", "what": "cramp", "words": ""}], 0))
            spasms = [e for e in found.entries if isinstance(e.body, Episode) and e.happened_at.clock_date.day == 1]
            assert spasms, (notes, role)
            if role == "bother":
                assert spasms[0].body.bother == 7, notes


def test_no_column_but_its_own_makes_an_exposure_of_a_mood() -> None:
    row = {"when": "2026-05-01", "time": "14:30", "where": "left calf", "labelled": "awful cold"}
    found = brought(spread([row], 0))
    assert not [e for e in found.entries if isinstance(e.body, Exposure)]
    assert "Mood: awful cold" in told(found)


def test_three_thousand_made_up_rows_lose_no_cell() -> None:
    """A hundred thousand are read by `benchmarks.tables_kept`."""
    from benchmarks.tables_kept import made_up, unaccounted

    assert unaccounted(made_up(random.Random(3), 3_000)) == []
