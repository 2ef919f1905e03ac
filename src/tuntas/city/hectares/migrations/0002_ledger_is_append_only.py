"""A line of the book is never changed: a correction is another line."""

from django.db import migrations

from tuntas.city.guards import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("hectares", "0001_ledger")]
    operations = [AppendOnly("hectares_ledgerentry")]
