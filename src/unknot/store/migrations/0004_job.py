from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0003_audit_chain'),
    ]

    operations = [
        migrations.CreateModel(
            name='JobRow',
            fields=[
                ('pk', models.CompositePrimaryKey('journal', 'name', blank=True, editable=False, primary_key=True, serialize=False)),
                ('journal', models.UUIDField()),
                ('name', models.CharField(max_length=40)),
                ('due_at', models.DateTimeField()),
                ('claimed_until', models.DateTimeField(null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'db_table': 'unknot_job',
                'indexes': [models.Index(fields=['due_at'], name='job_by_time')],
            },
        ),
    ]
