"""The one word to read becomes the words of what is read."""

from typing import Any

from django.db import migrations


def in_new_words(apps: Any, schema_editor: Any) -> None:
    for membership in apps.get_model("web", "Membership").objects.exclude(role="owner"):
        words = READ.get(membership.scopes)
        if words:
            membership.scopes = words
            membership.save(update_fields=["scopes"])


WHOLE = "entries:read meds:read notes:read profile:read"
READ = {"read": WHOLE, "log:write read": f"dose:read {WHOLE} log:write"}


class Migration(migrations.Migration):

    dependencies = [("web", "0005_quick_page")]

    operations = [migrations.RunPython(in_new_words, migrations.RunPython.noop)]
