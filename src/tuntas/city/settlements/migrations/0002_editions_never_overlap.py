"""One shape at a time; a succession is never changed."""

from django.db import migrations

from tuntas.city.guards import AppendOnly, NoOverlap


class Migration(migrations.Migration):
    dependencies = [("settlements", "0001_settlements")]
    operations = [
        NoOverlap("settlements_delineation", "settlement_id"),
        AppendOnly("settlements_settlementsuccession"),
    ]
