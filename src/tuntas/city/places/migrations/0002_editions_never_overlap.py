"""Two editions of one place never hold on the same day."""

from django.db import migrations

from tuntas.city.guards import NoOverlap


class Migration(migrations.Migration):
    dependencies = [("places", "0001_places")]
    operations = [NoOverlap("places_placeedition", "place_id")]
