from typing import Any

from django.db import migrations, models


def chain(apps: Any, schema_editor: Any) -> None:
    """Number the lines there are, and give each the digest of the one before."""
    from unknot.store.audit import digest

    AuditRow = apps.get_model("store", "AuditRow")
    journal, number, before = object(), 0, ""
    for row in AuditRow.objects.order_by("journal", "at", "id"):
        if row.journal != journal:
            journal, number, before = row.journal, 0, ""
        number += 1
        row.number, row.before = number, before
        row.digest = before = digest(row)
        row.save(update_fields=["number", "before", "digest"])


class Migration(migrations.Migration):

    dependencies = [("store", "0002_derived")]

    operations = [
        migrations.AlterField("auditrow", "journal", models.UUIDField(null=True)),
        migrations.AddField("auditrow", "number", models.PositiveIntegerField(default=0)),
        migrations.AddField("auditrow", "who", models.CharField(max_length=80, default="")),
        migrations.AddField("auditrow", "share", models.UUIDField(null=True)),
        migrations.AddField("auditrow", "before", models.CharField(max_length=64, default="")),
        migrations.AddField("auditrow", "digest", models.CharField(max_length=64, default="")),
        migrations.RunPython(chain, migrations.RunPython.noop),
        migrations.AddConstraint(
            "auditrow", models.UniqueConstraint(fields=["journal", "number"], name="audit_is_a_chain")
        ),
    ]
