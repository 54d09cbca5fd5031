"""Backups: one file with the encrypted database, the encrypted attachments and a sealed list of both.

The database is the encrypted file itself, or what pg_dump gives of a PostgreSQL, encrypted by us.

It is made while Unknot runs, is of use only with the key, and is read back and checked before it counts as made.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import shutil
import tempfile
import zipfile
from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from django.db import connection

import unknot
from unknot.store import attachments, raw_file
from unknot.store.files import private, sync_folder, whole_file
from unknot.store.keys import DATABASE_NAME, KeySources, MasterKey, holds_data, keep, mark

FORMAT = 1
FOLDER, SUFFIX = "backups", ".unknot-backup"
LIST_NAME, SEAL_NAME = "contents.json", "seal"
DAILY, WEEKLY, OLDEST = 7, 4, timedelta(days=35)
"""Of the backups in the home's own folder so many stay: of the last days, of the last weeks, and none for longer."""
GONE_WITHIN = OLDEST + timedelta(days=1)
"""After this the backups in the home's own folder hold nothing any more that was erased, while Unknot makes them."""
DUMP_NAME = "journal.pgdump"
_NAME = re.compile(rf"{DATABASE_NAME}|{DUMP_NAME}|{attachments.FOLDER}/[0-9a-f]{{64}}")


class BadBackup(Exception):
    """The file is not a whole backup."""


class OtherKey(Exception):
    """The backup belongs to another key than the one given."""


class ShrunkenDatabase(Exception):
    """The database holds fewer entries than a backup of the same home: it may not be the one that was used last."""


class OtherDatabase(Exception):
    """The backup is of the other kind of database than the one it should be put into."""


class HomeNotEmpty(Exception):
    """There is a journal already where one should be restored."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup says of itself: nothing about the person."""

    format: int
    unknot: str
    made_at: str
    key_check: str
    journals: int
    entries: int
    sha256: dict[str, str] = field(default_factory=dict)
    ids: int = 0
    """Ids ever stored, those of erased entries too: the only count that never falls. 0 in backups older than it."""

    @property
    def size(self) -> int:
        """How many ids this backup is known to hold."""
        return max(self.ids, self.entries)


def automatic_backup(home: Path, key: MasterKey, now: datetime) -> Path:
    """A backup in the home's own folder; the old ones there go, see `kept`, but none that holds more than this one."""
    path = home / FOLDER / f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}{SUFFIX}"
    size = write(home, key, path, now).size
    there = {made_at(old): old for old in automatic(home)}
    for at in there.keys() - kept(there, now):
        if (contents := readable(there[at], key)) is None or contents.size <= size:
            there[at].unlink()
    return path


def refuse_shrunken(home: Path, key: MasterKey) -> None:
    """`ShrunkenDatabase` if an automatic backup holds more ids than the database, which never loses one."""
    largest = max((contents.size for path in automatic(home) if (contents := readable(path, key))), default=0)
    if raw_file.ids(home / DATABASE_NAME, key) < largest:
        raise ShrunkenDatabase(
            f"The journal in {home} holds less than a backup of it in {home / FOLDER}, so it was not opened, and "
            "nothing was changed. Put the right journal.db back, or restore that backup into an empty folder with "
            "`unknot restore`. To go on with this journal all the same, move the backups to another folder first."
        )


def readable(path: Path, key: MasterKey) -> Contents | None:
    """What a backup says of itself, its seal checked and nothing else; None if it cannot be read with this key."""
    try:
        with zipfile.ZipFile(path) as pack:
            return _contents(pack, key)
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, BadBackup, OtherKey):
        return None


def kept(made: Collection[datetime], now: datetime) -> set[datetime]:
    """Which backups stay: the last of each of the last days, the last of each of the last weeks, and the newest.

    Days and weeks (Monday to Sunday, UTC) without a backup do not count, so that a machine that was off loses none.
    """
    of_day = {at.date(): at for at in sorted(made)}
    of_week = {at.isocalendar()[:2]: at for at in sorted(made)}
    stay = {*sorted(of_day.values())[-DAILY:], *sorted(of_week.values())[-WEEKLY:]}
    return {at for at in stay if now - at <= OLDEST} | {max(made)}


def automatic(home: Path) -> list[Path]:
    """The backups in the home's own folder, oldest first."""
    return sorted((home / FOLDER).glob(f"*{SUFFIX}"))


def made_at(path: Path) -> datetime:
    """When an automatic backup was made, as its name tells."""
    return datetime.strptime(path.name.removesuffix(SUFFIX), "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def write(home: Path, key: MasterKey, path: Path, now: datetime) -> Contents:
    """Make a backup at `path`, whole or not at all, and read it back."""
    with tempfile.TemporaryDirectory(prefix=".copy-", dir=home) as room:
        copied, (journals, entries), ids = _copy(home, key, Path(room))
        parts = {copied.name: copied} | {f"{attachments.FOLDER}/{p.name}": p for p in attachments.files(home)}
        contents = Contents(
            format=FORMAT,
            unknot=unknot.__version__,
            made_at=now.astimezone(UTC).isoformat(timespec="seconds"),
            key_check=key.check,
            journals=journals,
            entries=entries,
            sha256={name: _sha256(part) for name, part in parts.items()},
            ids=ids,
        )
        with whole_file(path) as file:
            _pack(file, key, contents, parts)
    inspect(path, key)
    return contents


def _copy(home: Path, key: MasterKey, room: Path) -> tuple[Path, tuple[int, int], int]:
    """An encrypted copy of the database, read back; how many journals and entries are in it, and how many ids."""
    if connection.vendor == "postgresql":
        from unknot.store import dump  # its tables are known only now

        dumped = room / DUMP_NAME
        counted = dump.write(dumped, key)
        dump.check(dumped, key)
        return dumped, counted, counted[1]
    copied = room / DATABASE_NAME
    raw_file.copy(home / DATABASE_NAME, copied, key)
    if raw_file.faults(copied, key):
        raise BadBackup("The journal is damaged, so no backup was made: run `unknot check`.")
    return copied, raw_file.counts(copied, key), raw_file.ids(copied, key)


def _pack(file: BinaryIO, key: MasterKey, contents: Contents, parts: dict[str, Path]) -> None:
    text = json.dumps(asdict(contents), indent=1)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as pack:
        pack.writestr(LIST_NAME, text)
        pack.writestr(SEAL_NAME, _seal(key, text.encode()))
        for name, part in parts.items():
            pack.write(part, name)


def inspect(path: Path, key: MasterKey) -> Contents:
    """What a backup holds, every byte checked; `BadBackup` or `OtherKey` if it is of no use."""
    try:
        with zipfile.ZipFile(path) as pack:
            contents = _contents(pack, key)
            for name, expected in contents.sha256.items():
                with pack.open(name) as part:
                    if hashlib.file_digest(part, "sha256").hexdigest() != expected:  # type: ignore[arg-type]
                        raise BadBackup("This backup is damaged.")
            return contents
    except (zipfile.BadZipFile, KeyError, OSError, EOFError) as error:
        raise BadBackup("This is not a whole backup of Unknot.") from error


def _contents(pack: zipfile.ZipFile, key: MasterKey) -> Contents:
    if pack.getinfo(LIST_NAME).file_size > 10_000_000:
        raise BadBackup("This is not a backup of Unknot.")
    text = pack.read(LIST_NAME)
    try:
        contents = Contents(**json.loads(text))
    except (ValueError, TypeError, RecursionError) as error:
        raise BadBackup("This is not a backup of Unknot.") from error
    if contents.format != FORMAT:
        raise BadBackup("This backup was made by a newer Unknot: install that version or a later one.")
    if contents.key_check != key.check:
        raise OtherKey("This backup belongs to another key: use the recovery sheet of that journal.")
    if not hmac.compare_digest(pack.read(SEAL_NAME).decode("ascii", "replace"), _seal(key, text)):
        raise BadBackup("This backup was changed after it was made.")
    if not all(_NAME.fullmatch(name) for name in contents.sha256):
        raise BadBackup("This backup holds a file that does not belong in it.")
    return contents


def restore(path: Path, key: MasterKey, home: Path, sources: KeySources, *, to_postgres: bool = False) -> Contents:
    """Put a journal back into an empty home, with its key in its place; nothing is left behind if it fails.

    `to_postgres`: the home's database is the `default` one, a PostgreSQL with nothing in it.
    """
    if holds_data(home):
        raise HomeNotEmpty(f"There is a journal in {home} already: choose an empty folder.")
    if to_postgres:
        from unknot.store import dump  # its tables are known only now
    if to_postgres and not dump.is_empty():
        raise HomeNotEmpty("There is something in that PostgreSQL database already: choose an empty one.")
    contents = inspect(path, key)
    if (DUMP_NAME in contents.sha256) is not to_postgres:
        raise OtherDatabase(
            "This backup is of a PostgreSQL database: name an empty one in UNKNOT_DATABASE_URL."
            if DUMP_NAME in contents.sha256
            else "This backup is of a journal in a file: restore it without UNKNOT_DATABASE_URL."
        )
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=home) as room:
        with zipfile.ZipFile(path) as pack:
            for name in contents.sha256:
                private(Path(pack.extract(name, room)))
        if to_postgres:
            dump.load(Path(room) / DUMP_NAME, key)
        elif raw_file.faults(Path(room) / DATABASE_NAME, key):
            raise BadBackup("The journal in this backup is damaged.")
        counted = dump.counts() if to_postgres else raw_file.counts(Path(room) / DATABASE_NAME, key)
        if counted != (contents.journals, contents.entries):
            raise BadBackup("The journal in this backup is not whole.")
        keep(home, sources, key)
        if (Path(room) / attachments.FOLDER).exists():
            shutil.rmtree(home / attachments.FOLDER, ignore_errors=True)
            (Path(room) / attachments.FOLDER).replace(home / attachments.FOLDER)
        if not to_postgres:
            (Path(room) / DATABASE_NAME).replace(home / DATABASE_NAME)
        mark(home, key)
    sync_folder(home)
    return contents


def _seal(key: MasterKey, text: bytes) -> str:
    return hmac.new(key.derive("backup"), text, "sha256").hexdigest()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
