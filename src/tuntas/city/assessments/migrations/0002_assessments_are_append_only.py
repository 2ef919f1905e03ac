"""A stored assessment is never changed: another version or rule set gives another one."""

from django.db import migrations

from tuntas.city.guards import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("assessments", "0001_assessments")]
    operations = [AppendOnly("assessments_storedassessment")]
