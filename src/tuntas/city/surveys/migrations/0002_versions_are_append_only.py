"""A version of a record and a rule set once kept are never changed."""

from django.db import migrations

from tuntas.city.guards import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_surveys")]
    operations = [AppendOnly("surveys_surveyrecordversion"), AppendOnly("surveys_ruleset")]
