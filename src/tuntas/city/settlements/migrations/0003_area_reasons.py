"""Why areas differ (never changed), and why a settlement was dissolved."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from tuntas.city.guards import AppendOnly

PAIRS = [
    ("DECREE_DRAWN", "Decree Drawn"), ("DECREE_VERIFIED", "Decree Verified"), ("DRAWN_VERIFIED", "Drawn Verified"),
]  # fmt: skip
CAUSES = [
    ("ROUNDING", "Rounding"), ("REDRAWN", "Redrawn"), ("PART_OF_RT", "Part Of Rt"),
    ("PART_SURVEYED", "Part Surveyed"), ("OUTDATED", "Outdated"), ("METHOD", "Method"), ("OTHER", "Other"),
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("settlements", "0002_editions_never_overlap"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name="settlement",
            name="dissolve_reason",
            field=models.TextField(blank=True, default="", help_text="empty where it was split or merged"),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="AreaReason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("pair", models.CharField(choices=PAIRS, max_length=16)),
                ("difference_m2", models.BigIntegerField(help_text="at that time")),
                ("cause", models.CharField(choices=CAUSES, max_length=16)),
                ("remark", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "settlement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="area_reasons",
                        to="settlements.settlement",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["settlement", "pair"], name="area_reason_of_pair")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(pair__in=[code for code, _ in PAIRS]), name="area_reason_pair_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(cause__in=[code for code, _ in CAUSES]), name="area_reason_cause_is_known"
                    ),
                    models.CheckConstraint(
                        condition=~models.Q(cause="OTHER") | ~models.Q(remark=""), name="other_area_reason_is_told"
                    ),
                ],
            },
        ),
        AppendOnly("settlements_areareason"),
    ]
