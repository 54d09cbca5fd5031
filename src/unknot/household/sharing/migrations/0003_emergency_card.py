"""Emergency cards that were taken out, and links of such cards."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("sharing", "0002_notes_of_people")]

    operations = [
        migrations.CreateModel(
            name="IssuedCard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("journal", models.UUIDField(db_index=True)),
                ("form", models.CharField(max_length=20)),
                ("made_at", models.DateTimeField()),
            ],
            options={"db_table": "unknot_issued_card"},
        ),
        migrations.AlterField(
            model_name="share",
            name="kind",
            field=models.CharField(
                choices=[("clinic", "Clinic"), ("care-team", "Care Team"), ("card", "Card")], max_length=20
            ),
        ),
    ]
