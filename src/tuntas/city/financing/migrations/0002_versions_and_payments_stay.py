"""A scheme changes by a new version; what was lent, repaid or paid for upkeep is corrected by another line."""

from django.db import migrations

from tuntas.city.guards import AppendOnly

TABLES = ("scheme", "schemepart", "grouploan", "loaninstalment", "repayment", "upkeepentry")


class Migration(migrations.Migration):
    dependencies = [("financing", "0001_financing")]
    operations = [AppendOnly(f"financing_{table}") for table in TABLES]
