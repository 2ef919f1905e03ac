"""The audit trail takes new rows and gives none away."""

from django.db import migrations

from tuntas.city.guards import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("records", "0001_records")]
    operations = [AppendOnly("records_auditentry")]
