"""A line of the money book is never changed: a return or a correction is another line."""

from django.db import migrations

from tuntas.city.guards import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("funding", "0001_funding")]
    operations = [AppendOnly("funding_moneyentry")]
