"""The audit only grows: the database itself refuses to change or delete a line of it, whoever asks."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

WHY = "The audit only grows."

_SEAL: dict[str, tuple[str, ...]] = {
    "sqlite": (
        f"""CREATE TRIGGER unknot_audit_not_changed BEFORE UPDATE ON unknot_audit
        BEGIN SELECT RAISE(ABORT, '{WHY}'); END""",
        f"""CREATE TRIGGER unknot_audit_not_deleted BEFORE DELETE ON unknot_audit
        BEGIN SELECT RAISE(ABORT, '{WHY}'); END""",
    ),
    "postgresql": (
        f"""CREATE OR REPLACE FUNCTION unknot_audit_only_grows() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN RAISE EXCEPTION '{WHY}'; END $$""",
        """CREATE TRIGGER unknot_audit_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON unknot_audit
        FOR EACH STATEMENT EXECUTE FUNCTION unknot_audit_only_grows()""",
    ),
}
_UNSEAL: dict[str, tuple[str, ...]] = {
    "sqlite": ("DROP TRIGGER IF EXISTS unknot_audit_not_changed", "DROP TRIGGER IF EXISTS unknot_audit_not_deleted"),
    "postgresql": ("DROP TRIGGER IF EXISTS unknot_audit_only_grows ON unknot_audit",),
}


def seal(connection: BaseDatabaseWrapper) -> None:
    """From now on the table takes new lines only."""
    _run(connection, _SEAL)


def unseal(connection: BaseDatabaseWrapper) -> None:
    """What only a change of the table itself, and who breaks in, would do."""
    _run(connection, _UNSEAL)


def _run(connection: BaseDatabaseWrapper, statements: dict[str, tuple[str, ...]]) -> None:
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)
