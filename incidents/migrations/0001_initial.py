import django.contrib.auth.models
import django.contrib.auth.validators
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.operations
import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import incidents.models.claims
import incidents.models.incidents
import incidents.models.sources
import incidents.values.words


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        django.contrib.postgres.operations.TrigramExtension(),
        migrations.CreateModel(
            name="Dataset",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=40, unique=True)),
                ("name_en", models.CharField(max_length=120)),
                ("name_fr", models.CharField(max_length=120)),
                ("licence", models.CharField(blank=True, max_length=120)),
                ("credit", models.TextField(blank=True)),
                ("address", models.URLField(blank=True, max_length=400)),
                ("rank", models.PositiveSmallIntegerField(default=50)),
                ("may_show", models.BooleanField(default=False)),
                ("may_export", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Episode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("key", models.SlugField(max_length=60, unique=True)),
                ("name_en", models.CharField(max_length=160)),
                ("name_fr", models.CharField(max_length=160)),
                ("start", models.DateField(blank=True, null=True)),
                ("end", models.DateField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FirstAdministratorLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Layer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=60, unique=True)),
                ("name_en", models.CharField(max_length=120)),
                ("name_fr", models.CharField(max_length=120)),
                ("credit", models.CharField(blank=True, max_length=300)),
                ("features", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=40, unique=True)),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("name_en", models.CharField(max_length=120)),
                ("name_fr", models.CharField(max_length=120)),
                ("name_ar", models.CharField(blank=True, max_length=120)),
                ("definition_en", models.TextField(blank=True)),
                ("definition_fr", models.TextField(blank=True)),
                ("vocabulary", models.CharField(max_length=24)),
            ],
            options={
                "ordering": ["vocabulary", "order"],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                (
                    "first_name",
                    models.CharField(blank=True, max_length=150, verbose_name="first name"),
                ),
                (
                    "last_name",
                    models.CharField(blank=True, max_length=150, verbose_name="last name"),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="email address"),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="date joined"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("viewer", "viewer"),
                            ("analyst", "analyst"),
                            ("editor", "editor"),
                            ("administrator", "administrator"),
                        ],
                        default=incidents.values.words.Role["VIEWER"],
                        max_length=13,
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=2)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
                "abstract": False,
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="Actor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("key", models.SlugField(max_length=60, unique=True)),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("state", "state"),
                            ("rebel", "rebel"),
                            ("political_militia", "political_militia"),
                            ("identity_militia", "identity_militia"),
                            ("rioters", "rioters"),
                            ("protesters", "protesters"),
                            ("civilians", "civilians"),
                            ("external", "external"),
                        ],
                        max_length=24,
                    ),
                ),
                ("subtype", models.CharField(blank=True, max_length=40)),
                ("country", models.CharField(blank=True, max_length=2)),
                ("name_en", models.CharField(max_length=160)),
                ("name_fr", models.CharField(max_length=160)),
                ("name_ar", models.CharField(blank=True, max_length=160)),
                ("active_from", models.DateField(blank=True, null=True)),
                (
                    "active_from_precision",
                    models.CharField(
                        choices=[
                            ("minute", "minute"),
                            ("hour", "hour"),
                            ("part_of_day", "part_of_day"),
                            ("day", "day"),
                            ("month", "month"),
                            ("year", "year"),
                            ("unknown", "unknown"),
                        ],
                        default=incidents.values.words.TimePrecision["UNKNOWN"],
                        max_length=24,
                    ),
                ),
                ("active_to", models.DateField(blank=True, null=True)),
                (
                    "active_to_precision",
                    models.CharField(
                        choices=[
                            ("minute", "minute"),
                            ("hour", "hour"),
                            ("part_of_day", "part_of_day"),
                            ("day", "day"),
                            ("month", "month"),
                            ("year", "year"),
                            ("unknown", "unknown"),
                        ],
                        default=incidents.values.words.TimePrecision["UNKNOWN"],
                        max_length=24,
                    ),
                ),
                (
                    "literal_patterns",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=160),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("note_en", models.TextField(blank=True)),
                ("note_fr", models.TextField(blank=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "type__in",
                                [
                                    "state",
                                    "rebel",
                                    "political_militia",
                                    "identity_militia",
                                    "rioters",
                                    "protesters",
                                    "civilians",
                                    "external",
                                ],
                            )
                        ),
                        name="actor_type_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("active_to__isnull", True),
                            ("active_from__isnull", True),
                            ("active_to__gte", models.F("active_from")),
                            _connector="OR",
                        ),
                        name="actor_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActorName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=3)),
                ("name", models.CharField(max_length=200)),
                ("folded", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=12)),
                ("source", models.CharField(blank=True, max_length=200)),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="incidents.actor",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ActorRelation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("component_of", "component_of"),
                            ("successor_of", "successor_of"),
                            ("split_from", "split_from"),
                            ("merged_into", "merged_into"),
                            ("affiliated_with", "affiliated_with"),
                            ("fights_with", "fights_with"),
                            ("commands", "commands"),
                        ],
                        max_length=24,
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True)),
                (
                    "valid_from_precision",
                    models.CharField(
                        choices=[
                            ("minute", "minute"),
                            ("hour", "hour"),
                            ("part_of_day", "part_of_day"),
                            ("day", "day"),
                            ("month", "month"),
                            ("year", "year"),
                            ("unknown", "unknown"),
                        ],
                        default=incidents.values.words.TimePrecision["UNKNOWN"],
                        max_length=24,
                    ),
                ),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "valid_to_precision",
                    models.CharField(
                        choices=[
                            ("minute", "minute"),
                            ("hour", "hour"),
                            ("part_of_day", "part_of_day"),
                            ("day", "day"),
                            ("month", "month"),
                            ("year", "year"),
                            ("unknown", "unknown"),
                        ],
                        default=incidents.values.words.TimePrecision["UNKNOWN"],
                        max_length=24,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("accepted", "accepted"),
                            ("disputed", "disputed"),
                            ("rejected", "rejected"),
                        ],
                        max_length=24,
                    ),
                ),
                ("source", models.CharField(max_length=300)),
                ("note_en", models.TextField(blank=True)),
                ("note_fr", models.TextField(blank=True)),
                (
                    "object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="relations_to",
                        to="incidents.actor",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="relations",
                        to="incidents.actor",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AdminUnit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("key", models.SlugField(max_length=80, unique=True)),
                ("country", models.CharField(max_length=2)),
                ("level", models.PositiveSmallIntegerField()),
                ("name_en", models.CharField(max_length=120)),
                ("name_fr", models.CharField(max_length=120)),
                ("type", models.CharField(blank=True, max_length=40)),
                ("pcode", models.CharField(blank=True, max_length=24)),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("geometry", models.JSONField(blank=True, null=True)),
                ("source", models.CharField(blank=True, max_length=300)),
                ("folded", models.CharField(blank=True, max_length=300)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="incidents.adminunit",
                    ),
                ),
                (
                    "predecessors",
                    models.ManyToManyField(related_name="successors", to="incidents.adminunit"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("table", models.CharField(max_length=63)),
                ("row_id", models.BigIntegerField()),
                ("action", models.CharField(max_length=6)),
                ("before", models.JSONField()),
                ("by", models.BigIntegerField(null=True)),
                ("signed", models.CharField(blank=True, max_length=80)),
                ("transaction", models.BigIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["table", "row_id", "id"], name="change_by_row")],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=incidents.models.claims.new_claim_id, max_length=16, unique=True
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("dataset_key", models.CharField(blank=True, max_length=160)),
                ("speaker_voice_en", models.CharField(blank=True, max_length=200)),
                ("speaker_voice_fr", models.CharField(blank=True, max_length=200)),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("responsibility", "responsibility"),
                            ("denial", "denial"),
                            ("casualties", "casualties"),
                            ("control", "control"),
                            ("situation", "situation"),
                            ("location", "location"),
                            ("timing", "timing"),
                            ("response", "response"),
                            ("other", "other"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "measure",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("killed", "killed"),
                            ("wounded", "wounded"),
                            ("killed_or_wounded", "killed_or_wounded"),
                            ("killed_or_missing", "killed_or_missing"),
                            ("killed_or_arrested", "killed_or_arrested"),
                            ("missing", "missing"),
                            ("abducted", "abducted"),
                            ("detained", "detained"),
                            ("captured", "captured"),
                            ("freed", "freed"),
                            ("displaced", "displaced"),
                            ("sexual_violence", "sexual_violence"),
                            ("present", "present"),
                            ("destroyed", "destroyed"),
                            ("closed", "closed"),
                            ("neutralised", "neutralised"),
                            ("losses", "losses"),
                        ],
                        default="",
                        max_length=24,
                    ),
                ),
                ("group", models.CharField(blank=True, max_length=120)),
                ("group_fr", models.CharField(blank=True, max_length=120)),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("all", "all"),
                            ("victims", "victims"),
                            ("attackers", "attackers"),
                            ("not_stated", "not_stated"),
                        ],
                        default=incidents.values.words.Side["NOT_STATED"],
                        max_length=24,
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("whole", "whole"),
                            ("site", "site"),
                            ("part", "part"),
                            ("beyond", "beyond"),
                        ],
                        default=incidents.values.words.Scope["WHOLE"],
                        max_length=24,
                    ),
                ),
                ("low", models.PositiveIntegerField(blank=True, null=True)),
                ("best", models.PositiveIntegerField(blank=True, null=True)),
                ("high", models.PositiveIntegerField(blank=True, null=True)),
                ("words", models.CharField(blank=True, max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("stated", "stated"),
                            ("none", "none"),
                            ("unknown", "unknown"),
                            ("withheld", "withheld"),
                            ("not_a_figure", "not_a_figure"),
                        ],
                        default=incidents.values.words.FigureState["NOT_A_FIGURE"],
                        max_length=24,
                    ),
                ),
                (
                    "stance",
                    models.CharField(
                        choices=[
                            ("asserts", "asserts"),
                            ("claims", "claims"),
                            ("denies", "denies"),
                            ("retracts", "retracts"),
                        ],
                        default=incidents.values.words.Stance["ASSERTS"],
                        max_length=24,
                    ),
                ),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("reported", "reported"),
                            ("claimed", "claimed"),
                            ("official", "official"),
                            ("single_source", "single_source"),
                            ("footage", "footage"),
                            ("unverified", "unverified"),
                            ("superseded", "superseded"),
                            ("retracted", "retracted"),
                        ],
                        default=incidents.values.words.Standing["REPORTED"],
                        max_length=24,
                    ),
                ),
                ("said_on", models.DateField(blank=True, null=True)),
                ("said_at", models.DateTimeField(blank=True, null=True)),
                (
                    "said_part_of_day",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("night", "night"),
                            ("dawn", "dawn"),
                            ("morning", "morning"),
                            ("midday", "midday"),
                            ("early_afternoon", "early_afternoon"),
                            ("afternoon", "afternoon"),
                            ("evening", "evening"),
                        ],
                        default="",
                        max_length=24,
                    ),
                ),
                (
                    "said_precision",
                    models.CharField(
                        choices=[
                            ("minute", "minute"),
                            ("hour", "hour"),
                            ("part_of_day", "part_of_day"),
                            ("day", "day"),
                            ("month", "month"),
                            ("year", "year"),
                            ("unknown", "unknown"),
                        ],
                        default=incidents.values.words.TimePrecision["UNKNOWN"],
                        max_length=24,
                    ),
                ),
                ("credibility", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("text_en", models.CharField(blank=True, max_length=300)),
                ("text_fr", models.CharField(blank=True, max_length=300)),
                ("wording", models.CharField(blank=True, max_length=300)),
                ("wording_language", models.CharField(blank=True, max_length=3)),
                ("translation", models.CharField(blank=True, max_length=300)),
                ("translation_by", models.CharField(blank=True, max_length=120)),
                (
                    "flags",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("figures_out_of_order", "figures_out_of_order"),
                                ("zero_or_unknown", "zero_or_unknown"),
                                ("aggregated", "aggregated"),
                                ("coding_uncertain", "coding_uncertain"),
                                ("place_missing", "place_missing"),
                            ],
                            max_length=24,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "part_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="parts",
                        to="incidents.claim",
                    ),
                ),
                (
                    "same_statement_as",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="further_figures",
                        to="incidents.claim",
                    ),
                ),
                (
                    "speaker_actor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="incidents.actor",
                    ),
                ),
            ],
            options={
                "ordering": ["incident", "order"],
            },
        ),
        migrations.CreateModel(
            name="ClaimLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("contradicts", "contradicts"), ("supersedes", "supersedes")],
                        max_length=24,
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="incidents.claim",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links_back",
                        to="incidents.claim",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("release", models.CharField(blank=True, max_length=24)),
                ("file_name", models.CharField(blank=True, max_length=255)),
                ("file_sha256", models.CharField(blank=True, max_length=64)),
                ("started_at", models.DateTimeField(auto_now_add=True)),
                ("signed", models.CharField(max_length=80)),
                ("new", models.PositiveIntegerField(default=0)),
                ("changed", models.PositiveIntegerField(default=0)),
                ("same", models.PositiveIntegerField(default=0)),
                ("refused", models.PositiveIntegerField(default=0)),
                ("out_of_scope", models.PositiveIntegerField(default=0)),
                ("published", models.BooleanField(default=False)),
                (
                    "dataset",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="runs",
                        to="incidents.dataset",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Incident",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=incidents.models.incidents.new_incident_id,
                        max_length=16,
                        unique=True,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in_review"),
                            ("published", "published"),
                            ("retracted", "retracted"),
                        ],
                        default=incidents.values.words.Status["DRAFT"],
                        max_length=24,
                    ),
                ),
                ("dataset_key", models.CharField(blank=True, max_length=120)),
                ("fingerprint", models.CharField(blank=True, max_length=64)),
                ("title_en", models.CharField(max_length=240)),
                ("title_fr", models.CharField(max_length=240)),
                ("composed_title", models.BooleanField(default=False)),
                ("start", models.DateField()),
                ("end", models.DateField()),
                (
                    "date_precision",
                    models.CharField(
                        choices=[
                            ("day", "day"),
                            ("days", "days"),
                            ("week", "week"),
                            ("month", "month"),
                            ("year", "year"),
                        ],
                        default=incidents.values.words.DatePrecision["DAY"],
                        max_length=24,
                    ),
                ),
                ("local_time", models.TimeField(blank=True, null=True)),
                (
                    "part_of_day",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("night", "night"),
                            ("dawn", "dawn"),
                            ("morning", "morning"),
                            ("midday", "midday"),
                            ("early_afternoon", "early_afternoon"),
                            ("afternoon", "afternoon"),
                            ("evening", "evening"),
                        ],
                        default="",
                        max_length=24,
                    ),
                ),
                (
                    "end_part_of_day",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("night", "night"),
                            ("dawn", "dawn"),
                            ("morning", "morning"),
                            ("midday", "midday"),
                            ("early_afternoon", "early_afternoon"),
                            ("afternoon", "afternoon"),
                            ("evening", "evening"),
                        ],
                        default="",
                        max_length=24,
                    ),
                ),
                ("zone", models.CharField(blank=True, max_length=40)),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("verified", "verified"),
                            ("corroborated", "corroborated"),
                            ("single_origin", "single_origin"),
                            ("unverified", "unverified"),
                        ],
                        default=incidents.values.words.Certainty["UNVERIFIED"],
                        max_length=24,
                    ),
                ),
                (
                    "contested",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("occurrence", "occurrence"),
                                ("place", "place"),
                                ("author", "author"),
                                ("toll", "toll"),
                                ("control", "control"),
                            ],
                            max_length=12,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("sensitive", models.CharField(blank=True, max_length=40)),
                (
                    "flags",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("figures_out_of_order", "figures_out_of_order"),
                                ("zero_or_unknown", "zero_or_unknown"),
                                ("aggregated", "aggregated"),
                                ("coding_uncertain", "coding_uncertain"),
                                ("place_missing", "place_missing"),
                            ],
                            max_length=24,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "deaths_state",
                    models.CharField(
                        choices=[
                            ("retained", "retained"),
                            ("rival", "rival"),
                            ("none", "none"),
                            ("withheld", "withheld"),
                            ("unknown", "unknown"),
                        ],
                        default=incidents.values.words.DeathsState["UNKNOWN"],
                        max_length=24,
                    ),
                ),
                ("deaths_low", models.PositiveIntegerField(blank=True, null=True)),
                ("deaths_retained", models.PositiveIntegerField(blank=True, null=True)),
                ("deaths_high", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "deaths_rule",
                    models.CharField(
                        choices=[
                            ("analyst", "analyst"),
                            ("independent_origins", "independent_origins"),
                            ("dataset_best", "dataset_best"),
                            ("none", "none"),
                        ],
                        default=incidents.values.words.DeathsRule["NO_RULE"],
                        max_length=24,
                    ),
                ),
                ("chosen_deaths", models.PositiveIntegerField(blank=True, null=True)),
                ("chosen_because", models.TextField(blank=True)),
                ("remarks_en", models.TextField(blank=True)),
                ("remarks_fr", models.TextField(blank=True)),
                ("same_group", models.BigIntegerField(blank=True, null=True)),
                ("search", models.TextField(blank=True)),
                ("signed", models.CharField(blank=True, max_length=80)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("retracted_note", models.TextField(blank=True)),
                (
                    "chosen_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "chosen_claim",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="incidents.claim",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dataset",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incidents",
                        to="incidents.dataset",
                    ),
                ),
                (
                    "deaths_claim",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="incidents.claim",
                    ),
                ),
                (
                    "episode",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="incidents",
                        to="incidents.episode",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="claim",
            name="incident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="claims",
                to="incidents.incident",
            ),
        ),
        migrations.CreateModel(
            name="IncidentLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("same", models.BooleanField()),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="incidents.incident",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links_back",
                        to="incidents.incident",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="IncidentNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("text", models.TextField()),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="incidents.incident",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Kind",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=40, unique=True)),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("name_en", models.CharField(max_length=120)),
                ("name_fr", models.CharField(max_length=120)),
                ("name_ar", models.CharField(blank=True, max_length=120)),
                ("definition_en", models.TextField(blank=True)),
                ("definition_fr", models.TextField(blank=True)),
                ("acled", models.CharField(blank=True, max_length=80)),
                ("disorder", models.CharField(blank=True, max_length=80)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sub_kinds",
                        to="incidents.kind",
                        to_field="key",
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
            },
        ),
        migrations.AddField(
            model_name="incident",
            name="kind",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="incidents.kind",
                to_field="key",
            ),
        ),
        migrations.AddField(
            model_name="incident",
            name="sub_kind",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="incidents.kind",
                to_field="key",
            ),
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("geonames_id", models.PositiveBigIntegerField(blank=True, null=True, unique=True)),
                ("key", models.SlugField(blank=True, max_length=80, null=True, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("country", models.CharField(max_length=2)),
                ("feature_class", models.CharField(max_length=1)),
                ("feature_code", models.CharField(blank=True, max_length=10)),
                ("latitude", models.FloatField(blank=True, null=True)),
                ("longitude", models.FloatField(blank=True, null=True)),
                ("geometry", models.JSONField(blank=True, null=True)),
                ("admin1_code", models.CharField(blank=True, max_length=20)),
                ("admin2_code", models.CharField(blank=True, max_length=80)),
                ("population", models.PositiveBigIntegerField(default=0)),
                ("source", models.CharField(blank=True, max_length=120)),
                (
                    "admin1",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="incidents.adminunit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PlaceName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=7)),
                ("name", models.CharField(max_length=200)),
                ("folded", models.CharField(max_length=200)),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="incidents.place",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PrivateChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("table", models.CharField(max_length=63)),
                ("row_id", models.BigIntegerField()),
                ("action", models.CharField(max_length=6)),
                ("before", models.JSONField()),
                ("by", models.BigIntegerField(null=True)),
                ("signed", models.CharField(blank=True, max_length=80)),
                ("transaction", models.BigIntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["table", "row_id", "id"], name="private_change_by_row")
                ],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=incidents.models.sources.new_report_id, max_length=16, unique=True
                    ),
                ),
                ("dataset_key", models.CharField(blank=True, max_length=400)),
                ("release", models.CharField(blank=True, max_length=24)),
                ("kind", models.CharField(max_length=40)),
                ("title", models.CharField(blank=True, max_length=400)),
                ("address", models.CharField(blank=True, max_length=2000)),
                ("published_on", models.DateField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "published_precision",
                    models.CharField(
                        choices=[
                            ("minute", "minute"),
                            ("hour", "hour"),
                            ("part_of_day", "part_of_day"),
                            ("day", "day"),
                            ("month", "month"),
                            ("year", "year"),
                            ("unknown", "unknown"),
                        ],
                        default=incidents.values.words.TimePrecision["UNKNOWN"],
                        max_length=24,
                    ),
                ),
                ("retrieved_at", models.DateTimeField(blank=True, null=True)),
                ("language", models.CharField(blank=True, max_length=3)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("edition", models.PositiveSmallIntegerField(default=1)),
                ("origin_name", models.CharField(blank=True, max_length=200)),
                ("licence_note", models.CharField(blank=True, max_length=200)),
                (
                    "dataset",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="incidents.dataset",
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copies",
                        to="incidents.report",
                    ),
                ),
                (
                    "previous_edition",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="next_edition",
                        to="incidents.report",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("description_en", models.CharField(blank=True, max_length=200)),
                ("description_fr", models.CharField(blank=True, max_length=200)),
                ("literal", models.CharField(blank=True, max_length=200)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("perpetrator", "perpetrator"),
                            ("party", "party"),
                            ("target", "target"),
                            ("victim", "victim"),
                            ("responder", "responder"),
                            ("affected", "affected"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "attribution",
                    models.CharField(
                        choices=[
                            ("claimed", "claimed"),
                            ("attributed", "attributed"),
                            ("denied", "denied"),
                            ("disputed", "disputed"),
                            ("unknown", "unknown"),
                            ("stated", "stated"),
                        ],
                        default=incidents.values.words.Attribution["STATED"],
                        max_length=24,
                    ),
                ),
                ("attributed_by", models.CharField(blank=True, max_length=200)),
                ("attributed_by_fr", models.CharField(blank=True, max_length=200)),
                ("alternative", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("note_fr", models.CharField(blank=True, max_length=300)),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="incidents.actor",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participations",
                        to="incidents.incident",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="incidents.report",
                    ),
                ),
            ],
            options={
                "ordering": ["incident", "order"],
            },
        ),
        migrations.AddField(
            model_name="incident",
            name="reports",
            field=models.ManyToManyField(
                blank=True, related_name="incidents", to="incidents.report"
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="claims",
                to="incidents.report",
            ),
        ),
        migrations.CreateModel(
            name="ReportText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("text", models.TextField()),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="private_text",
                        to="incidents.report",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Site",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("name_en", models.CharField(blank=True, max_length=200)),
                ("name_fr", models.CharField(blank=True, max_length=200)),
                ("country", models.CharField(max_length=2)),
                ("admin1_literal", models.CharField(blank=True, max_length=120)),
                ("admin2_literal", models.CharField(blank=True, max_length=120)),
                ("latitude", models.FloatField(blank=True, null=True)),
                ("longitude", models.FloatField(blank=True, null=True)),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("exact", "exact"),
                            ("near", "near"),
                            ("admin3", "admin3"),
                            ("admin2", "admin2"),
                            ("admin1", "admin1"),
                            ("country", "country"),
                            ("area", "area"),
                        ],
                        max_length=24,
                    ),
                ),
                ("radius_km", models.FloatField(blank=True, null=True)),
                ("local_time", models.TimeField(blank=True, null=True)),
                (
                    "part_of_day",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("night", "night"),
                            ("dawn", "dawn"),
                            ("morning", "morning"),
                            ("midday", "midday"),
                            ("early_afternoon", "early_afternoon"),
                            ("afternoon", "afternoon"),
                            ("evening", "evening"),
                        ],
                        default="",
                        max_length=24,
                    ),
                ),
                ("generalised", models.BooleanField(default=False)),
                ("basis", models.CharField(blank=True, max_length=300)),
                (
                    "admin1",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="incidents.adminunit",
                    ),
                ),
                (
                    "admin2",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="incidents.adminunit",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sites",
                        to="incidents.incident",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="incidents.place",
                    ),
                ),
            ],
            options={
                "ordering": ["incident", "order"],
            },
        ),
        migrations.CreateModel(
            name="ExactSite",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=200)),
                ("latitude", models.FloatField(blank=True, null=True)),
                ("longitude", models.FloatField(blank=True, null=True)),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("exact", "exact"),
                            ("near", "near"),
                            ("admin3", "admin3"),
                            ("admin2", "admin2"),
                            ("admin1", "admin1"),
                            ("country", "country"),
                            ("area", "area"),
                        ],
                        max_length=24,
                    ),
                ),
                ("radius_km", models.FloatField(blank=True, null=True)),
                (
                    "site",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exact",
                        to="incidents.site",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="claim",
            name="site",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="claims",
                to="incidents.site",
            ),
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("key", models.SlugField(max_length=60, unique=True)),
                ("name_en", models.CharField(blank=True, max_length=160)),
                ("name_fr", models.CharField(blank=True, max_length=160)),
                ("kind", models.CharField(max_length=40)),
                ("country", models.CharField(blank=True, max_length=2)),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=3),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("website", models.URLField(blank=True, max_length=400)),
                (
                    "hosts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("reliability", models.CharField(blank=True, max_length=1)),
                ("protected", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reliability__in", ["", "A", "B", "C", "D", "E", "F"])),
                        name="source_reliability_a_to_f",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("protected", False),
                            models.Q(
                                ("hosts", []), ("name_en", ""), ("name_fr", ""), ("website", "")
                            ),
                            _connector="OR",
                        ),
                        name="source_protected_has_no_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("protected", True),
                            models.Q(("name_en", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="source_open_has_a_name",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="report",
            name="source",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reports",
                to="incidents.source",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="carrier",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="carried_claims",
                to="incidents.source",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="speaker_source",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="claims",
                to="incidents.source",
            ),
        ),
        migrations.CreateModel(
            name="SourceIdentity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("name", models.TextField(blank=True)),
                ("contact", models.TextField(blank=True)),
                ("notes", models.TextField(blank=True)),
                (
                    "source",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="identity",
                        to="incidents.source",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="incident",
            name="tags",
            field=models.ManyToManyField(blank=True, related_name="incidents", to="incidents.term"),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ["viewer", "analyst", "editor", "administrator"])),
                name="user_role_known",
            ),
        ),
        migrations.AddIndex(
            model_name="actorname",
            index=models.Index(fields=["name"], name="actor_name_exact"),
        ),
        migrations.AddIndex(
            model_name="actorname",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["folded"], name="actor_name_folded", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddConstraint(
            model_name="actorname",
            constraint=models.UniqueConstraint(
                fields=("actor", "language", "name", "kind"), name="actor_name_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="actorrelation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "component_of",
                            "successor_of",
                            "split_from",
                            "merged_into",
                            "affiliated_with",
                            "fights_with",
                            "commands",
                        ],
                    )
                ),
                name="relation_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="actorrelation",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["accepted", "disputed", "rejected"])),
                name="relation_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="actorrelation",
            constraint=models.CheckConstraint(
                condition=models.Q(("subject", models.F("object")), _negated=True),
                name="relation_between_two_actors",
            ),
        ),
        migrations.AddConstraint(
            model_name="actorrelation",
            constraint=models.CheckConstraint(
                condition=models.Q(("source", ""), _negated=True), name="relation_has_a_source"
            ),
        ),
        migrations.AddConstraint(
            model_name="actorrelation",
            constraint=models.UniqueConstraint(
                fields=("subject", "kind", "object", "valid_from"),
                name="relation_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddIndex(
            model_name="adminunit",
            index=models.Index(fields=["country", "level"], name="unit_by_country"),
        ),
        migrations.AddIndex(
            model_name="adminunit",
            index=models.Index(fields=["pcode"], name="unit_by_pcode"),
        ),
        migrations.AddConstraint(
            model_name="adminunit",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__gte", 0), ("level__lte", 3)), name="unit_level_0_to_3"
            ),
        ),
        migrations.AddConstraint(
            model_name="adminunit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True),
                    ("valid_from__isnull", True),
                    ("valid_to__gt", models.F("valid_from")),
                    _connector="OR",
                ),
                name="unit_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="claimlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["contradicts", "supersedes"])),
                name="claim_link_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="claimlink",
            constraint=models.UniqueConstraint(
                fields=("claim", "kind", "other"), name="claim_link_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="claimlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("claim", models.F("other")), _negated=True),
                name="claim_link_between_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="incidentlink",
            constraint=models.UniqueConstraint(
                fields=("first", "second"), name="incident_link_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="incidentlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("first__lt", models.F("second"))), name="incident_link_in_order"
            ),
        ),
        migrations.AddIndex(
            model_name="place",
            index=models.Index(fields=["latitude", "longitude"], name="place_by_point"),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                    models.Q(
                        ("latitude__gte", -90),
                        ("latitude__lte", 90),
                        ("longitude__gte", -180),
                        ("longitude__lte", 180),
                    ),
                    _connector="OR",
                ),
                name="place_point_on_earth",
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("geonames_id__isnull", False), ("key__isnull", False), _connector="OR"
                ),
                name="place_has_an_id",
            ),
        ),
        migrations.AddIndex(
            model_name="placename",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["folded"], name="place_name_folded", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddIndex(
            model_name="placename",
            index=models.Index(fields=["folded"], name="place_name_exact"),
        ),
        migrations.AddConstraint(
            model_name="placename",
            constraint=models.UniqueConstraint(
                fields=("place", "language", "name"), name="place_name_once"
            ),
        ),
        migrations.AddIndex(
            model_name="participation",
            index=models.Index(fields=["actor", "role", "incident"], name="participation_actor"),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        ["perpetrator", "party", "target", "victim", "responder", "affected"],
                    )
                ),
                name="participation_role_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "attribution__in",
                        ["claimed", "attributed", "denied", "disputed", "unknown", "stated"],
                    )
                ),
                name="participation_attribution_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("actor__isnull", False),
                    models.Q(("description_en", ""), _negated=True),
                    models.Q(("literal", ""), _negated=True),
                    ("attribution", incidents.values.words.Attribution["UNKNOWN"]),
                    _connector="OR",
                ),
                name="participation_names_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.UniqueConstraint(
                fields=("incident", "order"), name="participation_order_once"
            ),
        ),
        migrations.AddIndex(
            model_name="site",
            index=models.Index(fields=["longitude", "latitude"], name="site_by_point"),
        ),
        migrations.AddIndex(
            model_name="site",
            index=models.Index(fields=["country", "incident"], name="site_by_country"),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "precision__in",
                        ["exact", "near", "admin3", "admin2", "admin1", "country", "area"],
                    )
                ),
                name="site_precision_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                    models.Q(
                        ("latitude__gte", -90),
                        ("latitude__lte", 90),
                        ("longitude__gte", -180),
                        ("longitude__lte", 180),
                    ),
                    _connector="OR",
                ),
                name="site_point_on_earth",
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("precision__in", ["exact", "near"]), _negated=True),
                    ("latitude__isnull", False),
                    _connector="OR",
                ),
                name="site_exact_has_a_point",
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("generalised", False),
                    models.Q(
                        ("precision", incidents.values.words.Precision["EXACT"]), _negated=True
                    ),
                    _connector="OR",
                ),
                name="site_generalised_is_not_exact",
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.UniqueConstraint(
                fields=("incident", "order"), name="site_order_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="exactsite",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "precision__in",
                        ["exact", "near", "admin3", "admin2", "admin1", "country", "area"],
                    )
                ),
                name="exact_site_precision_known",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["published_on", "id"], name="report_by_day"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(("dataset_key", ""), _negated=True),
                fields=("dataset", "dataset_key", "release"),
                name="report_once_per_dataset_release",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sha256", ""), ("sha256__regex", "^[0-9a-f]{64}$"), _connector="OR"
                ),
                name="report_sha256_is_hex",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "published_precision__in",
                        ["minute", "hour", "part_of_day", "day", "month", "year", "unknown"],
                    )
                ),
                name="report_published_precision_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("edition__gte", 1)), name="report_edition_from_one"
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["said_on", "id"], name="claim_by_day"),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["about", "measure"], name="claim_by_about"),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "about__in",
                        [
                            "responsibility",
                            "denial",
                            "casualties",
                            "control",
                            "situation",
                            "location",
                            "timing",
                            "response",
                            "other",
                        ],
                    )
                ),
                name="claim_about_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", ["all", "victims", "attackers", "not_stated"])),
                name="claim_side_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("scope__in", ["whole", "site", "part", "beyond"])),
                name="claim_scope_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["stated", "none", "unknown", "withheld", "not_a_figure"])
                ),
                name="claim_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("stance__in", ["asserts", "claims", "denies", "retracts"])),
                name="claim_stance_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "standing__in",
                        [
                            "reported",
                            "claimed",
                            "official",
                            "single_source",
                            "footage",
                            "unverified",
                            "superseded",
                            "retracted",
                        ],
                    )
                ),
                name="claim_standing_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "said_precision__in",
                        ["minute", "hour", "part_of_day", "day", "month", "year", "unknown"],
                    )
                ),
                name="claim_said_precision_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("measure", ""),
                    (
                        "measure__in",
                        [
                            "killed",
                            "wounded",
                            "killed_or_wounded",
                            "killed_or_missing",
                            "killed_or_arrested",
                            "missing",
                            "abducted",
                            "detained",
                            "captured",
                            "freed",
                            "displaced",
                            "sexual_violence",
                            "present",
                            "destroyed",
                            "closed",
                            "neutralised",
                            "losses",
                        ],
                    ),
                    _connector="OR",
                ),
                name="claim_measure_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("speaker_actor__isnull", False),
                    ("speaker_source__isnull", False),
                    models.Q(("speaker_voice_en", ""), _negated=True),
                    _connector="OR",
                ),
                name="claim_has_a_speaker",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("credibility__isnull", True),
                    models.Q(("credibility__gte", 1), ("credibility__lte", 6)),
                    _connector="OR",
                ),
                name="claim_credibility_1_to_6",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "state__in",
                            [
                                incidents.values.words.FigureState["NONE"],
                                incidents.values.words.FigureState["UNKNOWN"],
                                incidents.values.words.FigureState["WITHHELD"],
                            ],
                        ),
                        _negated=True,
                    ),
                    models.Q(("best__isnull", True), ("high__isnull", True), ("low__isnull", True)),
                    _connector="OR",
                ),
                name="claim_silence_has_no_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", incidents.values.words.FigureState["STATED"]), _negated=True
                    ),
                    models.Q(("measure", ""), _negated=True),
                    _connector="OR",
                ),
                name="claim_figure_has_a_measure",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(
                fields=("incident", "order"), name="claim_order_once"
            ),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(fields=["start", "id"], name="incident_by_day"),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(
                condition=models.Q(("status", incidents.values.words.Status["PUBLISHED"])),
                fields=["start", "id"],
                name="incident_published_by_day",
            ),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(
                condition=models.Q(("same_group__isnull", False)),
                fields=["same_group"],
                name="incident_same_group",
            ),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search"], name="incident_search", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["draft", "in_review", "published", "retracted"])
                ),
                name="incident_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("date_precision__in", ["day", "days", "week", "month", "year"])
                ),
                name="incident_date_precision_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("certainty__in", ["verified", "corroborated", "single_origin", "unverified"])
                ),
                name="incident_certainty_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("deaths_state__in", ["retained", "rival", "none", "withheld", "unknown"])
                ),
                name="incident_deaths_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("deaths_rule__in", ["analyst", "independent_origins", "dataset_best", "none"])
                ),
                name="incident_deaths_rule_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "contested__contained_by",
                        ["occurrence", "place", "author", "toll", "control"],
                    )
                ),
                name="incident_contested_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(("end__gte", models.F("start"))),
                name="incident_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(("public_id__regex", "^VS-[0-9A-HJKMNP-TV-Z]{12}$")),
                name="incident_public_id_form",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("deaths_high__isnull", True), ("deaths_low__isnull", True)),
                    ("deaths_low__lte", models.F("deaths_high")),
                    _connector="OR",
                ),
                name="incident_low_not_over_high",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("deaths_retained__isnull", True),
                    models.Q(
                        ("deaths_retained__gte", models.F("deaths_low")),
                        ("deaths_retained__lte", models.F("deaths_high")),
                    ),
                    _connector="OR",
                ),
                name="incident_retained_between_low_and_high",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("chosen_because", ""), ("chosen_deaths__isnull", True)),
                    models.Q(
                        ("chosen_deaths__isnull", False),
                        models.Q(("chosen_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="incident_choice_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", incidents.values.words.Status["PUBLISHED"]), _negated=True),
                    ("published_at__isnull", False),
                    _connector="OR",
                ),
                name="incident_published_has_a_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.UniqueConstraint(
                condition=models.Q(("dataset_key", ""), _negated=True),
                fields=("dataset", "dataset_key"),
                name="incident_once_per_dataset",
            ),
        ),
    ]
