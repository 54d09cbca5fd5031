from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('web', '0003_people'),
    ]

    operations = [
        migrations.CreateModel(
            name='Channel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('journal', models.UUIDField(db_index=True)),
                ('kind', models.CharField(choices=[('push', 'Push'), ('e-mail', 'Email'), ('ntfy', 'Ntfy'), ('calendar', 'Calendar')], max_length=20)),
                ('name', models.CharField(max_length=80)),
                ('address', models.TextField()),
                ('secret', models.TextField(default='')),
                ('for_carer', models.BooleanField(default=False)),
                ('made_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('stopped_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('journal', models.UUIDField()),
                ('kind', models.CharField(max_length=20)),
                ('slot', models.CharField(max_length=120)),
                ('round', models.PositiveSmallIntegerField(default=0)),
                ('due_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('token_hash', models.CharField(max_length=64, null=True, unique=True)),
                ('expires_at', models.DateTimeField()),
                ('answer', models.CharField(default='', max_length=20)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['journal', 'kind', 'due_at'], name='notice_by_time')],
                'constraints': [models.UniqueConstraint(fields=('journal', 'slot', 'round'), name='a_notice_is_sent_once')],
            },
        ),
    ]
