"""The command line as a person and a program use it: real processes, an own home, every exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow.parquet as parquet
import pytest
from click import UsageError

from unknot.cli.main import unknot_command
from unknot.knowledge.rules import rules

pytestmark = pytest.mark.slow

RUN = [sys.executable, "-c", "from unknot.cli import main; main()"]


@dataclass
class Terminal:
    """A home and a config folder of its own."""

    room: Path
    env: dict[str, str] = field(default_factory=dict)

    def __call__(self, *words: str, typed: str = "", home: str = "home") -> subprocess.CompletedProcess[str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("UNKNOT_", "CREDENTIALS_", "DJANGO_"))}
        env = {**kept, "UNKNOT_HOME": str(self.room / home), "XDG_CONFIG_HOME": str(self.room / "config"), **self.env}
        done = subprocess.run([*RUN, *words], input=typed, env=env, capture_output=True, text=True, check=False)
        assert "Traceback" not in done.stderr
        return done


@pytest.fixture
def unknot(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path, {"TZ": "Europe/Dublin"})


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """A home with a spasm in it."""
    terminal = Terminal(tmp_path_factory.mktemp("room"), {"TZ": "Europe/Dublin"})
    done = terminal("log", "2026-03-02", "08:10", "+4m", "spasm", "6/10", "left-calf", '"walked it off"')
    assert done.returncode == 0, done.stderr
    assert "recovery sheet" in done.stderr
    return terminal


def test_what_was_logged_is_shown(begun: Terminal):
    shown = begun("show", "--from", "2026-03-01", "--to", "2026-03-03").stdout
    assert "2026-03-02 Mon  at least 1" in shown
    assert 'spasm left-calf 6/10 "walked it off"' in shown
    assert "2026-03-01 Sun  no record" in shown


def test_a_link_is_made_listed_and_stopped(begun: Terminal):
    code = begun.room / "code.svg"
    made = json.loads(begun("share", "--for", "Dr Byrne", "--days", "7", "--qr", str(code), "--json").stdout)
    assert made["link"].startswith("http://localhost:8420/open#shlink:/")
    assert code.read_text().startswith("<svg")
    assert [one["for"] for one in json.loads(begun("share", "--list", "--json").stdout)] == ["Dr Byrne"]
    assert "For a visit, Dr Byrne: the last 7 days, works until " in begun("share", "--list").stdout
    assert begun("share", "--stop", made["id"]).returncode == 0
    assert json.loads(begun("share", "--list", "--json").stdout) == []
    assert begun("share", "--stop", made["id"]).returncode == 8
    assert begun("share", "--care-team", typed="short\n").returncode == 2
    assert begun("share", "--lasts", "5").returncode == 2


def test_another_household_has_a_journal_of_its_own(unknot: Terminal):
    unknot("log", "left calf cramp")
    link = unknot("owner-link", "--another-household")
    assert "/begin/" in link.stdout
    assert unknot("show").returncode != 0  # now one of them must be named


def test_a_program_reads_json(begun: Terminal):
    (line,) = begun("show", "--json", "--from", "2026-03-01", "--to", "2026-03-03").stdout.split("\n")[:-1]
    assert json.loads(line)["body"]["bother"] == 6
    assert json.loads(line)["happened_at"].endswith("[Europe/Dublin]")
    assert {one["about"] for one in json.loads(begun("doctor", "--json").stdout)} >= {"key", "disk", "backup"}
    assert json.loads(begun("check", "--json").stdout)["whole"] is True


def test_an_export_moves_to_another_home_and_twice_adds_nothing(begun: Terminal):
    out = begun.room / "all.jsonl"
    assert "not encrypted" in begun("export", "--out", str(out)).stdout
    assert out.stat().st_mode & 0o077 == 0
    first = json.loads(begun("import", str(out), "--yes", "--json", home="second").stdout)
    again = json.loads(begun("import", str(out), "--yes", "--json", home="second").stdout)
    assert (first["added"] > 0, again["added"], again["known"]) == (True, 0, first["added"])
    begun("export", "--out", str(begun.room / "again.jsonl"), home="second")
    assert (begun.room / "again.jsonl").read_text() == out.read_text()


def test_everything_and_what_is_handed_over_go_out_and_a_day_is_erased(begun: Terminal):
    copy, handed = begun.room / "all.zip", begun.room / "handed.json"
    assert begun("export", "--format", "zip", "--out", str(copy)).returncode == 0
    there = json.loads(begun("import", str(copy), "--yes", "--json", home="third").stdout)
    assert there["added"] > 0
    assert begun("export", "--format", "fhir", "--out", str(handed)).returncode == 0
    kinds = {row["resource"]["resourceType"] for row in json.loads(handed.read_text())["entry"]}
    assert {"Patient", "DiagnosticReport", "DocumentReference"} <= kinds
    day = ("--from", "2026-03-02", "--to", "2026-03-02")
    assert begun("erase", *day, typed="n\n", home="third").returncode == 8
    receipt = json.loads(begun("erase", *day, "--yes", "--json", home="third").stdout)
    assert (receipt["entries"], receipt["files"]) == (1, 0)


def test_csv_and_notation_go_out_too(begun: Terminal):
    for form, expected in {"csv": "calf left", "notation": "spasm left-calf"}.items():
        out = begun.room / f"out.{form}"
        assert begun("export", "--format", form, "--out", str(out)).returncode == 0
        assert expected in out.read_text()


def test_a_cohort_file_is_made_only_after_asking_and_holds_no_word(begun: Terminal):
    out = begun.room / "cohort"
    assert begun("cohort", "export", "--out", str(out), typed="n\n").returncode == 8
    assert not out.exists()
    done = begun("cohort", "export", "--out", str(out), "--yes")
    assert done.returncode == 0, done.stderr
    (file,) = out.iterdir()
    rows = parquet.read_table(file).to_pylist()
    assert [(row["kind"], row["bother"]) for row in rows if row["kind"] == "spasm"] == [("spasm", 6)]
    assert "walked" not in str(rows)


def test_importing_asks_first(begun: Terminal, tmp_path: Path):
    (tmp_path / "notes.txt").write_text("2026-03-05 10:00  cramp 3/10 left-foot\nyesterday  cramp\n")
    done = begun("import", str(tmp_path / "notes.txt"), typed="n\n")
    assert done.returncode == 8
    assert "1 entry was read." in done.stderr
    assert "2: yesterday" in done.stderr
    assert "Nothing was brought in." in done.stderr


def test_a_spreadsheet_is_read_as_it_is_shown(begun: Terminal, tmp_path: Path):
    (tmp_path / "diary.csv").write_text(
        "Date,Time,What,Where,How bad\n13/3/2026,9:00,cramp,L calf,5\n32/3/2026,9:00,cramp,,\n"
    )
    done = begun("import", str(tmp_path / "diary.csv"), "--yes", home="third")
    assert done.returncode == 0
    assert "the day comes first" in done.stderr
    assert "32/3/2026" in done.stderr
    assert "1 entry is new." in done.stdout


def test_the_profile_goes_on_paper(begun: Terminal):
    out = begun.room / "profile.pdf"
    done = begun("report", "--out", str(out), "--from", "2026-02-15", "--to", "2026-03-10")
    assert done.returncode == 0, done.stderr
    assert out.read_bytes().startswith(b"%PDF-")
    assert begun("report", "--out", str(out), "--from", "2025-01-01", "--to", "2026-03-10").returncode == 2


def test_backup_and_sheet_restore_on_an_empty_machine(begun: Terminal):
    copy = begun.room / "copy"
    made = json.loads(begun("backup", "--out", str(copy), "--json").stdout)
    sheet = begun("sheet").stdout.partition("\n")[2].partition("Whoever")[0]
    elsewhere = Terminal(begun.room / "other", begun.env)
    done = elsewhere("restore", str(copy), "--words", "-", "--json", typed=sheet)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["entries"] == made["entries"]
    days = ("show", "--json", "--from", "2026-03-01", "--to", "2026-03-03")
    assert elsewhere(*days).stdout == begun(*days).stdout
    assert elsewhere("check").returncode == 0
    assert elsewhere("restore", str(copy), "--words", "-", typed=sheet).returncode == 8  # never over a journal

    nightly = json.loads(elsewhere("backup", "--json").stdout)["file"]
    erased = json.loads(elsewhere("erase", "--all", "--yes", "--json").stdout)["entries"]
    back = json.loads(elsewhere("restore", nightly, "--words", "-", "--json", typed=sheet, home="sixth").stdout)
    assert (back["entries"], back["erased"]) == (made["entries"] - erased, erased)


def test_a_wrong_word_of_the_sheet_is_named(begun: Terminal):
    copy = begun.room / "copy2"
    begun("backup", "--out", str(copy))
    words = begun("sheet").stdout.split("\n", 1)[1].partition("Whoever")[0].replace("1. ", "1. x", 1)
    done = begun("restore", str(copy), "--words", "-", typed=words, home="fourth")
    assert done.returncode == 11
    assert "Word 1 (" in done.stderr


@pytest.mark.parametrize("command", [["show"], ["sheet"]])
def test_reading_an_empty_folder_begins_nothing(unknot: Terminal, command: list[str]):
    done = unknot(*command)
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    assert list(unknot.room.iterdir()) == []


def test_a_lost_key_and_a_lost_journal_are_refused(unknot: Terminal):
    unknot("log", "spasm")
    (key,) = (unknot.room / "config" / "unknot").iterdir()
    kept = key.read_text()
    key.unlink()
    done = unknot("log", "spasm")
    assert (done.returncode, done.stderr.count("\n")) == (4, 1)
    key.write_text(kept)
    key.chmod(0o600)
    (unknot.room / "home").rename(unknot.room / "away")
    done = unknot("log", "spasm")
    assert done.returncode == 4
    assert "put the data folder back" in done.stderr


def test_an_emptied_journal_is_refused_and_its_backups_stay(unknot: Terminal):
    unknot("log", "spasm")
    assert unknot("backup").returncode == 0
    backups = sorted((unknot.room / "home" / "backups").iterdir())
    for path in (unknot.room / "home").glob("journal.db*"):
        path.unlink()
    (unknot.room / "home" / "journal.db").touch(mode=0o600)
    for command in (["check"], ["log", "spasm"], ["serve"]):
        done = unknot(*command)
        assert done.returncode == 10, done.stderr
        assert "restore a backup" in done.stderr
    assert sorted((unknot.room / "home" / "backups").iterdir()) == backups


def test_a_key_can_be_brought(unknot: Terminal):
    unknot.env["UNKNOT_KEY_FILE"] = str(unknot.room / "mine.key")
    (unknot.room / "mine.key").write_text("5a" * 32)
    (unknot.room / "mine.key").chmod(0o600)
    assert unknot("log", "spasm").returncode == 4
    assert unknot("init").returncode == 0
    assert unknot("log", "spasm").returncode == 0
    assert unknot("init").returncode == 8


def test_another_journal_is_not_there(begun: Terminal):
    assert begun("--journal", "00000000-0000-0000-0000-000000000000", "log", "spasm").returncode == 3


@pytest.mark.parametrize("words", [["nonsense"], ["export"], ["report", "--out"], ["--home"]])
def test_wrong_use_is_told_as_such(words: list[str]):
    with pytest.raises(UsageError):
        unknot_command(words, standalone_mode=False)


def test_a_bad_file_to_write_is_one_sentence(begun: Terminal):
    (begun.room / "copy").touch()
    done = begun("export", "--out", str(begun.room / "copy" / "x.jsonl"))
    assert (done.returncode, done.stderr.count("\n")) == (13, 1)


def test_what_a_clinician_has_still_to_look_at(begun: Terminal):
    lines = begun("knowledge", "review", "--json", "--on", "2026-12-01").stdout.splitlines()
    found = {row["id"]: row for row in map(json.loads, lines)}
    assert {"RF-CES", "psfs"} <= found.keys()
    assert {row["kind"] for row in found.values()} == {"rule", "interaction", "precaution", "scale", "claim"}
    assert found["RF-CES"]["signed"] is None
    assert all(row["sources"] and row["next_check"] for row in found.values())
    assert begun("knowledge", "review", "--due", "--on", "2026-12-01").stdout == ""
    assert "due" in begun("knowledge", "review", "--due", "--on", "2030-01-01").stdout


def test_a_clinics_own_sign_off_takes_a_rule_off_the_list(begun: Terminal, tmp_path: Path):
    file = tmp_path / "signed.toml"
    digest = next(rule.digest for rule in rules() if rule.code == "RF-CES")
    who = 'name = "Dr A. Example"\nrole = "neurologist"\non = 2026-11-30\n'
    file.write_text(f'[[signed]]\ncode = "RF-CES"\ndigest = "{digest}"\n{who}')
    rest = begun("knowledge", "review", "--on", "2026-12-01", "--signed", str(file)).stdout
    assert "RF-CES" not in rest
    assert "RF-AD" in rest
    file.write_text("signed = 3")
    assert begun("knowledge", "review", "--signed", str(file)).returncode == 7
