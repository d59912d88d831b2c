"""Tables of the snapshot and of the outbox that says what must be built anew."""

import django.contrib.postgres.fields
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0005_single_figures_and_hidden_twins'),
    ]

    operations = [
        migrations.CreateModel(
            name='SnapshotState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('layout', models.CharField(max_length=40)),
            ],
        ),
        migrations.CreateModel(
            name='Outbox',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('topic', models.CharField(choices=[('snapshot', 'snapshot')], max_length=24)),
                ('key', models.CharField(max_length=40)),
                ('urgent', models.BooleanField(default=False)),
                ('transaction', models.BigIntegerField()),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('topic', 'key', 'urgent', 'transaction'), name='outbox_once_each'), models.CheckConstraint(condition=models.Q(('topic__in', ['snapshot'])), name='outbox_topic_known')],
            },
        ),
        migrations.CreateModel(
            name='SnapshotEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(choices=[('public', 'public'), ('reader', 'reader'), ('desk', 'desk')], max_length=24)),
                ('dictionary', models.CharField(max_length=12)),
                ('number', models.PositiveIntegerField()),
                ('key', models.TextField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('label', 'dictionary', 'number'), name='snapshot_number_once')],
            },
        ),
        migrations.CreateModel(
            name='SnapshotFile',
            fields=[
                ('address', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('label', models.CharField(choices=[('public', 'public'), ('reader', 'reader'), ('desk', 'desk')], max_length=24)),
                ('section', models.CharField(max_length=12)),
                ('parts', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=7), default=list, size=None)),
                ('bundle', models.CharField(blank=True, max_length=7)),
                ('rows', models.PositiveIntegerField(default=0)),
                ('first_day', models.DateField(null=True)),
                ('last_day', models.DateField(null=True)),
                ('size', models.PositiveIntegerField()),
                ('crc32', models.BigIntegerField()),
                ('packed', models.BinaryField()),
                ('made_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('gone', models.BooleanField(default=False)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('label__in', ['public', 'reader', 'desk'])), name='snapshot_label_known'), models.UniqueConstraint(condition=models.Q(('gone', False)), fields=('label', 'section', 'parts'), name='snapshot_one_file_each')],
            },
        ),
    ]
