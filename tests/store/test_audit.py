"""The chain of what was done: it holds as written, and shows where it was changed, cut or added to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from unknot.journal.entry import Role, Via
from unknot.store import audit
from unknot.store.audit import Deed
from unknot.store.audit_seal import seal, unseal
from unknot.store.models import AuditRow

NOW = datetime(2026, 3, 2, 21, 0, 0, 123456, tzinfo=UTC)


@contextmanager
def broken_into() -> Iterator[None]:
    """What someone does who has the database in their hands: the seal is lifted."""
    unseal(connection)
    yield
    seal(connection)


@pytest.fixture(autouse=True)
def _leave_no_broken_chain(journal: UUID):
    yield
    with broken_into():
        AuditRow.objects.filter(journal=journal).delete()


def written(journal: UUID | None, n: int = 4) -> list[audit.AuditLine]:
    return [audit.note(journal, f"deed-{i}", at=NOW + timedelta(seconds=i), who="Ada") for i in range(n)]


def test_each_line_holds_the_digest_of_the_one_before(journal: UUID):
    before = set(audit.broken())
    lines = written(journal)
    assert audit.lines(journal) == tuple(lines)
    assert [line.number for line in lines] == [1, 2, 3, 4]
    assert [line.before for line in lines] == ["", *(line.digest for line in lines[:-1])]
    assert set(audit.broken()) == before


def test_a_line_says_who_how_many_and_through_which_link(journal: UUID):
    link = uuid4()
    line = audit.note(journal, Deed.EXPORTED, at=NOW, who="Ada", role=Role.CARER, via=Via.CLI, entries=7, share=link)
    assert audit.lines(journal) == (line,)
    assert (line.deed, line.entries, line.role, line.via, line.share) == ("exported", 7, Role.CARER, Via.CLI, link)


@pytest.mark.parametrize(
    "change",
    [{"who": "Ben"}, {"deed": "nothing"}, {"at": NOW}, {"entries": 1}, {"number": 9}, {"role": "carer"}],
)
def test_a_changed_line_is_found(journal: UUID, change: dict[str, object]):
    third = written(journal)[2]
    with broken_into():
        AuditRow.objects.filter(pk=third.id).update(**change)
    assert third.id in audit.broken(journal)
    assert third.id in audit.broken()


def test_a_line_taken_out_is_found_at_the_next(journal: UUID):
    lines = written(journal)
    with broken_into():
        AuditRow.objects.filter(pk=lines[1].id).delete()
    assert lines[2].id in audit.broken()


def test_the_database_itself_changes_and_deletes_no_line(journal: UUID):
    lines = written(journal)
    rows = AuditRow.objects.filter(pk=lines[1].id)
    for act in (rows.delete, lambda: rows.update(who="Ben"), lambda: rows.update(at=NOW)):
        with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
            act()
    assert audit.lines(journal) == tuple(lines)


def test_the_lines_go_on_behind_one(journal: UUID):
    lines = written(journal)
    assert audit.after(journal, 2) == tuple(lines[2:])
    assert audit.last(journal, {"deed-0", "deed-2"}) == lines[2]
    assert audit.last(journal, {"never"}) is None


def test_the_chains_of_two_journals_and_of_the_home_stand_apart(journal: UUID):
    other = uuid4()
    for _ in range(2):
        written(journal, 1), written(other, 1)
    assert [line.number for line in audit.lines(other)] == [1, 2]
    home = AuditRow.objects.filter(journal=None).count()
    assert audit.note(None, "at-the-door", at=NOW).number == home + 1
