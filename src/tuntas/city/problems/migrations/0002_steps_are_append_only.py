"""The trail of a problem is only ever added to."""

from django.db import migrations

from tuntas.city.guards import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("problems", "0001_problems")]
    operations = [AppendOnly("problems_problemstep")]
