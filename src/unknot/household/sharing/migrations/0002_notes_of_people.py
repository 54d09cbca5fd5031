"""Notes belong to a journal; people with an account may write them too. Grants to read get their new words."""

from typing import Any

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def to_journals(apps: Any, schema_editor: Any) -> None:
    shares = apps.get_model("sharing", "Share").objects.filter(pk=OuterRef("share_id"))
    apps.get_model("sharing", "NoteBack").objects.update(journal=Subquery(shares.values("journal")[:1]))


def in_new_words(apps: Any, schema_editor: Any) -> None:
    for invitation in apps.get_model("sharing", "Invitation").objects.all():
        words = READ.get(invitation.scopes)
        if words:
            invitation.scopes = words
            invitation.save(update_fields=["scopes"])


WHOLE = "entries:read meds:read notes:read profile:read"
READ = {"read": WHOLE, "log:write read": f"dose:read {WHOLE} log:write"}
"""What the one word to read meant, in the words that took its place."""


class Migration(migrations.Migration):

    dependencies = [("sharing", "0001_first")]

    operations = [
        migrations.AddField("noteback", "journal", models.UUIDField(db_index=True, null=True)),
        migrations.RunPython(to_journals, migrations.RunPython.noop),
        migrations.AlterField("noteback", "journal", models.UUIDField(db_index=True)),
        migrations.AlterField(
            "noteback",
            "share",
            models.ForeignKey(
                blank=True, null=True, on_delete=models.deletion.CASCADE, related_name="notes", to="sharing.share"
            ),
        ),
        migrations.RunPython(in_new_words, migrations.RunPython.noop),
    ]
