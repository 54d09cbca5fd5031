"""The audit takes new lines only."""

from typing import Any

from django.db import migrations

from unknot.store.audit_seal import seal, unseal


def on(_apps: Any, schema_editor: Any) -> None:
    seal(schema_editor.connection)


def off(_apps: Any, schema_editor: Any) -> None:
    unseal(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [("store", "0004_job")]

    operations = [migrations.RunPython(on, off)]
