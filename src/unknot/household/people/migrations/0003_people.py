from typing import Any

from django.db import migrations, models


def to_the_chain(apps: Any, schema_editor: Any) -> None:
    """What was written down at the doors goes to the end of each journal's chain."""
    from unknot.journal.ids import new_id
    from unknot.store.audit import digest

    AuditRow = apps.get_model("store", "AuditRow")
    for old in apps.get_model("web", "Audit").objects.order_by("at", "pk"):
        last = AuditRow.objects.filter(journal=old.journal).order_by("-number").first()
        row = AuditRow(
            id=new_id(old.at), journal=old.journal, number=last.number + 1 if last else 1, at=old.at, deed=old.what,
            who=old.who, role="owner", via="tap", entries=0, before=last.digest if last else "",
        )
        row.digest = digest(row)
        row.save(force_insert=True)


class Migration(migrations.Migration):

    dependencies = [("web", "0002_api_token"), ("store", "0003_audit_chain")]

    operations = [
        migrations.AddField("membership", "scopes", models.CharField(default="", max_length=200)),
        migrations.AddField("membership", "since", models.DateField(blank=True, null=True)),
        migrations.AddField("membership", "until", models.DateField(blank=True, null=True)),
        migrations.AddField("membership", "made_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("membership", "expires_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("membership", "used_at", models.DateTimeField(blank=True, null=True)),
        migrations.AlterField(
            "membership",
            "role",
            models.CharField(
                choices=[("owner", "Owner"), ("carer", "Carer"), ("viewer", "Viewer")], max_length=20
            ),
        ),
        migrations.AddConstraint(
            "membership",
            models.CheckConstraint(
                condition=models.Q(("role", "owner"), ("expires_at__isnull", False), _connector="OR"),
                name="a_grant_ends",
            ),
        ),
        migrations.AddField("device", "role", models.CharField(default="owner", max_length=20)),
        migrations.AddField("device", "signed_as", models.CharField(default="", max_length=80)),
        migrations.AddField("device", "until", models.DateTimeField(blank=True, null=True)),
        migrations.RunPython(to_the_chain, migrations.RunPython.noop),
        migrations.DeleteModel("Audit"),
    ]
