"""What was adopted stays as it was signed: the plan, its targets, its lines and their money, the reasons given.

A scenario of which a plan was made stays too: the plan rests on it.
"""

from django.db import migrations

from tuntas.city.guards import Frozen


def _adopted(row: str) -> str:
    return f"EXISTS (SELECT 1 FROM plans_plan p WHERE p.id = {row}.plan_id AND p.adopted_at IS NOT NULL)"


def _line_adopted(row: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM plans_planline l JOIN plans_plan p ON p.id = l.plan_id "
        f"WHERE l.id = {row}.line_id AND p.adopted_at IS NOT NULL)"
    )


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_plans")]
    operations = [
        Frozen("plans_plan", "OLD.adopted_at IS NOT NULL"),
        Frozen("plans_plantarget", _adopted("OLD"), _adopted("NEW")),
        Frozen("plans_planline", _adopted("OLD"), _adopted("NEW")),
        Frozen("plans_planamount", _line_adopted("OLD"), _line_adopted("NEW")),
        Frozen("plans_plananswer", _adopted("OLD"), _adopted("NEW")),
        Frozen("plans_scenario", "OLD.plan_id IS NOT NULL"),
    ]
