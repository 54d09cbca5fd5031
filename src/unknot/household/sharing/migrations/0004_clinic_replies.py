"""Structured replies of clinics."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("sharing", "0003_emergency_card")]

    operations = [
        migrations.CreateModel(
            name="ClinicReply",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("journal", models.UUIDField(db_index=True)),
                ("at", models.DateTimeField()),
                ("origin", models.CharField(blank=True, max_length=120)),
                ("digest", models.CharField(max_length=64)),
                ("content", models.BinaryField()),
                ("steps", models.JSONField(default=dict)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "share",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.deletion.SET_NULL,
                        related_name="replies",
                        to="sharing.share",
                    ),
                ),
            ],
            options={"db_table": "unknot_clinic_reply"},
        ),
        migrations.AddConstraint(
            model_name="clinicreply",
            constraint=models.UniqueConstraint(fields=("journal", "digest"), name="a_reply_comes_once"),
        ),
    ]
